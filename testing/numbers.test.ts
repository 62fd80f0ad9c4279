/** No text becomes a number but through shared/decimal.ts: `Number()`, `parseInt`, `Date.parse` and their like take what is no number, and NaN passes every limit. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
/** Each with its reason. */
const ALLOWED: Readonly<Record<string, string>> = {
  'shared/decimal.ts': 'the one place',
}
const FOLDERS =
  'apps cli data-search device-sim doorman flows health message-queue network-map node notary platform sandbox scripts shared'.split(' ')

/** Looser readers of numbers, and the coercions that do the same. */
const LOOSE: readonly (readonly [string, RegExp])[] = [
  ['Number as a function', /\bNumber\b(?!\s*\.)/],
  ['parseInt or parseFloat', /\bparse(?:Int|Float)\b/],
  ['BigInt as a function', /\bBigInt\b/],
  ['isNaN or isFinite of any value', /(?<![.\w])is(?:NaN|Finite)\s*\(/],
  ['Date.parse', /\bDate\s*\.\s*parse\b/],
  ['a date of text', /new Date\(\s*(?:['"`]|text\b|String\(|\w+\[['"])/],
  ['a plus that coerces', /(?:[=(,:?[{!]|=>|\breturn|&&|\|\|)\s*\+(?![+=\s])\s*[\w$([]/],
  ['a bitwise operator that coerces', /~~\s*[\w$(]/],
]

/** Without comments and the content of plain strings, where words are no code. */
function codeOf(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|(?<![:'"`\\])\/\/.*$|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/gm, (found) =>
    found.startsWith("'") || found.startsWith('"') ? "''" : found.replace(/[^\n]/g, ' '),
  )
}

/** @returns `line: what` of everything loose */
function looseIn(text: string): string[] {
  return codeOf(text)
    .split('\n')
    .flatMap((line, i) => LOOSE.filter(([, pattern]) => pattern.test(line)).map(([what]) => `${i + 1}: ${what}`))
}

const sources = FOLDERS.flatMap((folder) =>
  (readdirSync(join(root, folder), { recursive: true }) as string[])
    .filter((f) => /\.(tsx?|m?js)$/.test(f) && !/\.d\.ts$|\.test\.ts$|(^|[\\/])(node_modules|dist[\w-]*|generated)[\\/]/.test(f))
    .map((f) => join(folder, f).replaceAll(sep, '/')),
)

test('T15 no text becomes a number outside shared/decimal.ts', () => {
  expect(sources.length).toBeGreaterThan(300)
  const found = sources
    .filter((f) => !ALLOWED[f])
    .flatMap((f) => looseIn(readFileSync(join(root, f), 'utf8')).map((what) => `${f}:${what}`))
  expect(found).toEqual([])
})

test('the search finds each loose way, and takes none for one that is not', () => {
  const loose = [
    'const n = Number(text)',
    'const all = parts.map(Number)',
    'const n = Number.parseInt(text, 10)',
    'const n = parseFloat(text)',
    'if (isNaN(n)) return',
    'const at = Date.parse(text)',
    "const at = new Date(row['at']).getTime()",
    'const at = new Date(`2026-01-01`)',
    'const n = +text',
    'call(+text)',
    'return +text',
    'const b = BigInt(text)',
    'const n = ~~text',
  ]
  expect(loose.filter((line) => looseIn(line).length === 0)).toEqual([])
  const fine = [
    'if (Number.isSafeInteger(n)) return',
    '// Number() takes anything',
    "say('Number(x)')",
    'const n = a + b',
    'const at = new Date(ms).toISOString()',
    "const zone = '+0900'",
    'const big: bigint = 1n',
    'i++',
    'const next = i === 0 ? +1 : -1',
  ]
  expect(fine.filter((line) => looseIn(line).length > 0)).toEqual(['const next = i === 0 ? +1 : -1'])
})
