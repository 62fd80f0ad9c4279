/** `hdms`: runs services and nodes, looks at the ledger, records, flows, consents and register of a node, answers for its owner, and wears simulated shoes. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Catalogue } from '@hdms/health/codes/catalogue.ts'
import { SHIPPED, withCodeFile } from '@hdms/health/codes/concept.ts'
import { whereIs } from '@hdms/platform/node/config.ts'
import type { Row } from '@hdms/platform/node/table.ts'
import { asHdmsError } from '@hdms/shared/errors.ts'
import { ACTING } from './acting.ts'
import type { Asked } from './command.ts'
import { evidence } from './evidence.ts'
import { flow } from './flow.ts'
import { HELP } from './help.ts'
import { LETTERS } from './letters.ts'
import { LOOKING } from './looking.ts'
import { runMainOf, SERVICES } from './services.ts'
import { call, targetOf } from './target.ts'
import { TRADING } from './trading.ts'

/** Commands that look at the research institute of "npm start" unless another node is named. */
const RESEARCH = ['queries', 'answers', 'review', 'export']

const out = (text: string): void => void process.stdout.write(`${text}\n`)

/** Rows that are too long for a table. */
const blocks = (rows: readonly Row[]): string =>
  rows
    .map((row) =>
      Object.entries(row)
        .map(([name, value]) => `${name.padEnd(8)} ${String(value)}`)
        .join('\n'),
    )
    .join('\n\n')

/** Concepts of the catalogue that the words may mean; no node is asked. */
function concepts(words: string, codes: string | undefined, json: boolean): number {
  const catalogue = new Catalogue(codes === undefined ? SHIPPED : withCodeFile(SHIPPED, readFileSync(codes, 'utf8')))
  const found = catalogue.search(words).map(({ concept: c }) => ({
    id: c.id,
    kind: c.kind,
    English: c.en,
    한국어: c.ko,
    units: c.units.map((u) => u.code).join(' '),
    codes: catalogue.expansion([c.id]).join(' '),
  }))
  out(json ? JSON.stringify(found) : found.length > 0 ? blocks(found) : 'No concept has these words. Try fewer of them.')
  return found.length > 0 ? 0 : 1
}

async function run(): Promise<number> {
  if (process.argv[2] === 'shoes') {
    const { shoes } = await import('./shoes.ts')
    return shoes(process.argv.slice(3), out)
  }
  const main = SERVICES[process.argv[2] ?? '']
  if (main) return runMainOf(main, process.argv.slice(3))
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      node: { type: 'string' },
      url: { type: 'string' },
      config: { type: 'string' },
      json: { type: 'boolean' },
      codes: { type: 'string' },
      root: { type: 'string' },
      help: { type: 'boolean' },
    },
  })
  const [command, ...args] = positionals
  if (values.help || !command) {
    out(HELP)
    return values.help ? 0 : 2
  }
  if (command === 'concepts') return concepts(args.join(' '), values.codes, values.json ?? false)
  const installed = values.config === undefined ? undefined : whereIs(values.config)
  const data = process.env['HDMS_DATA'] ?? join(import.meta.dirname, '../.data')
  const folder = values.node ?? installed?.data ?? join(data, 'hospital')
  const target = targetOf(folder, values.url ?? installed?.url, installed?.ca)
  const print = (value: unknown, text: string) => out(values.json ? JSON.stringify(value) : text)
  const trading = TRADING[command]
  if (trading) {
    const of = RESEARCH.includes(command) && values.node === undefined && !installed ? targetOf(join(data, 'research'), values.url) : target
    return trading({ args, data, print, call: (method, path, body) => call(of, method, path, body) })
  }
  const asked: Asked = { args, print, call: (method, path, body) => call(target, method, path, body) }
  if (command === 'evidence' || command === 'trust-notary') return evidence(command, { ...asked, root: values.root })
  const known = (command === 'flow' ? flow : undefined) ?? LOOKING[command] ?? ACTING[command] ?? LETTERS[command]
  if (known) return known(asked)
  process.stderr.write(`There is no command "${command}".\n\n${HELP}`)
  return 2
}

try {
  process.exitCode = await run()
} catch (error) {
  const known = asHdmsError(error)
  const usage = error instanceof TypeError
  process.stderr.write(usage ? `${(error as Error).message}\n` : `${known.code}: ${known.message}\n`)
  process.exitCode = usage ? 2 : 1
}
