/** A process that does one export and nothing else, so that its memory is the export's: says what it cost on a line of JSON. */
import { readFileSync } from 'node:fs'
import { Export } from '@hdms/health/export/files.ts'
import { writtenExport } from '@hdms/node/institutional/export.ts'
import { exactOf } from '@hdms/shared/documents/exact.ts'
import { parseJson } from '@hdms/shared/documents/json.ts'

const PEOPLE = 1_000
const RECORDS = 10
const EACH = 10

const keyOf = (n: number): string => n.toString(16).padStart(8, '0').repeat(8)
const result = (value: number): string =>
  JSON.stringify({
    resourceType: 'Observation',
    status: 'final',
    category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'laboratory' }] }],
    code: { coding: [{ system: 'http://loinc.org', code: '4548-4' }] },
    effectiveDateTime: '2026-03-02T09:00:00+09:00',
    valueQuantity: { value, unit: '%', system: 'http://unitsofmeasure.org', code: '%' },
  })
const TERMS = {
  ...{ query: '11'.repeat(16), hash: '22'.repeat(32), institution: 'O=Institute,C=KR', modifiers: [], disease: '', leftOut: {} },
  ...{ purpose: { duo: 'DUO:0000042', label: 'general research use' }, from: '2025-01-01', until: '2026-12-31', useUntil: '2027-01-01' },
  ...{ dates: 'day' as const, usableUntil: '2027-01-01T00:00:00.000Z' },
}

const [start, before] = [performance.now(), process.cpuUsage()]
const made = new Export(TERMS, '2026-11-21T00:00:00.000Z')
for (let i = 0; i < PEOPLE; i++) {
  // As it is read from a lot: one person at a time.
  const records = Array.from({ length: RECORDS }, (_, r) => ({
    ...{
      key: keyOf(i * RECORDS + r),
      recordId: keyOf(r),
      issuer: 'O=Hospital,C=KR',
      notary: 'O=Notary,C=KR',
      source: 'hospital',
      months: '',
    },
    resources: Array.from({ length: EACH }, (_, n) => exactOf(parseJson(result(6 + n / 7)))),
  }))
  made.add({ pseudonym: `S${keyOf(i).slice(0, 12)}`, sex: 'female', age: 40, records })
}
let sent = 0
const leftOut = { withdrawn: 0, ended: 0, unanswered: 0 }
for (const portion of writtenExport({ files: made.files(), leftOut, usableUntil: TERMS.usableUntil })) sent += Buffer.byteLength(portion)
const { user, system } = process.cpuUsage(before)
const peak = Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 'NaN') / 1024
process.stdout.write(JSON.stringify({ wall: (performance.now() - start) / 1000, cpu: (user + system) / 1e6, peak, sent: sent / 2 ** 20 }))
