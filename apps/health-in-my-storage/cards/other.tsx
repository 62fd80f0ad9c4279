/** A question that has no card of its own. */
import type { Ask } from '@hdms/flows/engine/engine.ts'
import type { ReactNode } from 'react'
import { useLanguage } from '../../look/language.ts'
import { Card, Facts } from '../../look/parts/card.tsx'
import { useTexts } from '../texts.ts'
import { aboutOf } from './about.ts'
import { Answer } from './answer.tsx'

export function OtherCard({ ask }: { readonly ask: Ask }): ReactNode {
  const t = useTexts()
  const { title, facts } = aboutOf(ask, useLanguage())
  return (
    <Card ask={ask.id}>
      <h2>{title}</h2>
      <Facts rows={facts} />
      <Answer ask={ask} yes={t.requests.agree} />
    </Card>
  )
}
