/** Somebody on crutches who spares a foot: what they say of it is enough for their own node, and a hospital's record for their pay. */
import { ADULT } from '@hdms/device-sim/person.ts'
import { requestTreatment } from '@hdms/flows/treatment/patient.ts'
import { DAY } from '@hdms/shared/time.ts'
import { expect, test } from 'vitest'
import { more, network, paid, there, walked } from '../support/activity.ts'
import { HOSPITAL } from '../support/mock-network.ts'
import { wornOnce } from '../support/worn.ts'

const ON_CRUTCHES = { ...ADULT, pathology: 'touch-down-crutches' as const }
const walk = (seed: number) =>
  wornOnce(
    [
      { kind: 'stand', seconds: 20 },
      { kind: 'walk', seconds: 260, speed: 1.45 },
      { kind: 'sit', seconds: 40 },
    ],
    seed,
    ON_CRUTCHES,
  )

test('what somebody says of their crutches counts for themselves; the issuer pays by the hospital’s entry, once they let it see it', async () => {
  const net = await network(44)
  net.his.also = [
    {
      resourceType: 'Condition',
      id: 'crutches',
      code: { coding: [{ system: 'http://snomed.info/sct', code: '74566002' }] },
      recordedDate: new Date(net.clock.now() - DAY).toISOString(),
      subject: { reference: 'Patient/1' },
    },
  ]
  const { activity, documents } = there(net, 'person').services
  const desk = { code: 'C', name: 'N', birthDate: '1984-04-17', sex: 'female' as const }
  void there(net, 'person')
    .engine.startFlow(requestTreatment, { hospital: HOSPITAL, desk, reason: 'sim' }, 'client')
    .then(({ result }) => result.catch(() => {}))
  expect(await net.clock.runUntil(() => documents.list().some((d) => d.kinds['Condition'] && d.record), 3_600_000)).toBe(true)
  await net.clock.runUntil(() => false, 5_000)

  const self = { born: 1984, sex: 'female', height: 1.75, weight: 70, aid: 'crutches' } as const
  await net.run(activity.setWearer(self))
  const pair = await walked(net, 'person', walk(1))
  // The record is there, and nobody was let see it.
  expect(await paid(net, 'person')).toBe(0)
  const [first] = activity.days.list()
  expect(first?.minutes.filter((m) => m.verdict.genuine).length).toBeGreaterThanOrEqual(3)
  expect(first?.entries[0]?.claim?.minutes.map((m) => m.why)).toContain('no-weight')

  net.clock.jump(DAY)
  await net.run(activity.setWearer({ ...self, showsAid: true }))
  await more(net, 'person', pair, walk(2))
  expect(await paid(net, 'person')).toBeGreaterThanOrEqual(3)
})
