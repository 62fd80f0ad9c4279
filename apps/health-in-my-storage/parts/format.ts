/** Names, days and kinds as a person reads them. */

import type { ResourceView } from '@hdms/health/fhir/view.ts'
import type { KoreanNames } from '@hdms/node/browser/protocol.ts'
import { instantIn, rangeIn } from '@hdms/shared/decimal.ts'
import type { Language } from '../../look/language.ts'
import type { Texts } from '../texts/en.ts'

/**
 * An institution as a person reads it: in Korean by the form that the page's server gives for its X.500 name, else by its organisation and
 * place, so that `O=Hanbit Hospital,L=Seoul,C=KR` is "Hanbit Hospital, Seoul".
 */
export function institution(name: string, language: Language, korean: KoreanNames): string {
  const own = language === 'ko' && Object.hasOwn(korean, name) ? korean[name] : undefined
  if (own !== undefined) return own
  const part = (key: string) => new RegExp(`(?:^|,)${key}=((?:[^,\\\\]|\\\\.)*)`).exec(name)?.[1]?.replace(/\\(.)/g, '$1')
  return [part('O') ?? name, part('L')].filter(Boolean).join(', ')
}

const locale = { ko: 'ko-KR', en: 'en-GB' } as const

export const day = (ms: number, language: Language): string => new Intl.DateTimeFormat(locale[language], { dateStyle: 'medium' }).format(ms)
export const moment = (ms: number, language: Language): string =>
  new Intl.DateTimeFormat(locale[language], { dateStyle: 'medium', timeStyle: 'short' }).format(ms)

/**
 * A FHIR date or time: a year, a month and a day as they stand in the record, whatever the zone; an instant in the zone of whoever looks, since
 * it may be another day there than where it was written.
 * @param zone IANA name; that of the device without
 */
export function recordDate(text: string, language: Language, zone?: string): string {
  const write = (at: number, options: Intl.DateTimeFormatOptions): string => new Intl.DateTimeFormat(locale[language], options).format(at)
  const at = instantIn(text)
  if (at !== undefined) return write(at, { dateStyle: 'medium', timeStyle: 'short', ...(zone === undefined ? {} : { timeZone: zone }) })
  const range = rangeIn(text)
  if (range === undefined) return text
  const month = text.length > 4 ? { month: 'long' as const } : {}
  return write(range[0], text.length > 7 ? { dateStyle: 'medium', timeZone: 'UTC' } : { year: 'numeric', ...month, timeZone: 'UTC' })
}

/** The day of the week in one or two letters. @param date YYYY-MM-DD */
export const weekday = (date: string, language: Language): string =>
  new Intl.DateTimeFormat(locale[language], { weekday: 'short', timeZone: 'UTC' }).format(rangeIn(date)?.[0] ?? 0)

/** When something was, from and until where it lasted. */
export function recordDates({ date, until }: Pick<ResourceView, 'date' | 'until'>, language: Language, zone?: string): string {
  if (until === undefined) return recordDate(date, language, zone)
  return `${recordDate(date, language, zone)} – ${recordDate(until, language, zone)}`
}

/** Comparators as people write them. */
export const typeset = (value: string): string => value.replaceAll('<=', '≤').replaceAll('>=', '≥')

export const kindName = (kind: string, t: Texts): string => t.kinds[kind] ?? kind

/** What something is for. Treatment says in the person's own words what it is about: "Treatment: …". */
export function purposeName(purpose: string, t: Texts): string {
  const [, about] = /^Treatment: (.*)$/s.exec(purpose) ?? []
  return about === undefined ? (t.purposes[purpose] ?? purpose) : `${t.purposes['treatment']}: ${about}`
}
