/** The same walk, brought once more by a phone that says nothing of it: the issuer knows it again. */

import { DAY } from '@hdms/shared/time.ts'
import { expect, test } from 'vitest'
import { more, network, paid, there, walked } from '../support/activity.ts'

test('a walk that is played again the next day, on a phone that does not look for it, is refused by the issuer', async () => {
  const net = await network(41)
  const pair = await walked(net, 'person')
  expect(await paid(net, 'person')).toBeGreaterThan(8)
  const { activity } = there(net, 'person').services
  // The phone was changed: what it knows of earlier walks is gone.
  const making = (activity as unknown as { making: { known: () => object; pipeline: unknown } }).making
  making.known = () => ({})
  making.pipeline = undefined
  net.clock.jump(DAY)
  await more(net, 'person', pair)
  const units = await paid(net, 'person')
  const [day] = activity.days.list()
  // The phone took them for walked; the issuer did not.
  expect(day?.minutes.filter((m) => m.verdict.genuine).length).toBeGreaterThanOrEqual(7)
  expect(day?.entries[0]?.claim?.minutes.map((m) => m.why)).toContain('machine')
  // Which minutes are drawn decides whether one of them slips through.
  expect(units).toBeLessThanOrEqual(1)
})
