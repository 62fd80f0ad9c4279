/** The only allowed arrows between folders (docs/architecture.md §2), compared with package.json and with every import. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative, sep } from 'node:path'
import type { Capability } from '@hdms/flows/core/capability.ts'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')

const clients = ['doorman/client', 'network-map/client', 'notary/client', 'message-queue/client', 'data-search/client']
const portable = ['shared', 'health', 'flows']
const server = (own: string) => [
  'shared',
  'platform/node',
  'platform/libp2p',
  `${own}/client`,
  'doorman/client',
  'doorman/member',
  'network-map/client',
]

/** What each part may import; the longest matching prefix of a file's path is its part. A part may always import itself. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  shared: [],
  health: ['shared'],
  'platform/node': ['shared'],
  'platform/browser': ['shared'],
  'platform/libp2p': ['shared'],
  'flows/engine': ['shared'],
  'flows/core': ['shared', 'flows/engine'],
  flows: ['shared', 'health'],
  'doorman/client': ['shared'],
  'doorman/member': ['shared', 'doorman/client', 'platform/node'],
  'doorman/server': server('doorman'),
  'network-map/client': ['shared'],
  'network-map/server': server('network-map'),
  'notary/client': ['shared'],
  'notary/server': server('notary'),
  'message-queue/client': ['shared'],
  'message-queue/server': server('message-queue'),
  'data-search/client': ['shared'],
  // It says to everybody what it was asked to, over the queue.
  'data-search/server': [...server('data-search'), 'message-queue/client'],
  'node/client': ['shared'],
  'node/core': [...portable, ...clients],
  // Sides of capabilities that every kind of node runs alike.
  'node/capabilities': [...portable, ...clients, 'node/core'],
  'node/personal': [...portable, ...clients, 'node/core', 'node/capabilities'],
  'node/institutional': [...portable, ...clients, 'node/core', 'node/capabilities', 'platform/node'],
  'node/browser': [...portable, ...clients, 'node/core', 'node/personal', 'platform/browser', 'platform/libp2p'],
  'node/main': [...portable, ...clients, 'doorman/member', 'node', 'platform/node', 'platform/libp2p'],
  'apps/health-in-my-storage': ['shared', 'apps/look', 'health', 'flows', 'node/browser', ...clients],
  'apps/look': ['shared'],
  'apps/research': ['shared', 'apps/look', 'node/client'],
  'apps/staff': ['shared', 'apps/look', 'apps/research', 'node/client'],
  apps: [],
  'device-sim': ['shared'],
  sdk: ['shared', 'flows/core', 'flows/engine'],
  // A simulated network is made of the services and of what opens a node, and of no capability.
  'sdk/testing': [
    ...['sdk', 'shared', 'flows/core', 'flows/engine', 'node/core', 'platform/node'],
    ...['doorman', 'network-map', 'notary', 'message-queue'],
  ],
  cli: [...portable, ...clients, 'node/client', 'platform/node', 'device-sim'],
  sandbox: [
    ...portable,
    'platform',
    'doorman',
    'network-map',
    'notary',
    'message-queue',
    'data-search',
    'node',
    'cli',
    'apps',
    'device-sim',
  ],
  testing: [
    ...portable,
    'platform',
    'doorman',
    'network-map',
    'notary',
    'message-queue',
    'data-search',
    'node',
    'cli',
    'apps',
    'device-sim',
    'sandbox',
    'sdk',
  ],
}
/** Folders that a browser runs: no module of Node, no package that needs one. */
const BROWSER = [
  'shared',
  'health',
  'flows',
  'device-sim',
  ...clients,
  'node/core',
  'node/capabilities',
  'node/personal',
  'node/browser',
  'platform/browser',
  'platform/libp2p',
]

const top = [...new Set(Object.keys(ALLOWED).map((part) => part.split('/')[0] as string))]
const sources = top.flatMap((folder) =>
  (readdirSync(join(root, folder), { recursive: true }) as string[])
    .filter((f) => /\.tsx?$/.test(f) && !/\.d\.ts$|(^|[\\/])(node_modules|dist)[\\/]/.test(f))
    .map((f) => join(folder, f).replaceAll(sep, '/')),
)
const partOf = (file: string): string =>
  Object.keys(ALLOWED)
    .filter((part) => file === part || file.startsWith(`${part}/`))
    .sort((a, b) => b.length - a.length)[0] ?? fail(file)
function fail(file: string): never {
  throw new Error(`${file} lies in no known part`)
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8')
  return [...text.matchAll(/(?:^|\n)(?:import|export)\s[^'";]*?from\s*'([^']+)'|(?:^|\n)import\s*'([^']+)'|\bimport\(\s*'([^']+)'/g)].map(
    (m) => (m[1] ?? m[2] ?? m[3]) as string,
  )
}

/** The repository path that an import means, or undefined for a package from outside. */
function target(file: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return normalize(join(dirname(file), specifier)).replaceAll(sep, '/')
  return specifier.startsWith('@hdms/') ? specifier.slice('@hdms/'.length) : undefined
}

describe('layers', () => {
  test('there are sources to look at', () => expect(sources.length).toBeGreaterThan(100))

  test('every import follows an allowed arrow', () => {
    const wrong = sources.flatMap((file) => {
      const part = partOf(file)
      const allowed = [part, ...(ALLOWED[part] ?? [])]
      return importsOf(file).flatMap((specifier) => {
        const to = target(file, specifier)
        if (to === undefined || allowed.some((a) => to === a || to.startsWith(`${a}/`))) return []
        return [`${file} → ${specifier}`]
      })
    })
    expect(wrong).toEqual([])
  })

  test('arrows between capabilities: each knows what it requires, and the core knows none of them', async () => {
    const folders = readdirSync(join(root, 'flows')).filter((f) => f !== 'core' && existsSync(join(root, 'flows', f, 'capability.ts')))
    expect(folders.length).toBeGreaterThan(5)
    const requires = new Map<string, readonly string[]>()
    for (const folder of folders) {
      const { [folder]: capability } = (await import(`../flows/${folder}/capability.ts`)) as Record<string, Capability>
      if (capability?.name !== folder) fail(`flows/${folder}/capability.ts`)
      requires.set(folder, Object.keys(capability?.requires ?? {}))
    }
    const below = (folder: string): string[] => (requires.get(folder) ?? []).flatMap((f) => [f, ...below(f)])
    const known = (file: string): string[] => {
      const [top, folder = ''] = file.split('/')
      if (top === 'flows' && requires.has(folder)) return ['core', 'engine', folder, ...below(folder)]
      return file.startsWith('flows/') || file.startsWith('node/core/') ? ['core', 'engine'] : folders.concat('core', 'engine')
    }
    const wrong = sources.flatMap((file) =>
      importsOf(file).flatMap((specifier) => {
        const [top, folder = ''] = (target(file, specifier) ?? '').split('/')
        return top === 'flows' && !known(file).includes(folder) ? [`${file} → ${specifier}`] : []
      }),
    )
    expect(wrong).toEqual([])
  })

  test('what a browser runs imports nothing of Node', () => {
    const wrong = sources
      .filter((file) => BROWSER.includes(partOf(file)) || partOf(file).startsWith('flows'))
      .filter((file) => !file.endsWith('.test.ts'))
      .flatMap((file) =>
        importsOf(file)
          .filter(
            (s) =>
              s.startsWith('node:') || s.startsWith('@hdms/platform/node') || ['fastify', 'classic-level', 'firebase-admin'].includes(s),
          )
          .map((s) => `${file} → ${s}`),
      )
    expect(wrong).toEqual([])
  })

  test('flows take time, chance and services from their operations alone (ADR 32)', () => {
    const outside =
      /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bperformance\.now\b|\bctx\.services\b|\[['"`]services['"`]\]|as unknown as FlowContext/
    const wrong = sources
      .filter((file) => partOf(file).startsWith('flows') && partOf(file) !== 'flows/engine' && !file.endsWith('.test.ts'))
      .filter((file) => outside.test(readFileSync(join(root, file), 'utf8')))
    expect(wrong).toEqual([])
  })

  test('package.json names exactly the packages of ours that a folder imports, and only allowed ones', () => {
    for (const folder of top) {
      const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as { dependencies?: Record<string, string> }
      const declared = Object.keys(manifest.dependencies ?? {}).filter((d) => d.startsWith('@hdms/'))
      const used = new Set(
        sources
          .filter((f) => f.startsWith(`${folder}/`))
          .flatMap(importsOf)
          .filter((s) => s.startsWith('@hdms/'))
          .map((s) => s.split('/').slice(0, 2).join('/'))
          .filter((s) => s !== `@hdms/${folder}`),
      )
      expect([folder, declared.sort()]).toEqual([folder, [...used].sort()])
    }
  })

  test('versions are exact everywhere', () => {
    for (const folder of ['.', ...top]) {
      const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Record<
        string,
        Record<string, string> | undefined
      >
      for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies']) {
        for (const [name, version] of Object.entries(manifest[kind] ?? {}))
          expect([relative(root, folder), name, version]).toEqual([relative(root, folder), name, expect.stringMatching(/^\d+\.\d+\.\d+$/)])
      }
    }
  })
})
