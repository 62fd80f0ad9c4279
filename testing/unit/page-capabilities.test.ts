/** The page's sides of capabilities: what the node asks a person has a card, and what has none is shown in its capability's words. */
import { CARDS, SCREENS } from '@hdms/apps/health-in-my-storage/capabilities.tsx'
import { TABS } from '@hdms/apps/health-in-my-storage/capability.ts'
import { aboutOf } from '@hdms/apps/health-in-my-storage/cards/about.ts'
import { CAPABILITIES } from '@hdms/node/capabilities/list.ts'
import { expect, test } from 'vitest'

/** Asked of an issuer's operator, who has no phone for it. */
const OPERATORS = ['appeal', 'token-sale']

test('every question that a person is asked has a card, and every card a question', () => {
  const asked = CAPABILITIES.flatMap((c) => (c.questions ?? []).map((q) => q.name)).filter((name) => !OPERATORS.includes(name))
  expect(Object.keys(CARDS).sort()).toEqual(asked.sort())
})

test('every screen has a place of its own behind a tab', () => {
  const places = SCREENS.map((s) => s.place)
  expect([new Set(places).size, SCREENS.every((s) => TABS.includes(s.tab))]).toEqual([places.length, true])
})

test('a question without a card is asked in its own words, and never in those of another', () => {
  const words = { en: 'Will you lend it?', ko: '빌려주시겠습니까?' }
  const ask = { id: 'q1', flow: 'f1', question: 'loan', terms: { amount: 7, from: 'O=Bank,C=KR', parts: [1, 2] }, words }
  const facts = [
    ['amount', '7'],
    ['from', 'O=Bank,C=KR'],
    ['parts', '[1,2]'],
  ]
  expect(aboutOf(ask, 'en')).toEqual({ title: 'Will you lend it?', facts })
  expect(aboutOf(ask, 'ko')).toEqual({ title: '빌려주시겠습니까?', facts })
  // A node of before says no words.
  expect(aboutOf({ id: 'q1', flow: 'f1', question: 'loan', terms: 'all of it' }, 'en')).toEqual({
    title: 'loan',
    facts: [['', 'all of it']],
  })
})
