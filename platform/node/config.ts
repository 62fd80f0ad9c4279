/**
 * A process's settings: a table of options, each with type, unit, default and what it is for. Read from, the later the stronger: defaults,
 * a TOML file (--config), the environment (HDMS_NAME_OF_OPTION), flags (--name-of-option). Lists repeat the flag or
 * have semicolons. Secrets are none of them: see {@link passphrase}.
 */

import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { wholeIn } from '@hdms/shared/decimal.ts'
import { fail } from '@hdms/shared/errors.ts'
import { parseName } from '@hdms/shared/identity/names.ts'
import { parse, TomlError } from 'smol-toml'
import { refuse } from './reasons.ts'

interface About {
  /** What it is for, a sentence. */
  readonly about: string
  /** Must be given. */
  readonly required?: boolean
}
export interface TextOption extends About {
  /** `name` is an X.500 name; `url` has http or https; `zone` is a distance from UTC as ISO 8601 writes it, `+09:00`. */
  readonly type: 'text' | 'url' | 'name' | 'file' | 'folder' | 'zone'
  readonly default?: string
  readonly values?: readonly string[]
  /** Of a folder that is read where it is there; others are written, and made where they are missing. */
  readonly reads?: true
}
export interface NumberOption extends About {
  readonly type: 'number'
  readonly unit: string
  readonly least: number
  readonly most: number
  readonly default?: number
}
export interface ListOption extends About {
  readonly type: 'list'
  readonly default?: readonly string[]
}
export type Option = TextOption | NumberOption | ListOption
export type Options = Readonly<Record<string, Option>>

type Value<O extends Option> = O extends NumberOption ? number : O extends ListOption ? readonly string[] : string
export type Settings<O extends Options> = {
  readonly [K in keyof O]: O[K] extends { readonly required: true } | { readonly default: unknown } ? Value<O[K]> : Value<O[K]> | undefined
}

const PORT = { type: 'number', unit: 'TCP port, 0 picks a free one', least: 0, most: 65535 } as const

/** A TCP port that somebody listens on. */
export const port = <D extends number>(number: D, about: string): NumberOption & { readonly default: D } => ({
  ...PORT,
  about,
  default: number,
})

/** Of a program that is one of several kinds: its file says which. */
export const kind = <K extends string>(name: K): { readonly kind: TextOption & { readonly default: K } } => ({
  kind: { type: 'text', about: 'Kind of node that this file is for.', default: name, values: [name] },
})

/** Where something listens over HTTP. Each process gives `port` its own default. */
export const LISTENING = {
  host: { type: 'text', about: 'Address to listen on; 0.0.0.0 for every network of this machine.', default: '127.0.0.1' },
  'public-url': { type: 'url', about: 'Base URL that others reach this process at, when it is another than host and port say.' },
  'public-names': {
    type: 'list',
    about:
      'Host names that this process answers to, besides localhost, addresses and the name in public-url; requests to others are refused.',
  },
  'page-origins': {
    type: 'list',
    about:
      'Origins of the pages whose nodes and people may ask here, such as https://app.example (or http://localhost:* for any port); pages of others are refused.',
  },
  'trusted-proxies': {
    type: 'list',
    about: 'Addresses of reverse proxies whose X-Forwarded-For is believed; limits then count for the callers behind them.',
  },
  'tls-cert': { type: 'file', about: 'Certificate chain in PEM. With tls-key: serves HTTPS. Read again on SIGHUP.' },
  'tls-key': { type: 'file', about: 'Private key of tls-cert in PEM, mode 0600.' },
  'metrics-port': {
    type: 'number',
    unit: 'TCP port, 0 for nowhere',
    least: 0,
    most: 65535,
    about: 'Where /metrics (Prometheus), /health and /ready are served, to this machine alone.',
    default: 0,
  },
} as const

/** What every process that calls others needs. */
export const CALLING = {
  'tls-ca': { type: 'file', about: 'Certificates in PEM that HTTPS servers may be certified by, beside the well-known ones.' },
} as const

/** Where a process keeps what it has. */
export const KEEPING = {
  data: { type: 'folder', about: 'Where everything is kept; made at the first start, mode 0700.', required: true },
  'passphrase-file': {
    type: 'file',
    about:
      'File of mode 0600 with the passphrase that opens the keys. Else HDMS_PASSPHRASE, or the systemd credential "passphrase", is taken.',
  },
} as const

/** What a member of the network needs to know of it. */
export const MEMBER = {
  doorman: { type: 'url', about: 'Base URL of the doorman, who admits members.', required: true },
  root: {
    type: 'text',
    about:
      'Fingerprint of the network’s root certificate, "sha256:" and 64 hex digits, as the network’s operator tells it. Fetched certificates must have it.',
  },
  trust: {
    type: 'folder',
    reads: true,
    about: 'Folder with root.der and doorman-ca.der. Default: "trust" under data, filled from the doorman when root is given.',
  },
  'crl-policy': {
    type: 'text',
    about:
      'What a revocation list that is out of date means: soft goes on with the last one, hard refuses everybody until there is a new one.',
    default: 'soft',
    values: ['soft', 'hard'],
  },
  'network-map': { type: 'url', about: 'Base URL of the network map.', required: true },
} as const

/** From −12:00 to +14:00, as zones are. */
const ZONE = /^([+-](0\d|1[0-3]):[0-5]\d|\+14:00)$/
const variable = (name: string): string => `HDMS_${name.toUpperCase().replaceAll('-', '_')}`

/** One value, from wherever it came. @throws CONFIG_INVALID */
function checked(name: string, option: Option, value: unknown): string | number | readonly string[] {
  if (option.type === 'number') {
    const { least, most } = option
    const number = typeof value === 'string' ? wholeIn(value.trim(), least, most) : value
    const good = typeof number === 'number' && Number.isInteger(number) && number >= least && number <= most
    return good ? number : refuse('CONFIG_INVALID', 'whole-range', { name, least: option.least, most: option.most, unit: option.unit })
  }
  if (option.type === 'list') {
    const list = typeof value === 'string' ? [value] : value
    if (Array.isArray(list) && list.every((entry) => typeof entry === 'string'))
      return list.flatMap((entry) => entry.split(';').map((part) => part.trim())).filter((entry) => entry !== '')
    return refuse('CONFIG_INVALID', 'texts', { name })
  }
  const text = typeof value === 'string' && value !== '' ? value : refuse('CONFIG_INVALID', 'text', { name })
  if (option.values && !option.values.includes(text)) refuse('CONFIG_INVALID', 'one-of', { name, allowed: option.values.join(', ') })
  if (option.type === 'url' && !/^https?:$/.test(URL.parse(text)?.protocol ?? '')) refuse('CONFIG_INVALID', 'url', { name })
  if (option.type === 'name') parseName(text)
  if (option.type === 'zone' && !ZONE.test(text)) refuse('CONFIG_INVALID', 'offset', { name })
  if (option.type === 'file' && !existsSync(text)) refuse('CONFIG_INVALID', 'no-file', { name })
  return option.type === 'url' ? text.replace(/\/$/, '') : text
}

function inFile(path: string, options: Options, others: boolean): Readonly<Record<string, unknown>> {
  let rows: Readonly<Record<string, unknown>>
  try {
    rows = parse(readFileSync(path, 'utf8'))
  } catch (error) {
    if (!(error instanceof TomlError)) return refuse('CONFIG_INVALID', 'unreadable-file', { name: '--config' })
    return refuse('CONFIG_INVALID', 'toml', { name: '--config', line: error.line, detail: error.message.split('\n')[0] ?? '' })
  }
  for (const name of Object.keys(rows)) {
    if (name === 'passphrase') refuse('CONFIG_INVALID', 'secret', { name })
    if (!others && !Object.hasOwn(options, name)) refuse('CONFIG_INVALID', 'no-option', { name })
  }
  return rows
}

/**
 * What was given of each option, before it is checked, and what else stood on the command line. @throws CONFIG_INVALID
 */
function given(options: Options, argv: readonly string[], env: NodeJS.ProcessEnv, others = false) {
  const flags = Object.fromEntries(
    Object.entries(options).map(([name, { type }]) => [name, { type: 'string' as const, ...(type === 'list' ? { multiple: true } : {}) }]),
  )
  let parsed: { values: Record<string, unknown>; positionals: string[] }
  try {
    parsed = parseArgs({ args: [...argv], options: { ...flags, config: { type: 'string' } }, allowPositionals: true, strict: true })
  } catch (error) {
    return refuse('CONFIG_INVALID', 'command-line', { name: 'command line', detail: error instanceof Error ? error.message : '?' })
  }
  const file = (parsed.values['config'] ?? env['HDMS_CONFIG']) as string | undefined
  const rows = file === undefined ? {} : inFile(file, options, others)
  const value = (name: string): unknown => parsed.values[name] ?? (env[variable(name)] || undefined) ?? rows[name]
  return { value, args: parsed.positionals }
}

function settingsOf<const O extends Options>(options: O, value: (name: string) => unknown): { settings: Settings<O> } {
  const entries = Object.entries(options).map(([name, option]) => {
    const raw = value(name) ?? option.default
    if (raw === undefined && option.required) refuse('CONFIG_INVALID', 'missing', { name })
    return [name, raw === undefined ? undefined : checked(name, option, raw)]
  })
  return { settings: Object.fromEntries(entries) as Settings<O> }
}

export interface Read<O extends Options> {
  readonly settings: Settings<O>
  /** What on the command line is no option. */
  readonly args: readonly string[]
}

/** @throws CONFIG_INVALID, NAME_INVALID: the first thing that is wrong, by name */
export function readSettings<const O extends Options>(options: O, argv: readonly string[], env: NodeJS.ProcessEnv = process.env): Read<O> {
  const { value, args } = given(options, argv, env)
  return { ...settingsOf(options, value), args }
}

const toml = (value: unknown): string =>
  Array.isArray(value) ? `[${value.map((v) => JSON.stringify(v)).join(', ')}]` : JSON.stringify(value)

/** Type, bounds, unit and default of an option, in words. */
function bounds(option: Option): string {
  const parts = [
    option.type === 'text' && option.values ? option.values.join(' or ') : option.type,
    ...(option.type === 'number' ? [`${option.least} to ${option.most}, ${option.unit}`] : []),
    option.required ? 'required' : option.default === undefined ? 'optional' : `default ${toml(option.default)}`,
  ]
  return parts.join('; ')
}

/** A configuration file with every option, what is given filled in and the rest as comments. @throws CONFIG_INVALID */
export function exampleFile(program: string, options: Options, argv: readonly string[]): string {
  const { value } = given(options, argv, {})
  const blocks = Object.entries(options).map(([name, option]) => {
    const raw = value(name) ?? (name === 'kind' || name === 'port' ? option.default : undefined)
    const line =
      raw === undefined
        ? `# ${name} = ${toml(option.default ?? (option.type === 'list' ? [] : ''))}`
        : `${name} = ${toml(checked(name, option, raw))}`
    return [`# ${option.about}`, `# (${bounds(option)}; environment ${variable(name)})`, line].join('\n')
  })
  return `# Configuration of ${program}. A line that begins with # is not in force.\n\n${blocks.join('\n\n')}\n`
}

/** The options as rows of a Markdown table. */
export const optionRows = (options: Options): string[] =>
  Object.entries(options).map(([name, option]) => `| \`${name}\` | ${bounds(option)} | ${option.about} |`)

/**
 * Where a process that was started with this file keeps its data and is reached, for commands that speak to it. @throws
 * CONFIG_INVALID
 */
export function whereIs(file: string): { readonly data: string; readonly url: string; readonly ca: string | undefined } {
  const options = {
    data: KEEPING.data,
    ...{ host: LISTENING.host, port: port(7410, ''), 'public-url': LISTENING['public-url'], 'tls-cert': LISTENING['tls-cert'] },
    'tls-ca': CALLING['tls-ca'],
  } as const
  const { value } = given(options, ['--config', file], process.env, true)
  const { settings: o } = settingsOf(options, value)
  return { data: o.data, url: reachedAt(o), ca: o['tls-ca'] }
}

/** Base URL of a server on this machine, by its settings. */
export function reachedAt(o: {
  readonly host: string
  readonly port: number
  readonly 'public-url': string | undefined
  readonly 'tls-cert': string | undefined
}): string {
  const host = o.host === '0.0.0.0' || o.host === '::' ? '127.0.0.1' : o.host
  return o['public-url'] ?? `${o['tls-cert'] ? 'https' : 'http'}://${host}:${o.port}`
}

/** The passphrase that opens the keys, from where secrets are kept. @throws CONFIG_INVALID, KEY_FILE_MODE */
export function passphrase(o: Settings<Pick<typeof KEEPING, 'passphrase-file'>>, env: NodeJS.ProcessEnv = process.env): string {
  const credentials = env['CREDENTIALS_DIRECTORY']
  const credential = credentials && join(credentials, 'passphrase')
  const file = o['passphrase-file'] ?? (credential && existsSync(credential) ? credential : undefined)
  const fromFile = file === undefined ? undefined : secretFile(file)
  return fromFile || env['HDMS_PASSPHRASE'] || refuse('CONFIG_INVALID', 'no-passphrase', { name: 'passphrase-file' })
}

/** A file that only its owner may read. @throws KEY_FILE_MODE, CONFIG_INVALID when it cannot be read */
export function secretFile(path: string): string {
  const bits = statSync(path, { throwIfNoEntry: false })?.mode ?? refuse('CONFIG_INVALID', 'no-file', { name: path })
  if ((bits & 0o077) !== 0) fail('KEY_FILE_MODE', { mode: (bits & 0o777).toString(8) })
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return refuse('CONFIG_INVALID', 'unreadable', { name: path })
  }
}
