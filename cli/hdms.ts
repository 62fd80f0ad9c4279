/**
 * `hdms`: runs services and nodes, looks at the ledger, records, flows, consents and register of a node, answers for
 * its owner, and wears simulated shoes.
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { whereIs } from '@hdms/platform/node/config.ts'
import { asHdmsError } from '@hdms/shared/errors.ts'
import { type CommandRow, type ProgramRow, rowOf } from './command.ts'
import { SECTIONS } from './commands.ts'
import { help } from './help.ts'
import { call, type Target, targetOf } from './target.ts'

const OPTIONS = {
  node: { type: 'string' },
  url: { type: 'string' },
  config: { type: 'string' },
  json: { type: 'boolean' },
  codes: { type: 'string' },
  root: { type: 'string' },
  help: { type: 'boolean' },
} as const

const ROWS = SECTIONS.flatMap(({ rows }) => rows)
const isProgram = (row: CommandRow | ProgramRow): row is ProgramRow => 'program' in row
const out = (text: string): void => void process.stdout.write(`${text}\n`)

/** The node that is named, else one of the sandbox. */
function nodeOf(row: CommandRow, data: string, values: { node?: string; url?: string; config?: string }): Target {
  const installed = values.config === undefined ? undefined : whereIs(values.config)
  const folder = values.node ?? installed?.data ?? join(data, row.asks ?? 'hospital')
  return targetOf(folder, values.url ?? installed?.url, installed?.ca)
}

async function run(argv: readonly string[]): Promise<number> {
  const program = rowOf(ROWS, argv)?.row
  if (program && isProgram(program)) return program.program(argv)
  const { values, positionals } = parseArgs({ args: [...argv], allowPositionals: true, options: OPTIONS })
  const found = rowOf(ROWS, positionals)
  if (values.help || positionals.length === 0) {
    process.stdout.write(help(SECTIONS, positionals))
    return values.help ? 0 : 2
  }
  if (!found || isProgram(found.row)) {
    process.stderr.write(`There is no command "${positionals.join(' ')}".\n\n${help(SECTIONS, positionals)}`)
    return 2
  }
  const { row, rest } = found
  const data = process.env['HDMS_DATA'] ?? join(import.meta.dirname, '../.data')
  let target: Target | undefined
  return row.run({
    args: rest,
    data,
    ...(values.root === undefined ? {} : { root: values.root }),
    ...(values.codes === undefined ? {} : { codes: values.codes }),
    print: (value, text) => out(values.json ? JSON.stringify(value) : text),
    call: (method, path, body) => {
      target ??= nodeOf(row, data, values)
      return call(target, method, path, body)
    },
  })
}

try {
  process.exitCode = await run(process.argv.slice(2))
} catch (error) {
  const known = asHdmsError(error)
  const usage = error instanceof TypeError
  process.stderr.write(usage ? `${(error as Error).message}\n` : `${known.code}: ${known.message}\n`)
  process.exitCode = usage ? 2 : 1
}
