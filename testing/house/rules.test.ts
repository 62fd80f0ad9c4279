/** The rules of the house find their kind, and nothing else. */
import { describe, expect, test } from 'vitest'
import { RULES, typeNames, valueImports } from './rules.ts'
import { sourceOf } from './syntax.ts'

const found = (rule: string, text: string) => RULES.find(({ name }) => name === rule)?.find(sourceOf('a/file.ts', text))
const one = { at: 'a/file.ts', amount: 1 }

describe('rules', () => {
  test('complexity counts breaks, deeper ones more, and runs of operators', () => {
    const deep = (n: number) => `function f(a: boolean) { ${'if (a) { '.repeat(n)}g()${' }'.repeat(n)} }`
    expect(found('complexity', deep(5))).toEqual([])
    expect(found('complexity', deep(6))).toEqual([{ at: 'a/file.ts#f', amount: 21 }])
    const elses = Array.from({ length: 14 }, (_, i) => `else if (a === ${i}) { g() }`).join(' ')
    const chain = `function f(a: number) { if (a > 99) { g() } ${elses} else { h() } }`
    expect(found('complexity', chain)).toEqual([{ at: 'a/file.ts#f', amount: 16 }])
    const runs = Array.from({ length: 8 }, () => 'x = a && b && c || d').join('\n')
    expect(found('complexity', `function f() { ${runs} }`)).toEqual([{ at: 'a/file.ts#f', amount: 16 }])
    expect(
      found(
        'complexity',
        'const f = () => { for (const a of b) for (const c of a) for (const d of c) for (const e of d) for (const g of e) h(g) }',
      ),
    ).toEqual([])
  })
  test('lines and parameters count where a function begins, a method under its class', () => {
    const method = `class Box { fill() {\n${'g()\n'.repeat(70)}} }`
    expect(found('function-lines', method)).toEqual([{ at: 'a/file.ts#Box.fill', amount: 72 }])
    expect(found('function-lines', method.replace('g()\ng()\ng()\n', 'g()\n'))).toEqual([])
    expect(found('parameters', 'const f = (a: 1, b: 2, c: 3, d: 4, e: 5, g: 6) => a')).toEqual([{ at: 'a/file.ts#f', amount: 6 }])
    expect(found('parameters', 'const f = (a: 1, b: 2, c: 3, d: 4, e: 5) => a')).toEqual([])
  })
  test('an empty block needs its reason, a double cast is found through parentheses, text is no comment', () => {
    expect(found('empty-blocks', 'try { f() } catch {}')).toEqual([one])
    expect(found('empty-blocks', 'try { f() } catch {\n// It is tried again.\n}')).toEqual([])
    expect(found('empty-blocks', 'try { f("//") } catch {}')).toEqual([one])
    expect(found('double-casts', 'const a = (b as unknown) as C; const d = e as unknown as F; const g = h as unknown')).toEqual([one, one])
  })
  test('comments: exported functions and types have one, lines end at 120, none begins with What', () => {
    expect(found('undocumented', '/** Makes. */\nexport function f() {}\nexport const g = () => 1\nexport const n = 1')).toEqual([one])
    expect(found('undocumented', '/** Of another. */\nconst a = 1\nexport type T = 1')).toEqual([one])
    expect(found('undocumented', '/** Of it. */\nexport interface T {}\n// Not a doc comment.\nexport class C {}')).toEqual([one])
    expect(found('wide-comments', `/** ${'x'.repeat(113)} */`)).toEqual([])
    expect(found('wide-comments', `/** ${'x'.repeat(114)} */`)).toEqual([one])
    expect(found('wide-comments', `const a = '/* ${'x'.repeat(130)} */'`)).toEqual([])
    expect(found('what-comments', '/** What a node is. */\n// What it was.\n// Whatever comes.\n/**\n * What follows. */')).toEqual([
      one,
      one,
      one,
    ])
  })
  test('names of exported types, and what is imported for its values alone', () => {
    expect(
      typeNames(sourceOf('a.ts', 'export interface A {}\nexport type B = 1\nexport class C {}\ninterface D {}\nexport function f() {}')),
    ).toEqual(['A', 'B', 'C'])
    const imports =
      "import type { A } from './a.ts'\nimport { type B } from './b.ts'\nimport { c, type D } from './c.ts'\nexport { e } from './e.ts'\nimport './f.ts'"
    expect(valueImports(sourceOf('a.ts', imports))).toEqual(['./c.ts', './e.ts', './f.ts'])
  })
})
