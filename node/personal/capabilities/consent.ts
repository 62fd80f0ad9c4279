/** A person's consents: shown, and withdrawn by them. */
import { consent } from '@hdms/flows/consent/capability.ts'
import { withdrawConsent } from '@hdms/flows/consent/withdraw.ts'
import { type ConsentServices, Withdrawals } from '@hdms/flows/consent/withdrawals.ts'
import { consentRoutes } from '../../capabilities/consent.ts'
import type { NodeCapability } from '../../core/capability.ts'
import { objectOf, type Route, textOf } from '../../core/routes.ts'

export const consentOfPerson: NodeCapability<{ readonly withdrawals: Withdrawals }, ConsentServices> = {
  ...consent,
  flows: [withdrawConsent],
  open: (host) => ({
    services: { withdrawals: new Withdrawals() },
    get routes() {
      const { engine } = host.node()
      const withdraw: Route = {
        method: 'POST',
        path: '/withdrawals',
        async handle({ body }) {
          const args = { consent: textOf(objectOf(body, 'body')['consent'], 'consent', 64) }
          const { id, result } = await engine.startFlow(withdrawConsent, args)
          return { flow: id, transaction: await result }
        },
      }
      return [...consentRoutes(host.node()), withdraw]
    },
  }),
}
