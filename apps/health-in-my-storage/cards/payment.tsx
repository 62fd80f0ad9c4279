/** Somebody asks the person to pay. */

import type { Ask } from '@hdms/flows/engine/engine.ts'
import type { PaymentQuestion } from '@hdms/flows/token/pay.ts'
import type { ReactNode } from 'react'
import { Card } from '../../look/parts/card.tsx'
import { useInstitution } from '../parts/names.ts'
import { useTexts } from '../texts.ts'
import { Answer } from './answer.tsx'
import { termsOf } from './terms.ts'

export function PaymentCard({ ask }: { readonly ask: Ask }): ReactNode {
  const t = useTexts()
  const institution = useInstitution()
  const { from, amount, note } = termsOf<PaymentQuestion>(ask)
  return (
    <Card ask={ask.id}>
      <h2>
        {institution(from)} <span className="soft">{t.wallet.asked}</span>
      </h2>
      <p className="figure">
        <b>{amount}</b> {t.wallet.units}
      </p>
      <p>{note}</p>
      <Answer ask={ask} yes={t.wallet.agree} />
    </Card>
  )
}
