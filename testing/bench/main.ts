/**
 * `npm run bench -- [name] [--json] [--data DIR] [--against CHECKOUT]`: treatment, hl7, fhir, everything, export, join, notary, engine, sealing, phone, gait, token, query, exchange, purchase, crowd, trading, cost. Ratios are against the stored baseline; machines are
 * noisy, so a ratio near one means nothing changed.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { benches } from './benches.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' }, data: { type: 'string' }, against: { type: 'string' }, help: { type: 'boolean' } },
})
const names = positionals.length > 0 ? positionals : Object.keys(benches)
const unknown = names.filter((n) => !benches[n])
if (values.help || unknown.length > 0) {
  process.stdout.write(
    `npm run bench -- [${Object.keys(benches).join('|')}] [--json] [--data DIR] [--against CHECKOUT]\n${unknown.length > 0 ? `unknown: ${unknown.join(', ')}\n` : ''}`,
  )
  process.exit(unknown.length > 0 ? 2 : 0)
}
const baseline = JSON.parse(readFileSync(join(import.meta.dirname, 'baseline.json'), 'utf8')) as Record<string, number>
const folder = mkdtempSync(join(tmpdir(), 'hdms-bench-'))
let ok = true
for (const name of names) {
  const bench = benches[name] as (typeof benches)[string]
  for (const m of await bench(folder, values.data, values.against)) {
    const good = m.target === undefined || (m.lower ? m.value <= m.target : m.value >= m.target)
    ok &&= good
    const before = baseline[`${name}.${m.metric}`]
    const ratio = before ? m.value / before : undefined
    const line = { bench: name, metric: m.metric, value: m.value, unit: m.unit, target: m.target ?? null, ok: good, ratio: ratio ?? null }
    const goal = m.target === undefined ? '' : `target ${m.lower ? '≤' : '≥'} ${m.target}${good ? '' : '  MISSED'}`
    if (values.json) process.stdout.write(`${JSON.stringify(line)}\n`)
    else
      process.stdout.write(
        `${name.padEnd(10)} ${m.metric.padEnd(34)} ${m.value.toFixed(m.unit === 'F1' ? 3 : 1).padStart(10)} ${m.unit.padEnd(6)} ${ratio ? `×${ratio.toFixed(2)} of baseline` : ''}  ${goal}\n`,
      )
  }
}
rmSync(folder, { recursive: true, force: true })
process.exit(ok ? 0 : 1)
