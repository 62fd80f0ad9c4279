/**
 * The packed SDK: it installs alone, gives what api.md lists and nothing else, and runs in a browser where it says so.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const out = mkdtempSync(join(tmpdir(), 'hdms-sdk-'))
afterAll(() => rmSync(out, { recursive: true, force: true }))

/** Values and types that api.md lists of a module. */
const listed = (module: string): string[] => {
  const [, chapter = ''] = readFileSync(join(root, 'sdk/api.md'), 'utf8').split(`## \`@hdms/sdk${module}\`\n`)
  const [, names = ''] = /\nexport \{\n([\s\S]*?)\}\n/.exec(chapter) ?? []
  return names.split('\n').flatMap((line) =>
    line.trim() === ''
      ? []
      : [
          line
            .trim()
            .replace(/^.* as |,$/g, '')
            .replace(/,$/, ''),
        ],
  )
}

test('it packs with no dependency, without TypeScript of its own, and gives what is listed', () => {
  const packed = execFileSync(process.execPath, [join(root, 'scripts/pack-sdk.ts'), out], { encoding: 'utf8' }).trim()
  expect(packed).toMatch(/hdms-sdk-\d+\.\d+\.\d+\.tgz$/)
  const folder = join(out, 'package')
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, unknown>
  expect([manifest['dependencies'], manifest['private']]).toEqual([undefined, undefined])
  const files = readdirSync(folder)
  expect(files.filter((f) => f.endsWith('.ts') && !f.endsWith('.d.ts'))).toEqual([])
  const code = files.filter((f) => f.endsWith('.js')).map((f) => readFileSync(join(folder, f), 'utf8'))
  for (const text of code)
    expect([...text.matchAll(/^(?:import|export)\b[^;'"]*? from ["']((?!node:|\.)[^"']+)/gm)].map((m) => m[1])).toEqual([])
  // A page runs these two.
  for (const file of ['index.js', 'client.js', ...files.filter((f) => f.startsWith('any-'))])
    expect(readFileSync(join(folder, file), 'utf8')).not.toMatch(/from ["']node:|require\(/)
  // In a process of its own: what is imported here would be transformed.
  const script = `const all = {}
for (const name of ['index', 'client', 'testing']) all[name] = Object.keys(await import(${JSON.stringify(`${pathToFileURL(folder).href}/`)} + name + '.js'))
process.stdout.write(JSON.stringify(all))`
  const values = JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })) as Record<
    string,
    string[]
  >
  for (const [name, module] of [
    ['index', ''],
    ['client', '/client'],
    ['testing', '/testing'],
  ] as const) {
    const known = listed(module)
    expect(known.length).toBeGreaterThan(3)
    expect(values[name]?.filter((value) => !known.includes(value))).toEqual([])
    expect(readFileSync(join(folder, `${name}.d.ts`), 'utf8')).not.toContain('@hdms/')
  }
})
