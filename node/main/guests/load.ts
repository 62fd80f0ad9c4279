/**
 * Loads the capabilities of other parties that a node's configuration names: each with the hash that is known of it.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { GuestCapability } from '@hdms/flows/core/guest.ts'
import { guestIn } from '@hdms/flows/core/guest-check.ts'
import type { Value } from '@hdms/flows/engine/types.ts'
import type { LoadedGuest } from '@hdms/node/core/guest.ts'
import type { ListOption } from '@hdms/platform/node/config.ts'
import { fail } from '@hdms/shared/errors.ts'
import { type GuestFiles, guestFiles } from './files.ts'
import { guardImports, SDK_VERSION } from './imports.ts'
import { refuse } from './reasons.ts'
import { ContractThread } from './thread.ts'

/** Options of every node. */
export const GUESTS: Readonly<Record<'capability' | 'capability-setting', ListOption>> = {
  capability: {
    type: 'list',
    about:
      'Capabilities of other parties: each a folder or the name of an installed package; behind it @sha256: and the hash of its files that you have looked at. Without one, the hash of the first start is remembered, and another is refused.',
  },
  'capability-setting': { type: 'list', about: 'Settings of those capabilities: NAME.SETTING=VALUE.' },
}

/** The settings that these options make. */
export interface GuestSettings {
  readonly data: string
  readonly capability: readonly string[] | undefined
  readonly 'capability-setting': readonly string[] | undefined
}

/** The guests of a node, and their threads. */
export interface Guests {
  readonly loaded: readonly LoadedGuest[]
  close(): Promise<void>
}

/** Name of a file in the data folder: hashes that were seen first, by the names of the capabilities. */
const SEEN = 'capabilities.json'

/**
 * Loads and checks them, each in a thread of its own first.
 * @throws CAPABILITY_UNREADABLE, CAPABILITY_INVALID, CAPABILITY_TWICE, CAPABILITY_HASH, CONFIG_INVALID
 */
export async function loadGuests(o: GuestSettings): Promise<Guests> {
  const named = (o.capability ?? []).map(nameAndHash)
  const found = named.map(({ from, known }) => ({ known, files: guestFiles(from) }))
  for (const { files } of found) fitsSdk(files)
  guardImports(found.map(({ files }) => files))
  const threads = found.map(({ files }) => new ContractThread(files))
  const close = async (): Promise<void> => void (await Promise.all(threads.map((thread) => thread.close())))
  try {
    const guests: { readonly guest: GuestCapability; readonly hash: string; readonly thread: ContractThread }[] = []
    for (const [i, { files, known }] of found.entries()) {
      const thread = threads[i] as ContractThread
      await thread.load()
      const guest = guestIn(((await import(pathToFileURL(files.entry).href)) as { default?: unknown }).default, files.from)
      if (guests.some((other) => other.guest.name === guest.name)) fail('CAPABILITY_TWICE', { capability: guest.name })
      sameHash(o.data, guest.name, files.hash, known)
      guests.push({ guest, hash: files.hash, thread })
    }
    const settings = settingsIn(
      o['capability-setting'] ?? [],
      guests.map(({ guest }) => guest.name),
    )
    const loaded = guests.map(({ guest, hash, thread }) => ({
      ...{ guest, hash, ask: (contract: string) => thread.contract(contract) },
      settings: settings.get(guest.name) ?? {},
    }))
    return { loaded, close }
  } catch (error) {
    await close()
    throw error
  }
}

function nameAndHash(said: string): { readonly from: string; readonly known: string | undefined } {
  const at = said.lastIndexOf('@sha256:')
  if (at < 0) return { from: said, known: undefined }
  const [from, known] = [said.slice(0, at), said.slice(at + '@sha256:'.length)]
  return /^[0-9a-f]{64}$/.test(known) ? { from, known } : refuse('CAPABILITY_UNREADABLE', 'hash-form', { capability: from })
}

/** Compares with the hash of the configuration, else with that of the first start. @throws CAPABILITY_HASH */
function sameHash(data: string, name: string, hash: string, configured: string | undefined): void {
  const file = join(data, SEEN)
  const seen = (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}) as Record<string, string>
  const known = configured ?? seen[name] ?? hash
  if (known !== hash) fail('CAPABILITY_HASH', { capability: name, found: hash, known })
  if (seen[name] !== hash) writeFileSync(file, `${JSON.stringify({ ...seen, [name]: hash }, undefined, 2)}\n`, { mode: 0o600 })
}

/** A range as npm writes it for what is compatible: ^1.2.3, or an exact version. @throws CAPABILITY_UNREADABLE */
function fitsSdk({ from, sdk: wanted }: GuestFiles): void {
  if (wanted === undefined || wanted === '*' || wanted.includes(':')) return
  const [major, minor, patch] = SDK_VERSION.split('.')
  const range = wanted.replace(/^\^/, '').split('.')
  const isRange = wanted.startsWith('^')
  const same = isRange ? range[0] === major && (major !== '0' || range[1] === minor) : wanted === SDK_VERSION
  const isOlder = !isRange || compare(range, [major ?? '', minor ?? '', patch ?? '']) <= 0
  if (!same || !isOlder) refuse('CAPABILITY_UNREADABLE', 'sdk-version', { capability: from, wanted, found: SDK_VERSION })
}
const compare = (a: readonly string[], b: readonly string[]): number =>
  a.map((part, i) => part.padStart(6, '0').localeCompare((b[i] ?? '').padStart(6, '0'))).find((order) => order !== 0) ?? 0

function settingsIn(said: readonly string[], names: readonly string[]): ReadonlyMap<string, Record<string, Value>> {
  const all = new Map<string, Record<string, Value>>()
  for (const line of said) {
    const [, name = '', setting = '', value = ''] = /^([a-z0-9-]+)\.([A-Za-z0-9-]+)=(.*)$/.exec(line) ?? []
    if (!names.includes(name)) refuse('CONFIG_INVALID', 'setting-shape', { name: 'capability-setting' })
    all.set(name, { ...all.get(name), [setting]: valueIn(value) })
  }
  return all
}

/** A number, true, false or a text, as it would stand in the file. */
function valueIn(text: string): Value {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string' ? value : text
  } catch {
    return text
  }
}
