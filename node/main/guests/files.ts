/**
 * The files of a capability of another party: where they lie, and the hash that stands for them. It covers
 * `package.json` and everything that npm would publish by its `files`; nothing else of the package can be imported
 * (`imports.ts`), so that no code runs which the hash does not cover.
 */
import { createHash } from 'node:crypto'
import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { asHdmsError } from '@hdms/shared/errors.ts'
import { refuse } from './reasons.ts'

/** A capability's package on disk. */
export interface GuestFiles {
  /** As it was named: a path, or the name of a package. */
  readonly from: string
  /** Its folder, without symbolic links. */
  readonly folder: string
  /** The module that exports it. */
  readonly entry: string
  /** Hex SHA-256 of its files. */
  readonly hash: string
  /** Paths of the files that the hash covers. */
  readonly covered: ReadonlySet<string>
  /** Range of `@hdms/sdk` that it was written for, as npm writes ranges. */
  readonly sdk: string | undefined
}

/** A larger package is none that somebody could have looked at. */
const MOST_FILES = 2_000
const MOST_BYTES = 32 << 20

interface Manifest {
  readonly main?: unknown
  readonly exports?: unknown
  readonly files?: unknown
  readonly dependencies?: unknown
  readonly peerDependencies?: unknown
}

/**
 * Finds and hashes a package.
 * @param from path of a folder, or name of a package that is installed in `near` or above it
 * @throws CAPABILITY_UNREADABLE
 */
export function guestFiles(from: string, near: string = process.cwd()): GuestFiles {
  const folder = folderOf(from, near)
  const manifest = manifestIn(folder, from)
  const others = Object.keys(tableOf(manifest.dependencies)).filter((name) => name !== '@hdms/sdk')
  if (others.length > 0) refuse('CAPABILITY_UNREADABLE', 'needs-packages', { capability: from, packages: others.join(', ') })
  const covered = coveredBy(manifest, folder, from)
  const entry = realPath(join(folder, entryOf(manifest)))
  if (!entry || !covered.includes(entry)) return refuse('CAPABILITY_UNREADABLE', 'no-entry', { capability: from, entry: entryOf(manifest) })
  const sdk = { ...tableOf(manifest.dependencies), ...tableOf(manifest.peerDependencies) }['@hdms/sdk']
  return { from, folder, entry, covered: new Set(covered), hash: hashOf(folder, covered), sdk: typeof sdk === 'string' ? sdk : undefined }
}

const tableOf = (value: unknown): Readonly<Record<string, unknown>> => (typeof value === 'object' && value !== null ? { ...value } : {})
const realPath = (path: string): string | undefined => (existsSync(path) ? realpathSync(path) : undefined)

function folderOf(from: string, near: string): string {
  const path = resolve(near, from)
  if (from.startsWith('.') || from.includes(sep) || from.includes('/')) {
    const found = realPath(join(path, 'package.json'))
    if (found) return dirname(found)
  }
  // As Node looks for packages: in every node_modules from here up.
  for (let at = resolve(near); ; at = dirname(at)) {
    const found = realPath(join(at, 'node_modules', from, 'package.json'))
    if (found) return dirname(found)
    if (at === dirname(at)) return refuse('CAPABILITY_UNREADABLE', 'not-there', { capability: from })
  }
}

function manifestIn(folder: string, from: string): Manifest {
  try {
    return tableOf(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')))
  } catch (error) {
    return refuse('CAPABILITY_UNREADABLE', 'no-manifest', { capability: from }, asHdmsError(error))
  }
}

/** `exports` of one module, its default condition, or `main`. */
function entryOf({ exports, main }: Manifest): string {
  const [root] = [tableOf(exports)['.'] ?? exports]
  const found = typeof root === 'string' ? root : (tableOf(root)['default'] ?? tableOf(root)['import'] ?? main)
  return typeof found === 'string' ? found : 'index.js'
}

/**
 * Files that count, sorted: `package.json` and what `files` names, else everything but node_modules and hidden entries.
 */
function coveredBy({ files }: Manifest, folder: string, from: string): readonly string[] {
  const named = Array.isArray(files) ? files.filter((f) => typeof f === 'string') : ['.']
  const roots = ['package.json', ...named].map((root) => resolve(folder, root))
  const within = roots.filter((path) => path === folder || path.startsWith(folder + sep))
  const found = [...new Set(within.flatMap((path) => [...filesUnder(path)]))]
  const bytes = found.reduce((sum, path) => sum + lstatSync(path).size, 0)
  if (found.length > MOST_FILES || bytes > MOST_BYTES) refuse('CAPABILITY_UNREADABLE', 'too-large', { capability: from })
  return found.sort((a, b) => (a < b ? -1 : 1))
}

/** A link counts as nothing: it could lead to files that change beside the hash. */
function* filesUnder(path: string): Generator<string> {
  const entry = lstatSync(path, { throwIfNoEntry: false })
  if (entry?.isFile()) yield path
  if (!entry?.isDirectory()) return
  for (const name of readdirSync(path)) if (name !== 'node_modules' && !name.startsWith('.')) yield* filesUnder(join(path, name))
}

/** Over path, length and bytes of each file, so that no two lists of files give the same. */
function hashOf(folder: string, covered: readonly string[]): string {
  const hash = createHash('sha256')
  for (const path of covered) {
    const bytes = readFileSync(path)
    hash.update(`${relative(folder, path).replaceAll(sep, '/')}\0${bytes.length}\0`).update(bytes)
  }
  return hash.digest('hex')
}
