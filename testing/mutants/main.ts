/**
 * `npm run mutants -- [area …] [--match TEXT] [--sample N] [--seed N] [--width N] [--json]`: takes rules out one at a time and
 * reports which tests notice. Ends with exit code 1 when a mutant cannot be judged or fewer than 98 % are killed.
 */
import { parseArgs } from 'node:util'
import { areaNames, mutantsOf, sampleOf } from './areas.ts'
import type { MutantResult } from './mutant.ts'
import { judgeAll } from './workshop.ts'

const NEEDED = 0.98
const USAGE = `npm run mutants -- [area …] [--match TEXT] [--sample N] [--seed N] [--width N] [--json]
  areas: ${areaNames().join(', ')} (all when none is named)
  --match TEXT   only mutants whose name or file contains the text
  --sample N     a seeded choice of N;  --seed N  the seed of the choice (1)
  --width N      how many are judged at the same time (2)
  --json         one JSON object a line\n`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    match: { type: 'string' },
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
    width: { type: 'string', default: '2' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

function usage(code: number, why = ''): never {
  process.stdout.write(`${why}${USAGE}`)
  process.exit(code)
}
function whole(name: string, text: string): number {
  return /^[1-9]\d{0,5}$/.test(text) ? Number.parseInt(text, 10) : usage(2, `--${name} is a whole number from 1\n`)
}

if (values.help) usage(0)
const unknown = positionals.filter((a) => !areaNames().includes(a))
if (unknown.length > 0) usage(2, `unknown area: ${unknown.join(', ')}\n`)
const { match } = values
const all = await mutantsOf(positionals.length > 0 ? positionals : areaNames())
const wanted = match ? all.filter((m) => `${m.name} ${m.file}`.includes(match)) : all
if (wanted.length === 0) usage(2, `no mutant's name or file contains ${JSON.stringify(match)}\n`)
const chosen = values.sample ? sampleOf(wanted, whole('sample', values.sample), whole('seed', values.seed)) : wanted

const line = (r: MutantResult) =>
  values.json
    ? JSON.stringify({ name: r.mutant.name, file: r.mutant.file, test: r.mutant.test, verdict: r.verdict, by: r.by, seconds: r.seconds })
    : `${r.verdict.padEnd(8)} ${r.seconds.toFixed(1).padStart(5)} s  ${r.mutant.name} (${r.mutant.file})${r.by ? `: ${r.by}` : ''}`
const results = await judgeAll(chosen, whole('width', values.width), (r) => process.stdout.write(`${line(r)}\n`))

const count = (verdict: MutantResult['verdict']) => results.filter((r) => r.verdict === verdict).length
const survivors = results.filter((r) => r.verdict === 'survived')
for (const s of survivors) process.stderr.write(`survivor: ${s.mutant.name}: ${s.mutant.explained ?? 'not explained'}\n`)
process.stderr.write(`${results.length} mutants: ${count('killed')} killed, ${survivors.length} survived, ${count('invalid')} invalid\n`)
const enough = count('invalid') === 0 && count('killed') >= NEEDED * results.length && survivors.every((s) => s.mutant.explained)
process.exit(enough ? 0 : 1)
