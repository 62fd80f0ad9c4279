/**
 * Whom a file is about, as far as it says, and whether that can be a person of whom something is known. A parent imports a child's file, a
 * hospital mails the wrong one: what is about somebody else must not become one's own.
 */
import { rangeIn } from '@hdms/shared/decimal.ts'
import { type Likeness, likeness, type Name } from './names.ts'

export interface Identity {
  readonly names: readonly Name[]
  /** FHIR date: a year, a month or a day; empty where it is not told. */
  readonly birthDate: string
  readonly sex: 'female' | 'male' | ''
  /** `system|value`. */
  readonly identifiers: readonly string[]
}

export const NOBODY: Identity = { names: [], birthDate: '', sex: '', identifiers: [] }

/** What is compared, and what of it tells two people apart or is missing. */
export const MARKS = ['name', 'birthDate', 'sex'] as const
export type Mark = (typeof MARKS)[number]

export interface Comparison {
  /** `same`: without doubt. `other`: something contradicts. `unknown`: too little is told. */
  readonly verdict: 'same' | 'other' | 'unknown'
  /** What contradicts, or what is missing. */
  readonly because: readonly Mark[]
}

type Json = { readonly [key: string]: unknown }
const object = (value: unknown): Json => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {})
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')

/** @param patient a FHIR Patient as parsed JSON, also one that is not valid: what can be read of it counts */
export function identityOf(patient: unknown): Identity {
  const p = object(patient)
  const names = list(p['name'])
    .map(object)
    .map((n) => ({ family: text(n['family']), given: list(n['given']).map(text).filter(Boolean), text: text(n['text']) }))
    .filter((n) => n.family !== '' || n.given.length > 0 || n.text !== '')
  const sex = text(p['gender'])
  const identifiers = list(p['identifier'])
    .map(object)
    .filter((i) => text(i['system']) !== '' && text(i['value']) !== '' && text(i['use']) !== 'old')
    .map((i) => `${text(i['system'])}|${text(i['value'])}`)
  return {
    names,
    birthDate: rangeIn(text(p['birthDate'])) ? text(p['birthDate']) : '',
    sex: sex === 'female' || sex === 'male' ? sex : '',
    identifiers: [...new Set(identifiers)],
  }
}

/** Dates of different precision agree as far as both go. */
function sameDate(a: string, b: string): Likeness {
  if (a === '' || b === '') return 'unknown'
  const n = Math.min(a.length, b.length)
  if (a.slice(0, n) !== b.slice(0, n)) return 'differs'
  return n >= 10 ? 'same' : 'unknown'
}

function sameName(a: readonly Name[], b: readonly Name[]): Likeness {
  const found = a.flatMap((x) => b.map((y) => likeness(x, y)))
  if (found.includes('same')) return 'same'
  return found.includes('differs') ? 'differs' : 'unknown'
}

const sameSex = (a: Identity['sex'], b: Identity['sex']): Likeness => (a === '' || b === '' ? 'unknown' : a === b ? 'same' : 'differs')

/**
 * One person when nothing contradicts and either an identifier is the same, or name and whole birth date are. An identifier alone proves nothing
 * against a contradiction: hospitals give numbers again, and two patients are filed under one.
 */
export function compare(known: Identity, file: Identity): Comparison {
  const found: Readonly<Record<Mark, Likeness>> = {
    name: sameName(known.names, file.names),
    birthDate: sameDate(known.birthDate, file.birthDate),
    sex: sameSex(known.sex, file.sex),
  }
  const differing = MARKS.filter((mark) => found[mark] === 'differs')
  if (differing.length > 0) return { verdict: 'other', because: differing }
  const shared = file.identifiers.some((i) => known.identifiers.includes(i))
  if (shared || (found.name === 'same' && found.birthDate === 'same')) return { verdict: 'same', because: [] }
  return { verdict: 'unknown', because: MARKS.filter((mark) => mark !== 'sex' && found[mark] === 'unknown') }
}

/** Compares with all that is known of one person: whoever was said to be them once is. */
export function compareAll(known: readonly Identity[], file: Identity): Comparison {
  const all: Comparison[] = []
  for (const each of known) {
    const compared = compare(each, file)
    // Names cost most, and hundreds of files say the same one: the rest need not be looked at.
    if (compared.verdict === 'same') return compared
    all.push(compared)
  }
  return (
    // What it is closest to says best what is wrong.
    all.filter((c) => c.verdict === 'other').sort((a, b) => a.because.length - b.because.length)[0] ??
    all[0] ?? { verdict: 'unknown', because: ['name', 'birthDate'] }
  )
}

/** A name as people read it. */
export function nameText({ names: [first] }: Identity): string {
  if (!first) return ''
  if (first.text) return first.text
  if (/^[가-힣]+$/.test(first.family)) return `${first.family}${first.given.join('')}`
  return [...first.given, first.family].filter(Boolean).join(' ')
}
