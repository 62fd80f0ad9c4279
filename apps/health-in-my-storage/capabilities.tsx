/** The page's sides of all capabilities: the one list that a new one is entered in. */
import type { PageCapability, Screen } from './capability.ts'
import { PaymentCard } from './cards/payment.tsx'
import { ConsentCard, CorrectionCard, ResultCard } from './cards/treatment.tsx'
import { Consents } from './screens/consents.tsx'
import { Guests, hasGuests } from './screens/guests.tsx'
import { Offers, SaleCard } from './screens/offers.tsx'
import { Records } from './screens/records.tsx'
import { Shoes } from './screens/shoes.tsx'
import { Today } from './screens/today.tsx'
import { WalkTest } from './screens/walk-test.tsx'
import { Wallet } from './screens/wallet.tsx'

const PAGE: readonly PageCapability[] = [
  { name: 'records', screens: [{ place: 'records', tab: 'records', show: (open) => <Records open={open} /> }], cards: {} },
  { name: 'treatment', screens: [], cards: { consent: ConsentCard, result: ResultCard, correction: CorrectionCard } },
  { name: 'consent', screens: [{ place: 'consents', tab: 'sharing', switched: true, show: () => <Consents /> }], cards: {} },
  { name: 'trading', screens: [{ place: 'offers', tab: 'sharing', switched: true, show: () => <Offers /> }], cards: { sale: SaleCard } },
  {
    name: 'activity',
    screens: [
      { place: 'today', tab: 'activity', switched: true, show: () => <Today /> },
      { place: 'shoes', tab: 'activity', show: () => <Shoes /> },
      { place: 'walk-test', tab: 'activity', show: () => <WalkTest /> },
    ],
    cards: {},
  },
  {
    name: 'token',
    screens: [{ place: 'wallet', tab: 'activity', switched: true, show: () => <Wallet /> }],
    cards: { payment: PaymentCard },
  },
  ...(hasGuests ? [{ name: 'guests', screens: [{ place: 'guests', tab: 'me', show: () => <Guests /> }], cards: {} } as const] : []),
]

export const SCREENS: readonly Screen[] = PAGE.flatMap((c) => c.screens)
export const CARDS: PageCapability['cards'] = Object.assign({}, ...PAGE.map((c) => c.cards))
