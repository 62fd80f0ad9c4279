/** Names, days and kinds as a person reads them. */

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
  if (!/^\d{4}-\d\d-\d\d/.test(text)) return text
  const [year, month, date] = text.slice(0, 10).split('-').map(Number) as [number, number, number]
  return new Intl.DateTimeFormat(locale[language], { dateStyle: 'medium', timeZone: 'UTC' }).format(Date.UTC(year, month - 1, date))
}

export const kindName = (kind: string, t: Texts): string => t.kinds[kind] ?? kind
