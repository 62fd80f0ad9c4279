/** Routes about a person's shoes: which are paired, pairing, fetching, unpairing. */
import { joinProgramme } from '@hdms/flows/activity/join.ts'
import { pairShoe, syncShoe } from '@hdms/flows/activity/sync.ts'
import { hex } from '@hdms/shared/bytes.ts'
import type { ShoePort } from '@hdms/shared/device/gatt.ts'
import type { Clock } from '@hdms/shared/time.ts'
import { get, objectOf, post, type Route, textOf } from '../../core/routes.ts'
import { done, type PersonNode } from './running.ts'

/** @param shoe the radio to a shoe at an address */
export function shoeRoutes(node: PersonNode, clock: Clock, shoe: (address: string) => ShoePort): Route[] {
  const { activity, crypto, identity } = node.services
  return [
    get('/shoes', async () => ({
      shoes: activity.shoes.list().map(({ certificate, side, counter, end, forked }) => ({
        serial: hex(certificate.serial),
        side,
        maker: certificate.maker,
        model: certificate.model,
        packets: counter,
        last: end / 1000,
        forked,
      })),
      programme: activity.programme && { rule: activity.programme.rule, purpose: activity.programme.purpose },
    })),
    post('/shoes', async ({ body }) => {
      const address = textOf(objectOf(body, 'body')['address'], 'address', 300)
      if (!activity.programme) await done(node, joinProgramme, null)
      const bound = await pairShoe(activity, crypto, identity.key, shoe(address))
      return { serial: hex(bound.certificate.serial), side: bound.side }
    }),
    post('/shoes/sync', async ({ body }) => {
      const { serial, address } = objectOf(body, 'body')
      return { ...(await syncShoe(activity, textOf(serial, 'serial', 32), shoe(textOf(address, 'address', 300)), clock.now())) }
    }),
    {
      method: 'DELETE',
      path: '/shoes/:serial',
      async handle({ params }) {
        await activity.unbind(params['serial'] ?? '')
        return {}
      },
    },
  ]
}
