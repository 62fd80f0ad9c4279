/**
 * Concepts that people ask for, in Korean and English, and the codes and units that records have for them. An operator can load further
 * codes (SNOMED CT where there is a licence, national drug lists) and concepts.
 */

import { decimalIn } from '@hdms/shared/decimal.ts'
import { fail } from '@hdms/shared/errors.ts'
import { DIAGNOSES } from './catalogue/diagnoses.ts'
import { ACTIVITY, LABORATORY, VITALS } from './catalogue/measures.ts'
import { DRUGS, VACCINES } from './catalogue/medicines.ts'
import { SYSTEMS } from './codes.ts'
import { refuse } from './reasons.ts'

/** id, English, Korean, codes (`system:code` by spaces), units (the first one, others `unit*factor+offset`), further words (by semicolons). */
export type Row = readonly [id: string, en: string, ko: string, codes: string, units: string, words: string]

export type Kind = 'vital' | 'laboratory' | 'activity' | 'diagnosis' | 'vaccine' | 'drug'
export const KINDS: readonly Kind[] = ['vital', 'laboratory', 'activity', 'diagnosis', 'vaccine', 'drug']

export interface Unit {
  /** UCUM. */
  readonly code: string
  /** Canonical = value · factor + offset. */
  readonly factor: number
  readonly offset: number
}
export interface Code {
  readonly system: string
  readonly code: string
}
export interface Concept {
  readonly id: string
  readonly kind: Kind
  readonly en: string
  readonly ko: string
  readonly words: readonly string[]
  readonly codes: readonly Code[]
  /** The first one is what values are compared in; none for what has no value. */
  readonly units: readonly Unit[]
}

const GROUPS: readonly (readonly [Kind, readonly Row[]])[] = [
  ['vital', VITALS],
  ['laboratory', LABORATORY],
  ['activity', ACTIVITY],
  ['diagnosis', DIAGNOSES],
  ['vaccine', VACCINES],
  ['drug', DRUGS],
]

function codeFrom(text: string): Code {
  const at = text.indexOf(':')
  return { system: text.slice(0, at), code: text.slice(at + 1) }
}

const numberIn = (text: string): number => decimalIn(text.replace(/^\+/, '')) ?? fail('BUG', { what: 'a unit of the catalogue' })
const NUMBER = '[0-9.]+(?:e-?[0-9]+)?'
const UNIT = new RegExp(`^(.+?)(?:\\*(${NUMBER})([+-]${NUMBER})?)?$`)
/** `mmol/L*18.016`, `[degF]*0.5556-17.78`; a factor stands behind the last star. */
function unitFrom(text: string): Unit {
  // Units like 10*3/uL have stars of their own.
  const own = /^10\*\d+\/.+?(?=\*|$)/.exec(text)?.[0]
  const [, code = text, factor, offset] = own
    ? [text, own, ...(/\*([0-9.]+)$/.exec(text.slice(own.length)) ?? []).slice(1)]
    : (UNIT.exec(text) ?? [])
  return { code, factor: numberIn(factor ?? '1'), offset: numberIn(offset ?? '0') }
}

const split = (text: string, by: string): string[] => text.split(by).filter((part) => part !== '')
const conceptOf = (kind: Kind, [id, en, ko, codes, units, words]: Row): Concept => ({
  id,
  kind,
  en,
  ko,
  words: split(words, ';'),
  codes: split(codes, ' ').map(codeFrom),
  units: split(units, ' ').map(unitFrom),
})

export const SHIPPED: readonly Concept[] = GROUPS.flatMap(([kind, rows]) => rows.map((row) => conceptOf(kind, row)))

/**
 * An operator's file, a line each: `code,CONCEPT,SYSTEM,CODE` adds a code to a concept, `concept,ID,KIND,ENGLISH,KOREAN,UNITS,WORDS` adds a
 * concept. Lines that begin with # are passed over.
 * @throws INPUT_INVALID naming the line
 */
export function withCodeFile(concepts: readonly Concept[], file: string): Concept[] {
  const known = new Map(concepts.map((c) => [c.id, c]))
  for (const [i, raw] of file.split(/\r?\n/).entries()) {
    const line = raw.trim()
    if (line === '' || line.startsWith('#')) continue
    const [what, id = '', ...more] = line.split(',').map((cell) => cell.trim())
    if (what === 'code') {
      const [system = '', code = ''] = more
      const concept = known.get(id) ?? refuse('INPUT_INVALID', 'unknown', { what: `line ${i + 1}`, id })
      if (!SYSTEMS[system] && system !== 'name')
        refuse('INPUT_INVALID', 'system', { what: `line ${i + 1}`, systems: Object.keys(SYSTEMS).join(', ') })
      if (code === '') refuse('INPUT_INVALID', 'no-code', { what: `line ${i + 1}` })
      known.set(id, { ...concept, codes: [...concept.codes, { system, code }] })
    } else if (what === 'concept') {
      const [kind = '', en = '', ko = '', units = '', words = ''] = more
      const ofKind = KINDS.find((k) => k === kind) ?? refuse('INPUT_INVALID', 'kind', { what: `line ${i + 1}`, kinds: KINDS.join(', ') })
      if (!/^[a-z0-9-]{2,60}$/.test(id) || en === '') refuse('INPUT_INVALID', 'form', { what: `line ${i + 1}` })
      if (known.has(id)) refuse('INPUT_INVALID', 'there', { what: `line ${i + 1}`, id })
      known.set(id, conceptOf(ofKind, [id, en, ko || en, '', units, words]))
    } else refuse('INPUT_INVALID', 'begins', { what: `line ${i + 1}` })
  }
  return [...known.values()]
}

/** A value in the concept's first unit. @returns undefined when the unit is not one of the concept's */
export function canonical(concept: Concept, value: number, unit: string): number | undefined {
  const found = concept.units.find((u) => u.code === unit)
  return found && value * found.factor + found.offset
}
