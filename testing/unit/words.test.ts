/** Words of the pages: Korean to the end in Korean, and in English one word for each thing that a person does. */

import { institution } from '@hdms/apps/health-in-my-storage/parts/format.ts'
import { en } from '@hdms/apps/health-in-my-storage/texts/en.ts'
import { ko } from '@hdms/apps/health-in-my-storage/texts/ko.ts'
import { TEXTS as research } from '@hdms/apps/research/texts.ts'
import { ERRORS } from '@hdms/shared/errors.ts'
import { describe, expect, test } from 'vitest'

/** Names of standards, formats, commands and files, which Korean readers use as they are; metres, kilometres, authors of studies. */
const TAKEN = new Set(
  'FHIR HDMS NDJSON Bulk OMOP CDM CSV UTC hdms npx review api token docs gait md chmod Enright Sherrill Holland et al restore concepts body mass index'.split(
    ' ',
  ),
)

/** Each sentence of a tree of texts, functions called with numbers or words that are easily told apart from letters. */
function sentences(tree: unknown, path = ''): [string, string][] {
  if (typeof tree === 'string') return [[path, tree]]
  if (typeof tree === 'function') return [[path, String((tree as (...given: unknown[]) => unknown)(7, 7, 7))]]
  if (typeof tree !== 'object' || tree === null) return []
  return Object.entries(tree).flatMap(([name, value]) => sentences(value, `${path}/${name}`))
}
const latin = (text: string): string[] => [...text.matchAll(/[A-Za-z]{2,}/g)].map(([word]) => word).filter((word) => !TAKEN.has(word))

describe('words', () => {
  test('Korean texts are Korean to the end', () => {
    const pages = [...sentences(ko), ...sentences(research.ko, 'research')]
    expect(pages.length).toBeGreaterThan(300)
    expect(pages.flatMap(([path, text]) => latin(text).map((word) => `${path}: ${word}`))).toEqual([])
  })
  test('Korean sentences of refusals hold no English beyond what their data bring', () => {
    const NAMES = new Set(['URL', 'REST', 'PIN', 'ID', 'JSON', 'CSR', 'TLS', 'HL', 'HIS', 'accept', 'parameters'])
    const found = Object.entries(ERRORS).flatMap(([code, [, , , text]]) =>
      latin(text.replace(/\{\w+\}/g, '').replace(/"[^"]*"/g, '')).map((word) => `${code}: ${word}`),
    )
    expect(found.filter((line) => !NAMES.has(line.split(': ')[1] ?? ''))).toEqual([])
  })
  test('the same texts stand in both languages', () => {
    expect(sentences(ko).map(([path]) => path)).toEqual(sentences(en).map(([path]) => path))
  })
  test('English has one word for each thing', () => {
    const OLD = /\b(anew|by (itself|themselves)|give (this shoe )?away|given back|came back|make your node|objection)\b/i
    expect(
      [...sentences(en), ...sentences(research.en, 'research')].flatMap(([path, text]) => (OLD.test(text) ? [`${path}: ${text}`] : [])),
    ).toEqual([])
    expect([en.start.go, en.unlock.go, en.lost.go, en.requests.replaced, en.offers.keep, en.shoes.remove]).toEqual([
      'Set up',
      'Unlock',
      'Start over',
      'Replaces',
      'Save',
      'Unpair',
    ])
  })
  test('an institution is called by its Korean form in Korean alone, and by its own name where none is known', () => {
    const name = 'O=Hanbit Hospital,L=Seoul,C=KR'
    const known = { [name]: '한빛병원(서울)' }
    expect([institution(name, 'ko', known), institution(name, 'en', known), institution(name, 'ko', {})]).toEqual([
      '한빛병원(서울)',
      'Hanbit Hospital, Seoul',
      'Hanbit Hospital, Seoul',
    ])
    expect(institution('toString', 'ko', known)).toBe('toString')
  })
})
