/** Finds the concepts that people mean by what they write in Korean or English, and the codes that they stand for. */

import { utf8 } from '@hdms/shared/bytes.ts'
import { H } from '@hdms/shared/crypto/hash.ts'
import { fail } from '@hdms/shared/errors.ts'
import { type Concept, SHIPPED } from './concept.ts'

export interface Found {
  readonly concept: Concept
  /** 0 to 1. */
  readonly score: number
}

const normal = (text: string): string => text.normalize('NFKC').toLowerCase()
const wordsOf = (text: string): string[] => normal(text).match(/[a-z0-9]+|[가-힣]+/g) ?? []

export class Catalogue {
  readonly concepts: readonly Concept[]
  private readonly byId: ReadonlyMap<string, Concept>
  private readonly terms: readonly (readonly { readonly text: string; readonly words: readonly string[]; readonly own: boolean }[])[]

  constructor(concepts: readonly Concept[] = SHIPPED) {
    this.concepts = concepts
    this.byId = new Map(concepts.map((c) => [c.id, c]))
    this.terms = concepts.map(({ en, ko, id, words }) =>
      [en, ko, id.replaceAll('-', ' '), ...words].map((text, n) => ({
        text: normal(text).replace(/\s+/g, ''),
        words: wordsOf(text),
        own: n < 3,
      })),
    )
  }

  /** @throws CONCEPT_UNKNOWN */
  get(id: string): Concept {
    return this.byId.get(id) ?? fail('CONCEPT_UNKNOWN', { concept: id.slice(0, 60) })
  }

  /** What somebody means, the likeliest first; every word of the question has to fit somewhere. */
  search(question: string, most = 8): Found[] {
    const asked = wordsOf(question).filter((w) => !FILLERS.has(w))
    const whole = asked.join('')
    if (asked.length === 0) return []
    const found: Found[] = []
    this.terms.forEach((terms, i) => {
      const score = Math.max(...terms.map((t) => fit(asked, whole, t)))
      if (score > 0) found.push({ concept: this.concepts[i] as Concept, score })
    })
    return found.sort((a, b) => b.score - a.score || (a.concept.id < b.concept.id ? -1 : 1)).slice(0, most)
  }

  /** The codes that concepts stand for, sorted: what a researcher is shown, and what is hashed into the order. */
  expansion(ids: readonly string[]): string[] {
    const codes = ids.flatMap((id) => this.get(id).codes.map(({ system, code }) => `${system}:${code}`))
    return [...new Set(codes)].sort()
  }
  expansionHash(ids: readonly string[]): Uint8Array {
    return H('query-codes', utf8(this.expansion(ids).join('\n')))
  }
}

/** Words that say nothing of what is asked for. */
const FILLERS = new Set([
  'of',
  'in',
  'the',
  'with',
  'and',
  'for',
  'patients',
  'level',
  'levels',
  '환자',
  '수치',
  '검사',
  '의',
  '및',
  '진단',
])

/** How well a question fits a term: 1 for the same, less for a part, 0 when a word of the question has no place in it. */
function fit(
  asked: readonly string[],
  whole: string,
  term: { readonly text: string; readonly words: readonly string[]; readonly own: boolean },
): number {
  if (term.text === '') return 0
  const base = term.own ? 1 : 0.9
  if (term.text === whole || term.words.join('') === whole) return base
  // Korean is written with and without spaces; a particle may hang on a word.
  if (/[가-힣]/.test(whole) && term.text.length >= 2 && (whole.startsWith(term.text) || (whole.length >= 2 && term.text.includes(whole))))
    return base * 0.9 * (Math.min(whole.length, term.text.length) / Math.max(whole.length, term.text.length))
  let sum = 0
  for (const word of asked) {
    const best = Math.max(0, ...term.words.map((w) => alike(word, w)))
    if (best === 0) return 0
    sum += best
  }
  return (base * 0.8 * sum) / Math.max(asked.length, term.words.length)
}

function alike(asked: string, word: string): number {
  if (asked === word) return 1
  if (asked.length >= 4 && word.startsWith(asked)) return 0.8
  // A plural, a slip of the finger.
  if (asked.length >= 5 && word.length >= 4 && within1(asked, word)) return 0.7
  return 0
}

/** One letter more, less or other. */
function within1(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (long.length - short.length > 1) return false
  let i = 0
  while (i < short.length && short[i] === long[i]) i++
  return short.slice(short.length === long.length ? i + 1 : i) === long.slice(i + 1)
}
