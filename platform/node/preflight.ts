/**
 * Looks at what the settings name before anything is done with it: folders that can be written, files that can be read,
 * addresses of this machine.
 */

import { X509Certificate } from 'node:crypto'
import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs'
import { isIP } from 'node:net'
import { networkInterfaces } from 'node:os'
import { dirname, resolve } from 'node:path'
import { checkClock } from '@hdms/shared/network/clock-check.ts'
import { fetchClient } from '@hdms/shared/ports/fetch-client.ts'
import { type Option, type Options, passphrase, secretFile } from './config.ts'
import { userHere } from './faults.ts'
import { refuse } from './reasons.ts'

function may(path: string, mode: number): boolean {
  try {
    accessSync(path, mode)
    return true
  } catch {
    return false
  }
}

/** A folder that will be written: it is there and this user's to write, or can be made. */
function writable(name: string, folder: string): void {
  let at = resolve(folder)
  while (!existsSync(at) && at !== dirname(at)) at = dirname(at)
  if (!statSync(at).isDirectory()) refuse('CONFIG_INVALID', 'file-no-folder', { name, at })
  if (may(at, constants.W_OK | constants.X_OK)) return
  const user = userHere()
  refuse('CONFIG_INVALID', 'may-not-write', { name, user, at, owner: user, folder: resolve(folder) })
}

function readable(name: string, path: string, mode: number): void {
  if (!may(path, mode)) refuse('CONFIG_INVALID', 'may-not-read', { name, user: userHere(), path })
}

/** Certificates that servers may be certified by, in PEM. @throws CONFIG_INVALID */
export function authoritiesIn(file: string): readonly string[] {
  const pems = readFileSync(file, 'utf8').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  try {
    for (const pem of pems) new X509Certificate(pem)
  } catch {
    return refuse('CONFIG_INVALID', 'no-pem', { name: 'tls-ca' })
  }
  return pems.length > 0 ? pems : refuse('CONFIG_INVALID', 'no-pem-in', { name: 'tls-ca' })
}

function ofThisMachine(name: string, address: string): void {
  if (isIP(address) === 0 || /^(0\.0\.0\.0|::|127\.|::1$)/.test(address)) return
  const own = Object.values(networkInterfaces()).flatMap((list) => (list ?? []).map((entry) => entry.address))
  if (!own.includes(address))
    refuse('CONFIG_INVALID', 'no-address', {
      name,
      address,
      own: own.filter((a) => !/^(127\.|::1$|fe80)/.test(a)).join(', ') || '127.0.0.1',
    })
}

/** Which options say where a process listens. */
const LISTENS = /^(his-listen-)?host$/

function look(name: string, option: Option, value: string): void {
  if (option.type === 'folder' && !option.reads) writable(name, value)
  if (option.type === 'folder' && option.reads && existsSync(value)) readable(name, value, constants.R_OK | constants.X_OK)
  if (option.type === 'file') readable(name, value, constants.R_OK)
  if (LISTENS.test(name)) ofThisMachine(name, value)
}

/** @throws CONFIG_INVALID, KEY_FILE_MODE: the first thing that is wrong */
export function preflight(options: Options, settings: Readonly<Record<string, unknown>>): void {
  for (const [name, option] of Object.entries(options)) {
    const value = settings[name]
    if (typeof value === 'string') look(name, option, value)
  }
  const text = (name: string): string | undefined => (typeof settings[name] === 'string' ? (settings[name] as string) : undefined)
  if (Object.hasOwn(options, 'passphrase-file')) passphrase({ 'passphrase-file': text('passphrase-file') })
  for (const name of ['tls-key', 'his-tls-key']) if (text(name)) secretFile(text(name) as string)
  const ca = text('tls-ca')
  if (ca) authoritiesIn(ca)
}

/**
 * Asks every server that the settings name, as a first request would: it answers, its certificate is believed, and its clock agrees with
 * this one.
 * @throws SERVICE_UNAVAILABLE, CLOCK_WRONG
 */
export async function askServers(options: Options, settings: Readonly<Record<string, unknown>>): Promise<void> {
  const http = fetchClient(5_000)
  for (const [name, { type }] of Object.entries(options)) {
    const url = settings[name]
    if (type !== 'url' || name === 'public-url' || typeof url !== 'string') continue
    checkClock(await http({ method: 'GET', url: `${url}/health` }), Date.now())
  }
}
