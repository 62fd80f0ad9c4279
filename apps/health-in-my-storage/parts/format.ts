/** Names, days and kinds as a person reads them. */

import { dayIn } from '@hdms/shared/decimal.ts'
import type { Texts } from '../texts/en.ts'
import type { Language } from '../texts.ts'

/** The organisation and place of an X.500 name: `O=Hanbit Hospital,L=Seoul,C=KR` is "Hanbit Hospital, Seoul". */
export function institution(name: string): string {
  const part = (key: string) => new RegExp(`(?:^|,)${key}=((?:[^,\\\\]|\\\\.)*)`).exec(name)?.[1]?.replace(/\\(.)/g, '$1')
  return [part('O') ?? name, part('L')].filter(Boolean).join(', ')
}

const locale = { ko: 'ko-KR', en: 'en-GB' } as const

export const day = (ms: number, language: Language): string => new Intl.DateTimeFormat(locale[language], { dateStyle: 'medium' }).format(ms)
export const moment = (ms: number, language: Language): string =>
  new Intl.DateTimeFormat(locale[language], { dateStyle: 'medium', timeStyle: 'short' }).format(ms)

/** A FHIR date as it stands in a record: only what it says is shown. */
export function recordDate(text: string, language: Language): string {
  const days = dayIn(text.slice(0, 10))
  if (days === undefined) return text
  return new Intl.DateTimeFormat(locale[language], { dateStyle: 'medium', timeZone: 'UTC' }).format(days * 86_400_000)
}

export const kindName = (kind: string, t: Texts): string => t.kinds[kind] ?? kind
