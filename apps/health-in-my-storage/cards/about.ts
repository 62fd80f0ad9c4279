/** What a question that has no card says: its capability's words, and what it is about as it was sent. */
import type { Ask } from '@hdms/flows/engine/engine.ts'
import type { Language } from '../../look/language.ts'

export interface About {
  readonly title: string
  readonly facts: readonly (readonly [name: string, value: string])[]
}

export function aboutOf({ question, terms, words }: Ask, language: Language): About {
  const named = typeof terms === 'object' && terms !== null && !Array.isArray(terms) ? Object.entries(terms) : [['', terms] as const]
  const facts = named.map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)] as const)
  return { title: words?.[language] ?? question, facts }
}
