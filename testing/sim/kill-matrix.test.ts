/** The kill matrix of the treatment: every process is killed at every one of the 21 steps, and comes back; the treatment ends once, on both sides alike. */
import { requestTreatment } from '@hdms/flows/treatment/patient.ts'
import { describe, expect, test } from 'vitest'
import { rounds } from '../support/long.ts'
import { HOSPITAL, MockNetwork } from '../support/mock-network.ts'

const desk = { code: 'C', name: 'N', birthDate: '1984-04-17', sex: 'female' as const }
const STEPS = Array.from({ length: 21 }, (_, i) => i + 1)
const PROCESSES = ['person', 'hospital', 'notary', 'queue', 'map', 'doorman'] as const
const SERVICES: readonly string[] = ['queue', 'map', 'doorman']
/** How long it is away: shorter than a transaction's window, so that nothing has to be made anew, and longer than every retry's first wait. */
const AWAY = 4_000

/** What either side says has happened. */
const reached = (net: MockNetwork, step: number): boolean =>
  [net.person, net.hospital].some((node) => node?.progress.dealings().some((d) => node.progress.of(d).some((line) => line.step === step)))

const finished = (net: MockNetwork): boolean =>
  [net.person, net.hospital].every(
    (n) => n?.engine.flows().some((f) => f.state !== 'running') === true && !n.engine.flows().some((f) => f.state === 'running'),
  )

async function treatmentWithKill(victim: (typeof PROCESSES)[number], step: number): Promise<void> {
  const net = new MockNetwork(1_000 + step)
  await net.start()
  Object.assign(net.faults, { delay: 20 })
  const start = () =>
    void net.person?.engine.startFlow(requestTreatment, { hospital: HOSPITAL, desk, reason: 'sim' }, 'client').then(
      ({ result }) => result.catch(() => {}),
      () => {},
    )
  start()
  expect(await net.clock.runUntil(() => reached(net, step), 3_600_000)).toBe(true)
  net.crash(victim, AWAY)
  for (let i = 0; i < 60 && !finished(net); i++) {
    start()
    await net.clock.runUntil(() => finished(net), 120_000)
  }
  await net.clock.runUntil(() => false, 20_000)
  const states = [net.person, net.hospital].map((n) => n?.engine.flows().map((f) => `${f.name} ${f.state}`))
  expect(states).toEqual([['treatment.request done'], ['treatment.respond done']])
  // The same on both ledgers, each effect once.
  const ledger = (node: typeof net.person | typeof net.hospital) =>
    (node?.vault.list() ?? [])
      .filter((t) => t.standing === 'verified')
      .map((t) => `${t.id} ${String(t.answer)}`)
      .sort()
  expect(ledger(net.person)).toEqual(ledger(net.hospital))
  expect(ledger(net.person).length).toBeGreaterThanOrEqual(4)
  expect([net.his.submitted.size, net.his.handedOver.size, net.his.closed.length]).toEqual([1, 1, 0])
  const results = [net.person, net.hospital].map((n) =>
    n?.documents
      .list()
      .filter((d) => d.profile === 'fhir-r4/medical-result')
      .map((d) => d.verificationKey),
  )
  expect([results[0]?.length, results[0]]).toEqual([1, results[1]])
}

/** A service that keeps nothing of a treatment is killed at every third step, each at another one; at all of them in the long run. */
const stepsOf = (victim: (typeof PROCESSES)[number]): readonly number[] => {
  const service = SERVICES.indexOf(victim)
  return STEPS.filter((step) => service < 0 || step % rounds(SERVICES.length, 1) === service % rounds(SERVICES.length, 1))
}

describe.each(PROCESSES)('kill -9 of the %s', (victim) => {
  test.each(stepsOf(victim))('at step %i', (step) => treatmentWithKill(victim, step))
})
