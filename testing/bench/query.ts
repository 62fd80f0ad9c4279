/** One query over a phone's store of 50,000 documents: real documents for the way in, then the index that they make. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { Random } from '@hdms/device-sim/random.ts'
import { criterionOf } from '@hdms/flows/trading/criterion.ts'
import { FactIndex } from '@hdms/flows/trading/fact-index.ts'
import { Catalogue } from '@hdms/health/codes/catalogue.ts'
import { factsOf } from '@hdms/health/codes/facts.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { hex } from '@hdms/shared/bytes.ts'
import { memoryDisk, memoryNodeStore } from '@hdms/shared/ports/memory-store.ts'
import type { Change, NodeStore } from '@hdms/shared/ports/node-store.ts'
import { type Question, SOURCES } from '@hdms/shared/queries/query.ts'
import { type Measurement, quantile } from './measure.ts'

const DOCUMENTS = 50_000
const QUERIES = 60
const DAY = (date: string): number => Date.parse(date) / 86_400_000

/** Resources of one document: a visit's measurements, a diagnosis, a drug, drawn. */
export function visit(random: Random, catalogue: Catalogue): object[] {
  const date = new Date(Date.UTC(2016, 0, 1) + Math.floor(random.next() * 3650) * 86_400_000).toISOString().slice(0, 10)
  const measures = catalogue.concepts.filter((c) => c.units.length > 0 && c.codes[0]?.system === 'loinc')
  const diagnoses = catalogue.concepts.filter((c) => c.kind === 'diagnosis')
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random.next() * list.length)] as T
  const observations = Array.from({ length: 4 }, () => {
    const c = pick(measures)
    return {
      resourceType: 'Observation',
      status: 'final',
      code: { coding: [{ system: 'http://loinc.org', code: c.codes[0]?.code }] },
      effectiveDateTime: date,
      valueQuantity: { value: Math.round(random.next() * 2000) / 10, code: c.units[0]?.code },
    }
  })
  const code = pick(diagnoses).codes[0]?.code.slice(0, 3)
  return [
    ...observations,
    { resourceType: 'Condition', code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code }] }, onsetDateTime: date },
  ]
}

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
const heap = (): number => {
  collect()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return (heapUsed + arrayBuffers) / 2 ** 20
}

/** The rows that so many documents leave in a store. */
async function filled(random: Random, catalogue: Catalogue): Promise<NodeStore> {
  const [store, index, crypto] = [memoryNodeStore(memoryDisk()), new FactIndex(), nativeCrypto()]
  for (let i = 0; i < DOCUMENTS; i += 500) {
    const changes: Change[] = []
    for (let n = 0; n < 500; n++) {
      const facts = visit(random, catalogue).flatMap(factsOf)
      index.add(changes, hex(crypto.random(32)), { source: 'hospital', facts, about: undefined })
    }
    await store.commit(changes)
  }
  return store
}

export async function query(): Promise<Measurement[]> {
  const [random, catalogue] = [new Random(11), new Catalogue()]
  const store = await filled(random, catalogue)
  const start = performance.now()
  let index = new FactIndex()
  await index.load(store)
  const loaded = performance.now() - start
  const concepts = catalogue.concepts.map((c) => c.id)
  const ask = (): Question => ({
    criteria: [
      criterionOf(catalogue, { concept: concepts[Math.floor(random.next() * concepts.length)] ?? 'hba1c' }),
      criterionOf(catalogue, { concept: 'hba1c', least: 6.5, times: 3 }),
      criterionOf(catalogue, { concept: 'cancer', wanted: false }),
    ],
    from: DAY('2018-01-01'),
    until: DAY('2024-12-31'),
    coverage: 0,
    sources: SOURCES,
  })
  const times: number[] = []
  let found = 0
  for (let i = 0; i < QUERIES; i++) {
    const q = ask()
    const begun = performance.now()
    found += index.match(q, 2026, () => true)?.length ?? 0
    times.push(performance.now() - begun)
  }
  // What goes when it goes.
  const full = heap()
  index = new FactIndex()
  const memory = full - heap()
  return [
    { metric: `a query over ${DOCUMENTS} documents, p50`, value: quantile(times, 0.5), unit: 'ms', lower: true },
    { metric: 'the slowest of 60', value: Math.max(...times), unit: 'ms', target: 50, lower: true },
    { metric: 'memory of the index', value: memory, unit: 'MiB', target: 40, lower: true },
    { metric: 'loading it, once', value: loaded, unit: 'ms', lower: true },
    { metric: 'data sets found', value: found, unit: '' },
  ]
}
