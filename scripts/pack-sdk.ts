/**
 * Packs `@hdms/sdk`: JavaScript with everything it needs bundled, one file of declarations a module, and nothing of the
 * workspaces' names, so that the tarball installs alone. Node refuses TypeScript under node_modules, which is why the
 * sources are not packed. Says the tarball's path: `npm run -s pack -w sdk`.
 */
import { execFileSync } from 'node:child_process'
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
// biome-ignore lint/correctness/noUndeclaredDependencies: the packer uses what the whole repository depends on
import { build, type InlineConfig } from 'vite'
import { declarationsOf } from './sdk-declarations.ts'
import { SDK_MODULES } from './sdk-modules.ts'

const root = join(import.meta.dirname, '..')
const out = process.argv[2] ?? join(root, 'sdk/dist')
const folder = join(out, 'package')
const known = JSON.parse(readFileSync(join(root, 'sdk/package.json'), 'utf8')) as Record<string, unknown>
const files = Object.entries(SDK_MODULES).map(([path, entry]) => ({ path, entry, name: path === '.' ? 'index' : path.slice(2) }))
/** Modules that only Node runs. */
const OF_NODE = ['testing']

/** Files that went in. */
const bundled = new Set<string>()

/** Bundles modules. @param ofNode whether they may import modules of Node */
async function bundle(modules: typeof files, ofNode: boolean): Promise<void> {
  const input = Object.fromEntries(modules.map(({ name, entry }) => [name, join(root, entry)]))
  const output = { format: 'es', entryFileNames: '[name].js', chunkFileNames: `${ofNode ? 'node' : 'any'}-[hash].js` } as const
  const config: InlineConfig = {
    ...{ root, configFile: false, logLevel: 'error', publicDir: false },
    build: {
      ...{ outDir: folder, emptyOutDir: false, minify: false, target: 'es2024', ssr: ofNode, modulePreload: false, copyPublicDir: false },
      rolldownOptions: { input, output, preserveEntrySignatures: 'strict' },
    },
    ...(ofNode ? { ssr: { noExternal: true } } : {}),
  }
  for (const result of [await build(config)].flat())
    for (const part of 'output' in result ? result.output : []) if (part.type === 'chunk') for (const id of part.moduleIds) bundled.add(id)
}

/** Licences of packages that are bundled: their texts go with them. */
function licences(): string {
  const folders = new Map<string, string>()
  for (const id of bundled) {
    const found = /^(.*\/node_modules\/((?:@[^/]+\/)?[^/]+))\//.exec(id.replaceAll('\\', '/'))
    if (found?.[1] && found[2] && !found[2].startsWith('@hdms/')) folders.set(found[2], found[1])
  }
  const chapters = [...folders].sort().map(([name, at]) => {
    const { version, license } = JSON.parse(readFileSync(join(at, 'package.json'), 'utf8')) as { version: string; license: string }
    const file = readdirSync(at).find((f) => /^licen[cs]e/i.test(f))
    return `## ${name} ${version} (${license})\n\n${file ? readFileSync(join(at, file), 'utf8').trim() : 'No text comes with it.'}\n`
  })
  return `# Packages that are bundled, and their licences\n\n${chapters.join('\n')}`
}

rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-b', join(root, 'sdk/testing')], {
  stdio: ['ignore', 'inherit', 'inherit'],
})
await bundle(
  files.filter((f) => !OF_NODE.includes(f.name)),
  false,
)
await bundle(
  files.filter((f) => OF_NODE.includes(f.name)),
  true,
)
for (const { name, entry } of files) writeFileSync(join(folder, `${name}.d.ts`), declarationsOf(entry, true))
for (const file of ['README.md', 'bin.js', 'api.md'])
  if (existsSync(join(root, 'sdk', file))) copyFileSync(join(root, 'sdk', file), join(folder, file))
if (existsSync(join(root, 'sdk/template'))) cpSync(join(root, 'sdk/template'), join(folder, 'template'), { recursive: true })
writeFileSync(join(folder, 'THIRD-PARTY.md'), licences())
copyFileSync(join(root, 'LICENSE'), join(folder, 'LICENSE'))
const { name, version, type, license, description } = known
const exports = Object.fromEntries(files.map(({ path, name: file }) => [path, { types: `./${file}.d.ts`, default: `./${file}.js` }]))
const manifest = { name, version, type, license, description, engines: { node: '>=24 <25' }, bin: { 'hdms-sdk': 'bin.js' }, exports }
writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`)
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
const packed = execFileSync(npm, ['pack', '--silent', '--pack-destination', out], { cwd: folder, encoding: 'utf8' })
  .trim()
  .split('\n')
  .at(-1)
process.stdout.write(`${join(out, packed ?? '')}\n`)
