/**
 * What every process shares. A program says what its options are, how it starts and what else it can do; from that come its
 * subcommands, its help, its exit codes and a graceful stop.
 *
 *   main.ts [COMMAND] [--config FILE] [--option VALUE …]
 */

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { asHdmsError, type ErrorCode, HdmsError } from '@hdms/shared/errors.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import { readAudit } from './audit.ts'
import { exampleFile, type Options, optionRows, readSettings, type Settings } from './config.ts'
import { faultIn } from './faults.ts'
import { onStoreEnd } from './level-store.ts'
import { jsonLogger } from './log.ts'
import { serveMetrics } from './metrics-server.ts'
import { askServers, authoritiesIn, preflight } from './preflight.ts'
import { refuse } from './reasons.ts'
import { checkMirror, mirrorFiles, restoreMirror } from './service-store.ts'
import { storeCommands } from './store-commands.ts'
import { type Row, table } from './table.ts'
import { checkTls } from './tls.ts'

export interface Running {
  /** What to print when it is ready: its addresses. */
  readonly address: Readonly<Record<string, string>>
  stop(): Promise<void>
  /** Reads again what may change while it runs (certificates). */
  reload?(): void
}

export interface Command<S> {
  /** What it takes and does, for the help. */
  readonly usage: string
  readonly about: string
  /** @returns an exit code */
  run(settings: S, args: readonly string[], out: Out): Promise<number>
}

/** Where a command says what it found: text for people, JSON with --json. */
export interface Out {
  line(text: string): void
  rows(rows: readonly Row[], columns: readonly string[]): void
}

const outOf = (json: boolean): Out => {
  const write = (text: string) => void process.stdout.write(`${text}\n`)
  return {
    line: (text) => write(json ? JSON.stringify({ said: text }) : text),
    rows: (rows, columns) => write(json ? JSON.stringify(rows) : table(rows, columns)),
  }
}

export interface Program<O extends Options> {
  readonly name: string
  readonly about: string
  readonly options: O
  /** @returns nothing when all is done already */
  start(settings: Settings<O>, logger: Logger): Promise<Running | undefined>
  readonly commands?: Readonly<Record<string, Command<Settings<O>>>>
}

/** Exit codes: systemd is told not to start again what an operator has to mend first. */
const EXITS: Readonly<Partial<Record<ErrorCode, number>>> = {
  CONFIG_INVALID: 2,
  CAPABILITY_TWICE: 2,
  CAPABILITY_MISSING: 2,
  CAPABILITY_UNKNOWN: 2,
  CAPABILITY_VERSION: 2,
  CAPABILITY_CIRCLE: 2,
  CAPABILITY_CLASH: 2,
  CAPABILITY_INVALID: 2,
  CAPABILITY_UNREADABLE: 2,
  CAPABILITY_HASH: 2,
  INPUT_INVALID: 2,
  NAME_INVALID: 2,
  KEY_FILE_MODE: 2,
  PASSPHRASE_WRONG: 2,
  STORAGE_LOST: 3,
  DATA_GONE: 3,
  STORE_DAMAGED: 3,
  STORE_NEWER: 3,
  PARAMETERS_REFUSED: 3,
  PLATFORM_OLD: 3,
  CLOCK_WRONG: 2,
  CSR_REFUSED: 4,
  CERT_REVOKED: 4,
}
const EXIT_TEXT =
  'Exit codes: 0 stopped or done, 1 failed (may be tried again), 2 wrong settings or usage, 3 storage lost, damaged or of a newer version, or parameters not accepted, 4 not admitted.'

export const exitCode = (error: unknown): number => EXITS[asHdmsError(error).code] ?? faultIn(error)?.exit ?? 1

/** Says what went wrong, as an operator can use it. @returns the exit code */
export function complain(error: unknown): number {
  const fault = faultIn(error)
  const ours = error instanceof Error && 'data' in error
  const said = error instanceof Error ? error.message : String(error)
  process.stderr.write(`${fault ? withFault(error, said, fault.text) : said}\n`)
  if (error instanceof Error && !ours && !fault) process.stderr.write(`${error.stack}\n`)
  return exitCode(error)
}

/**
 * A fault of the machine in words: with the server that it concerns, after the setting that it comes from, or by
 * itself.
 */
function withFault(error: unknown, said: string, fault: string): string {
  if (!(error instanceof HdmsError)) return fault
  return error.code === 'SERVICE_UNAVAILABLE' ? `${String(error.data['service'])}: ${fault}` : `${said} ${fault}`
}

/** HTTPS servers certified by these are believed, beside those of the system. */
function believe(file: unknown): void {
  if (typeof file === 'string') setDefaultCACertificates([...getCACertificates('default'), ...authoritiesIn(file)])
}

const auditLog: Command<unknown> = {
  usage: 'audit-log',
  about: 'who did what that somebody may have to answer for; ends with 1 when a line is not what was written',
  run: async (settings, _args, out) => {
    const { lines, broken } = readAudit((settings as { data: string }).data)
    const rows = lines.map(({ number, time, by, event, ...details }) => ({ number, time, by, event, details }))
    out.rows(rows, ['number', 'time', 'by', 'event', 'details'])
    if (broken !== undefined) process.stderr.write(`Line ${broken} is not what was written there.\n`)
    return broken === undefined ? 0 : 1
  },
}

const restore: Command<unknown> = {
  usage: 'restore',
  about: 'brings everything back from the mirror into an empty data folder',
  run: async (settings, _args, out) => {
    const places = settings as Parameters<typeof restoreMirror>[0]
    await restoreMirror(places)
    out.line(`${places.data} is as the mirror was, which is all that was ever answered.`)
    return 0
  },
}

function own<O extends Options>({
  name,
  options,
}: Program<O>): Record<string, Command<Settings<O>> & { readonly raw?: (argv: readonly string[]) => void }> {
  const main = process.argv[1] ?? ''
  const nothing = async (): Promise<number> => 0
  return {
    init: {
      usage: 'init --config FILE [--option VALUE …]',
      about: 'writes a configuration file with every option explained, and a new passphrase beside it',
      run: nothing,
      raw: (argv) => initialise(name, options, argv),
    },
    check: {
      usage: 'check',
      about: 'looks at the settings, the folders, files and certificates in them, and asks the servers they name; says what is wrong',
      run: async (settings, _args, out) => {
        preflight(options, settings)
        await checkTls(settings as Parameters<typeof checkTls>[0], Date.now())
        await askServers(options, settings)
        out.line('Nothing is wrong with the settings.')
        return 0
      },
    },
    options: {
      usage: 'options',
      about: 'lists every option as a Markdown table',
      run: nothing,
      raw: () => void process.stdout.write(`| option | value | what for |\n| --- | --- | --- |\n${optionRows(options).join('\n')}\n`),
    },
    ...(Object.hasOwn(options, 'mirror') ? { restore } : {}),
    ...(Object.hasOwn(options, 'data') ? { 'audit-log': auditLog, ...storeCommands } : {}),
    unit: {
      usage: 'unit --config FILE',
      about: 'prints a systemd unit for this program',
      run: nothing,
      raw: (argv) => void process.stdout.write(unit(name, main, argv)),
    },
  }
}

/** The kind that command line, environment or configuration file name, before anything else of them is looked at. */
export function kindIn(argv: readonly string[]): string | undefined {
  const after = (flag: string): string | undefined => (argv.includes(flag) ? argv[argv.indexOf(flag) + 1] : undefined)
  const file = after('--config') ?? process.env['HDMS_CONFIG']
  const text = file && existsSync(file) ? readFileSync(file, 'utf8') : ''
  return after('--kind') ?? process.env['HDMS_KIND'] ?? /^kind\s*=\s*["']([^"']*)["']/m.exec(text)?.[1]
}

function fileIn(argv: readonly string[]): string {
  const at = argv.indexOf('--config')
  return resolve(argv[at + 1] && at >= 0 ? (argv[at + 1] as string) : refuse('CONFIG_INVALID', 'name-file', { name: '--config' }))
}

function initialise(name: string, options: Options, argv: readonly string[]): void {
  const file = fileIn(argv)
  if (existsSync(file)) refuse('CONFIG_INVALID', 'file-there', { name: '--config' })
  const at = argv.indexOf('--config')
  const rest = argv.filter((_, i) => i !== at && i !== at + 1)
  const secret = `${file.replace(/\.toml$/, '')}.passphrase`
  const keeps = Object.hasOwn(options, 'passphrase-file') && !rest.includes('--passphrase-file')
  mkdirSync(dirname(file), { recursive: true, mode: 0o750 })
  if (keeps && !existsSync(secret))
    writeFileSync(secret, `${Buffer.from(crypto.getRandomValues(new Uint8Array(24))).toString('hex')}\n`, { mode: 0o600 })
  writeFileSync(file, exampleFile(name, options, keeps ? [...rest, '--passphrase-file', secret] : rest), { mode: 0o640, flag: 'wx' })
  const missing = Object.entries(options).filter(([option, { required }]) => required && !argv.includes(`--${option}`))
  if (missing.length > 0) process.stdout.write(`Fill in: ${missing.map(([option]) => option).join(', ')}.\n`)
  process.stdout.write(`${file} is written${keeps ? `, and a new passphrase in ${secret}: keep a copy of it elsewhere` : ''}.\n`)
}

/**
 * A unit that restarts what failed, and not what an operator has to mend; hardened as far as a process that writes to
 * one folder allows.
 */
function unit(name: string, main: string, argv: readonly string[]): string {
  const lines = [
    '[Unit]',
    `Description=HDMS ${name}`,
    'Wants=network-online.target',
    'After=network-online.target',
    '',
    '[Service]',
    'Type=exec',
    `User=hdms`,
    `ExecStart=${process.execPath} --disable-warning=ExperimentalWarning ${main} run --config ${fileIn(argv)}`,
    'ExecReload=/bin/kill -HUP $MAINPID',
    'Restart=on-failure',
    'RestartSec=2',
    'RestartPreventExitStatus=2 3 4',
    'TimeoutStopSec=30',
    'StateDirectory=hdms',
    'StateDirectoryMode=0700',
    'UMask=0077',
    ...[
      'NoNewPrivileges',
      'PrivateTmp',
      'PrivateDevices',
      'ProtectHome',
      'ProtectKernelTunables',
      'ProtectControlGroups',
      'RestrictSUIDSGID',
    ].map((rule) => `${rule}=yes`),
    'ProtectSystem=full',
    'LimitNOFILE=65536',
    '',
    '[Install]',
    'WantedBy=multi-user.target',
  ]
  return `${lines.join('\n')}\n`
}

function help<O extends Options>(program: Program<O>, commands: Readonly<Record<string, Command<Settings<O>>>>): string {
  const rows = [{ usage: 'run', about: 'runs it (also without a command)' }, ...Object.values(commands)]
  const width = Math.max(...rows.map(({ usage }) => usage.length)) + 2
  return [
    `${program.name}: ${program.about}`,
    '',
    'Commands',
    ...rows.map(({ usage, about }) => `  ${usage.padEnd(width)}${about}`),
    '',
    'Options, as flags, in the file that --config names (TOML), or in the environment (HDMS_DATA for data)',
    ...Object.entries(program.options).map(([name, option]) => `  --${name.padEnd(20)}${option.about}`),
    '  --json                JSON instead of tables',
    '',
    EXIT_TEXT,
    '',
  ].join('\n')
}

/** The whole of a process: does what the command line says and ends, or runs until SIGTERM or SIGINT. */
export async function runMain<const O extends Options>(program: Program<O>): Promise<void> {
  const [first = 'run', ...rest] = process.argv.slice(2)
  const [word, argv] = first.startsWith('-') ? ['run', process.argv.slice(2)] : [first, rest]
  const standard = own(program)
  const commands = { ...standard, ...program.commands }
  const command = commands[word]
  if (word === 'help' || argv.includes('--help') || argv.includes('-h') || first === '--help') {
    process.stdout.write(help(program, commands))
    return
  }
  try {
    if (word !== 'run' && !command) refuse('CONFIG_INVALID', 'no-command', { name: word })
    const raw = standard[word]?.raw
    if (raw) return raw(argv)
    const json = argv.includes('--json')
    const { settings, args } = readSettings(
      program.options,
      argv.filter((word) => word !== '--json'),
    )
    believe((settings as Record<string, unknown>)['tls-ca'])
    if (command) process.exitCode = await command.run(settings, args, outOf(json))
    else await serve(program, settings)
  } catch (error) {
    process.exit(complain(error))
  }
}

async function serve<O extends Options>(program: Program<O>, settings: Settings<O>): Promise<void> {
  const logger = jsonLogger(program.name)
  preflight(program.options, settings)
  const { data, mirror } = settings as Partial<Parameters<typeof mirrorFiles>[0]>
  if (data && mirror) checkMirror({ data, mirror })
  onStoreEnd((error) => {
    // What it was asked meanwhile is refused; what starts it again opens the store anew, or waits for the operator.
    setTimeout(() => process.exit(complain(error)), 100)
  })
  const running = await program.start(settings, logger).catch((error: unknown) => {
    logger.error('start failed', { code: asHdmsError(error).code })
    throw error
  })
  if (!running) process.exit(0)
  if (data && mirror) mirrorFiles({ data, mirror })
  const stopMetrics = await serveMetrics((settings as { 'metrics-port'?: number })['metrics-port'] ?? 0)
  let stopping = false
  const stop = async (): Promise<void> => {
    if (stopping) return
    stopping = true
    await stopMetrics()
    await running.stop()
    process.exit(0)
  }
  process.on('SIGTERM', () => void stop())
  process.on('SIGINT', () => void stop())
  process.on('SIGHUP', () => {
    try {
      running.reload?.()
      logger.info('reloaded')
    } catch (error) {
      logger.error('reload failed, what was read before stays', { code: asHdmsError(error).code })
    }
  })
  process.stdout.write(`READY ${JSON.stringify(running.address)}\n`)
}
