/**
 * The store in a folder, or in two on different disks, on LevelDB. LevelDB drops without a word what it cannot read of its log, and takes a
 * folder without files for a new one; so a store is looked at before it is opened, in a shadow: a folder beside it whose tables are links to
 * the store's. What is damaged stays as it was for whoever has to mend it.
 */
import { hash, randomBytes } from 'node:crypto'
import { copyFileSync, existsSync, linkSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { asHdmsError, fail, type HdmsError } from '@hdms/shared/errors.ts'
import type { Rows } from '@hdms/shared/ports/node-store.ts'
import { openProven, type Place, type ProvenStore } from '@hdms/shared/storage/proven-store.ts'
import { RowSums, type Sha256 } from '@hdms/shared/storage/row-sums.ts'
import { decide, type Evidence, type Found, headOf, look, type Plan, REMEDY } from '@hdms/shared/storage/store-proof.ts'
import { DAY } from '@hdms/shared/time.ts'
import { anchorFile } from './anchor-file.ts'
import { damagedLog, damagedTable, isTableName } from './level-files.ts'
import { LevelRefusal, openLevel } from './level-rows.ts'

/**
 * A start reads at most so many rows and bytes of tables, some eight seconds of work; those of a larger store are read
 * while it serves.
 */
const READ_AT_START = 2_000_000
const BYTES_AT_START = 1 << 30
/** How long a check in the background leaves the processor to others after each lot, milliseconds. */
const PAUSE = 10

const sha256: Sha256 = (bytes) => hash('sha256', bytes, 'buffer')

/** Folders that this process has open: the system's lock is the process's, and lets itself in a second time. */
const opened = new Set<string>()

type Listener = (error: HdmsError) => void
const listeners = new Set<Listener>()
/** Is told when a store of this process cannot go on; the process then has to end. */
export const onStoreEnd = (listener: Listener): void => void listeners.add(listener)
const ended: Listener = (error) => {
  for (const listener of listeners) listener(error)
}

export const anchorPath = (folder: string): string => `${folder}.anchor`

/**
 * @param mirror folder on another disk that has every commit too
 * @throws STORE_DAMAGED when it is not as it was left; STORE_FAILED when it cannot be opened now (another process has
 * it, the disk is full)
 */
export async function levelNodeStore(folder: string, mirror?: string): Promise<ProvenStore> {
  const folders = mirror === undefined ? [folder] : [folder, mirror]
  const plan = await proveLevel(folders, READ_AT_START)
  const places: Place[] = []
  try {
    for (const place of folders) places.push(await placeIn(place))
    const random = (length: number) => new Uint8Array(randomBytes(length))
    const files = async (pause?: () => Promise<void>) => {
      for (const folder of folders) {
        const damage = await damagedTable(folder, pause)
        if (damage !== undefined) return `in ${folder}, ${damage}`
      }
      return undefined
    }
    const store = await openProven({ places: places as [Place, ...Place[]], sha256, random, plan, ended, files })
    return inBackground(store, plan)
  } catch (error) {
    await Promise.all(places.flatMap(({ rows, anchor }) => [rows.close(), anchor.close()]))
    throw error
  }
}

async function placeIn(folder: string): Promise<Place> {
  const name = resolve(folder)
  const rows = await open(folder, !existsSync(join(folder, 'CURRENT')), folder)
  opened.add(name)
  sweepShadows(folder)
  const close = async () => {
    opened.delete(name)
    await rows.close()
  }
  return { name: folder, rows: { ...rows, close }, anchor: anchorFile(anchorPath(folder)) }
}

/** Reads all rows again each day, and at once where a start did not. */
function inBackground(store: ProvenStore, plan: Plan): ProvenStore {
  const pause = () => new Promise<void>((done) => setTimeout(done, PAUSE).unref())
  // What is found ends the store; whoever uses it hears of it there.
  const check = () => void store.check(pause).catch(() => {})
  if (plan.kind === 'open' && plan.proof.rows > READ_AT_START / 2) check()
  const timer = setInterval(check, DAY).unref()
  return {
    get: (key) => store.get(key),
    range: (from, to) => store.range(from, to),
    commit: (changes, written) => store.commit(changes, written),
    compact: (what) => store.compact(what),
    check: (pause) => store.check(pause),
    async close() {
      clearInterval(timer)
      await store.close()
    },
  }
}

/**
 * Looks at a store that nobody has open, and changes nothing in it.
 * @param most rows that are read; of a larger store the proof alone. @returns what opening it would do. @throws
 * STORE_DAMAGED, STORE_FAILED
 */
export async function proveLevel(folders: readonly string[], most: number): Promise<Plan> {
  const evidence: Evidence[] = []
  for (const folder of folders) {
    if (opened.has(resolve(folder))) inUse()
    evidence.push({ name: folder, found: await lookAt(folder, most), head: await anchorFile(anchorPath(folder)).read() })
  }
  return decide(evidence as [Evidence, ...Evidence[]])
}

/**
 * Takes a store that is whole for the newest, whatever is said beside it.
 * @throws STORE_DAMAGED when it is not whole, STORE_FAILED when somebody has it open
 */
export async function adoptLevel(folder: string): Promise<{ readonly commits: number; readonly rows: number }> {
  if (opened.has(resolve(folder))) inUse()
  const found = await lookAt(folder, Number.POSITIVE_INFINITY)
  // Without anything beside it, it is refused for what it is, and for nothing else.
  if (found.kind !== 'whole')
    return fail('STORE_DAMAGED', {
      store: folder,
      why: found.kind === 'damaged' ? found.why : 'there is nothing to adopt',
      remedy: REMEDY.restore,
    })
  const anchor = anchorFile(anchorPath(folder))
  rmSync(anchorPath(folder), { force: true })
  await anchor.write(headOf(found.proof))
  await anchor.close()
  return { commits: found.proof.sequence, rows: found.proof.rows }
}

const inUse = (): never => fail('STORE_FAILED', { why: 'another process has it open' })

/**
 * Files that LevelDB makes before anything is in a database: killed before it named the first MANIFEST, it leaves it,
 * or its name, behind.
 */
const BLANK = /^(LOCK|LOG|LOG\.old|MANIFEST-000001|\d+\.dbtmp)$/

/** What a running process writes may look damaged to another one that is started: whose store it is comes first. */
async function lookAt(folder: string, most: number): Promise<Found> {
  const found = await read(folder, most)
  if (found.kind === 'damaged' && (await isLocked(folder))) inUse()
  return found
}

/** Asks for the lock of a folder by a link to it in another one, as opening the folder would change it. */
async function isLocked(folder: string): Promise<boolean> {
  if (!existsSync(join(folder, 'LOCK'))) return false
  const probe = mkdtempSync(`${folder}.check-`)
  try {
    linkSync(join(folder, 'LOCK'), join(probe, 'LOCK'))
    await (await openLevel(probe, true, folder)).close()
    return false
  } catch (error) {
    return error instanceof LevelRefusal && error.refused === 'locked'
  } finally {
    rmSync(probe, { recursive: true, force: true })
  }
}

async function read(folder: string, most: number): Promise<Found> {
  const files = existsSync(folder) ? readdirSync(folder) : []
  if (!files.includes('CURRENT')) {
    const left = files.filter((name) => !BLANK.test(name))
    return left.length === 0 ? { kind: 'empty' } : { kind: 'damaged', why: 'its file CURRENT is missing' }
  }
  const size = files
    .filter(isTableName)
    .reduce((sum, file) => sum + (statSync(join(folder, file), { throwIfNoEntry: false })?.size ?? 0), 0)
  const small = size <= BYTES_AT_START || most === Number.POSITIVE_INFINITY
  const damage = damagedLog(folder, files) ?? (small ? await damagedTable(folder) : undefined)
  if (damage !== undefined) return { kind: 'damaged', why: damage }
  const shadow = shadowOf(folder, files)
  let rows: Rows | undefined
  try {
    rows = await openLevel(shadow, false, folder)
    return await look(rows, new RowSums(sha256), most)
  } catch (error) {
    if (error instanceof LevelRefusal && error.refused === 'damaged') return { kind: 'damaged', why: 'LevelDB cannot read it' }
    if (error instanceof LevelRefusal) return refused(error)
    const { code, data } = asHdmsError(error)
    if (code === 'STORE_DAMAGED') return { kind: 'damaged', why: String(data['why']) }
    throw error
  } finally {
    await rows?.close()
    rmSync(shadow, { recursive: true, force: true })
  }
}

function refused(error: LevelRefusal): never {
  return error.refused === 'locked' ? inUse() : fail('STORE_FAILED', { why: 'it cannot be opened' }, error)
}

async function open(folder: string, create: boolean, name: string): Promise<Rows> {
  try {
    return await openLevel(folder, create, name)
  } catch (error) {
    return error instanceof LevelRefusal ? refused(error) : fail('STORE_FAILED', { why: 'it cannot be opened' }, error)
  }
}

/**
 * A folder that opens as the other one does: tables, which are never changed, and the lock, which belongs to the file, as links; the rest
 * as copies, which are as small as the log.
 */
function shadowOf(folder: string, files: readonly string[]): string {
  // A name of its own: two processes that start at once do not take it away from under each other.
  const shadow = mkdtempSync(`${folder}.check-`)
  try {
    for (const name of files) {
      const [from, to] = [join(folder, name), join(shadow, name)]
      if (name === 'LOCK' || isTableName(name)) linkOrCopy(from, to)
      else copyFileSync(from, to)
    }
  } catch (error) {
    rmSync(shadow, { recursive: true, force: true })
    fail('STORE_FAILED', { why: 'there is no room beside it to look at it' }, error)
  }
  return shadow
}

/** Shadows that a killed process left; whoever looks at the store now finds that it is in use. */
function sweepShadows(folder: string): void {
  for (const name of readdirSync(dirname(folder)))
    if (isShadow(name, basename(folder))) rmSync(join(dirname(folder), name), { recursive: true, force: true })
}
const isShadow = (name: string, of: string): boolean => name.startsWith(`${of}.check-`) || name === `${of}.check`

/** Some file systems have no links. */
function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to)
  } catch {
    copyFileSync(from, to)
  }
}
