/**
 * `npm run demo -- [treatment|activity|trading] [--patient FILE] [--browser] [--people N] [--json] [--seed N]
 * [--interactive]`
 */

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import type { Ask } from '@hdms/flows/engine/engine.ts'
import { readWhole } from '@hdms/shared/decimal.ts'
import { asHdmsError } from '@hdms/shared/errors.ts'
import { Network, type NetworkFile } from '../network/launcher.ts'
import { SAMPLE_BUNDLE } from '../people/sample.ts'
import { ACTIVITY_STEPS, type ActivityLine, runActivity } from './activity.ts'
import { FEWEST, runTrading, TRADING_STEPS, type TradingLine } from './trading.ts'
import { runTreatment, type StepLine } from './treatment.ts'

const HELP = `Runs a scenario of HDMS across separate processes and real connections.

  npm run demo -- treatment [options]    a hospital treatment, the 21 steps of the paper
  npm run demo -- activity [options]     from the shoe to the token: two people's shoes, one of them cheats
  npm run demo -- trading [options]      a researcher asks, phones answer, data and tokens change hands: the 16 steps of the paper
  npm run demo -- [options]              all three

  --patient FILE   a FHIR R4 bundle with exactly one patient (default: one of our own)
  --browser        the person's node runs in Chromium as on a phone, and all is done by clicking
  --people N       of trading: how many people there are, 16 to 60 (default 25)
  --json           one JSON object a line; exit code 0 only when every step really happened
  --seed N         chooses what the person comes for, and how the shoes are worn; never keys (default 0)
  --interactive    you answer what the person is asked
  --help

Uses the network of "npm start" when it runs, else starts one in a temporary folder.
`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    patient: { type: 'string' },
    browser: { type: 'boolean' },
    people: { type: 'string' },
    json: { type: 'boolean' },
    seed: { type: 'string' },
    interactive: { type: 'boolean' },
    help: { type: 'boolean' },
  },
})

const SCENARIOS = ['treatment', 'activity', 'trading']
const out = (text: string) => process.stdout.write(`${text}\n`)

const REASONS = [
  'headache and dizziness for two weeks',
  'a cough that does not go away',
  'pain in the left knee',
  'a check of blood pressure',
  'tired for a month',
]

/** @throws INPUT_INVALID */
function seedOf(seed: string | undefined): number {
  return readWhole(seed ?? 0, '--seed')
}

/** @throws INPUT_INVALID */
function peopleOf(people: string | undefined): number {
  return readWhole(people ?? 25, '--people', FEWEST, 60)
}

/** @param trading whether it needs the services of trading */
async function runningNetwork(trading: boolean): Promise<NetworkFile | undefined> {
  const folder = process.env['HDMS_DATA'] ?? join(import.meta.dirname, '../../.data')
  const file = join(folder, 'network.json')
  if (!existsSync(file)) return undefined
  const network = JSON.parse(readFileSync(file, 'utf8')) as NetworkFile
  try {
    const reply = await fetch(`http://127.0.0.1:${trading ? network.ports.research : network.ports.hospital}/health`, {
      signal: AbortSignal.timeout(1000),
    })
    return reply.ok ? network : undefined
  } catch {
    return undefined
  }
}

async function ask(question: Ask): Promise<{ approved: boolean; reason?: string }> {
  if (!values.interactive) return { approved: true }
  out(`\n  The person is asked (${question.question}):\n  ${JSON.stringify(question.terms, null, 2).replaceAll('\n', '\n  ')}`)
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const answer = (await terminal.question('  Agree? [y/n, or n REASON] ')).trim()
  terminal.close()
  return /^y/i.test(answer) ? { approved: true } : { approved: false, reason: answer.replace(/^n\w*\s*/i, '') }
}

async function treatment(network: NetworkFile, bundle: string): Promise<number> {
  const told = new Set<number>()
  const onStep = (line: StepLine): void => {
    told.add(line.step)
    if (values.json) out(JSON.stringify(line))
    else out(`  ${String(line.step).padStart(2)}  ${`${line.from} → ${line.to}`.padEnd(22)}  ${`${line.ms} ms`.padStart(8)}  ${line.what}`)
  }
  const note = (text: string) => !values.json && out(`      ${text}`)
  try {
    if (!values.json) out('\nHospital treatment, 21 steps\n')
    const { comparison, totalMs } = await runTreatment({
      network,
      bundle,
      browser: values.browser ?? false,
      onStep,
      note,
      decide: ask,
      reason: REASONS[seedOf(values.seed) % REASONS.length] as string,
    })
    if (values.json)
      out(
        JSON.stringify({
          scenario: 'treatment',
          step: 'compare',
          from: 'person',
          to: 'hospital',
          what: comparison.rows,
          ms: totalMs,
          ok: comparison.same,
        }),
      )
    else {
      out(`\nBoth sides compared (${totalMs} ms from step 1 to final)\n`)
      for (const r of comparison.rows) out(`  ${r.same ? 'same ' : 'DIFFERS'}  ${r.what.padEnd(48)}  ${r.person.padEnd(16)}  ${r.hospital}`)
      out(comparison.same ? '\nAll 21 steps done, final on both ledgers.' : '\nThe two sides differ.')
    }
    return comparison.same ? 0 : 1
  } catch (error) {
    const { code, message } = asHdmsError(error)
    if (values.json) {
      for (let step = 1; step <= 21; step++)
        if (!told.has(step))
          out(JSON.stringify({ scenario: 'treatment', step, from: '', to: '', what: `not done: ${code}`, ms: 0, ok: false }))
    } else out(`\nEnded after ${told.size} steps. ${code}: ${message}`)
    return 1
  }
}

async function activity(network: NetworkFile): Promise<number> {
  let told = 0
  const onStep = (line: ActivityLine): void => {
    told = line.step
    if (values.json) out(JSON.stringify(line))
    else out(`  ${String(line.step).padStart(2)}  ${`${line.from} → ${line.to}`.padEnd(22)}  ${`${line.ms} ms`.padStart(8)}  ${line.what}`)
  }
  try {
    if (!values.json) out('\nFrom the shoe to the token\n')
    const note = (text: string) => !values.json && out(`      ${text}`)
    await runActivity({ network, seed: seedOf(values.seed), onStep, note })
    if (!values.json) out('\nEntered, paid, disputed, spent and audited, to the unit.')
    return 0
  } catch (error) {
    const { code, message } = asHdmsError(error)
    if (!values.json) out(`\nEnded after ${told} steps. ${code}: ${message}`)
    else
      for (let step = told + 1; step <= ACTIVITY_STEPS; step++)
        out(JSON.stringify({ scenario: 'activity', step, from: '', to: '', what: `not done: ${code}`, ms: 0, ok: false }))
    return 1
  }
}

async function trading(network: NetworkFile): Promise<number> {
  let told = 0
  const onStep = (line: TradingLine): void => {
    told = line.step
    if (values.json) out(JSON.stringify(line))
    else out(`  ${String(line.step).padStart(2)}  ${`${line.from} → ${line.to}`.padEnd(26)}  ${`${line.ms} ms`.padStart(9)}  ${line.what}`)
  }
  const note = (text: string) => !values.json && out(`      ${text}`)
  try {
    if (!values.json) out('\nHealth information trading, 16 steps\n')
    const {
      took,
      bought,
      paid,
      export: folder,
    } = await runTrading({ network, people: peopleOf(values.people), seed: seedOf(values.seed), onStep, note })
    const middle = took[Math.floor(took.length / 2)] ?? 0
    if (!values.json) out(`\n${bought} people sold, for ${paid} units, a sale in ${middle} ms (median). The export lies in ${folder}`)
    return 0
  } catch (error) {
    const { code, message } = asHdmsError(error)
    if (!values.json) out(`\nEnded after ${told} steps. ${code}: ${message}`)
    else
      for (let step = told + 1; step <= TRADING_STEPS; step++)
        out(JSON.stringify({ scenario: 'trading', step, from: '', to: '', what: `not done: ${code}`, ms: 0, ok: false }))
    return 1
  }
}

async function main(): Promise<number> {
  const wanted = positionals.length > 0 ? positionals : SCENARIOS
  const unknown = wanted.find((w) => !SCENARIOS.includes(w))
  if (values.help || unknown !== undefined) {
    out(values.help ? HELP : `There is no scenario "${unknown}". Known: ${SCENARIOS.join(', ')}.\n\n${HELP}`)
    return values.help ? 0 : 2
  }
  const bundle = values.patient ? readFileSync(values.patient, 'utf8') : SAMPLE_BUNDLE
  const trades = wanted.includes('trading')
  let network = await runningNetwork(trades)
  let own: Network | undefined
  if (!network) {
    if (!values.json) out('No running network: starting one in a temporary folder…')
    own = await Network.start(mkdtempSync(join(tmpdir(), 'hdms-')), false, undefined, { trading: trades })
    network = { ports: own.ports, folder: own.folder, pid: process.pid }
  }
  try {
    let code = 0
    if (wanted.includes('treatment')) code = Math.max(code, await treatment(network, bundle))
    if (wanted.includes('activity')) code = Math.max(code, await activity(network))
    if (trades) code = Math.max(code, await trading(network))
    return code
  } finally {
    await own?.stop()
    if (own) rmSync(own.folder, { recursive: true, force: true })
  }
}

try {
  process.exitCode = await main()
} catch (error) {
  process.stderr.write(`${asHdmsError(error).code}: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
process.exit()
