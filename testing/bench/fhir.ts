/** Reads of the FHIR interface of a hospital's node over HTTP, among the records of twenty treatments. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { register, treat } from '@hdms/sandbox/demo/treatment.ts'
import { Network } from '@hdms/sandbox/network/launcher.ts'
import { Person } from '@hdms/sandbox/people/person.ts'
import { SAMPLE_BUNDLE } from '@hdms/sandbox/people/sample.ts'
import { type Measurement, quantile } from './measure.ts'

const TREATMENTS = 20
const READS = 400

export async function fhir(folder: string): Promise<Measurement[]> {
  const network = await Network.start(join(folder, 'fhir'), false)
  try {
    const file = { ports: network.ports, folder: network.folder, pid: process.pid }
    for (let i = 0; i < TREATMENTS; i++) {
      const { desk, patientId } = await register(file, SAMPLE_BUNDLE)
      const person = await Person.create(file, patientId)
      await person.post('/import', SAMPLE_BUNDLE)
      await treat({ network: file, decide: async () => ({ approved: true }), onStep: () => {}, note: () => {} }, person, desk)
      await person.off()
    }
    const token = readFileSync(join(network.folder, 'hospital', 'api-token'), 'utf8').trim()
    const get = async (path: string): Promise<{ entry: { fullUrl: string }[] }> => {
      const reply = await fetch(path, { headers: { authorization: `Bearer ${token}` } })
      return (await reply.json()) as { entry: { fullUrl: string }[] }
    }
    const base = `http://127.0.0.1:${network.ports.hospital}/fhir`
    const { entry } = await get(`${base}/Observation?_count=500`)
    const timed = async (count: number, path: (i: number) => string): Promise<number[]> => {
      const times: number[] = []
      for (let i = 0; i < count; i++) {
        const start = performance.now()
        await get(path(i))
        times.push(performance.now() - start)
      }
      return times
    }
    const reads = await timed(READS, (i) => entry[i % entry.length]?.fullUrl ?? base)
    const searches = await timed(READS / 4, () => `${base}/Observation?code=39156-5&_count=10`)
    return [
      { metric: `read, p50 of ${READS}`, value: quantile(reads, 0.5), unit: 'ms', target: 5, lower: true },
      { metric: 'read, p95', value: quantile(reads, 0.95), unit: 'ms' },
      { metric: 'search by code, p50', value: quantile(searches, 0.5), unit: 'ms' },
    ]
  } finally {
    await network.stop()
  }
}
