/** The language that a page is read in, for parts and pages alike. */
import { type Context, createContext, useContext } from 'react'

export type Language = 'ko' | 'en'

export const LanguageContext: Context<Language> = createContext<Language>('ko')
export const useLanguage = (): Language => useContext(LanguageContext)

/** The few words that parts bring along. */
const WORDS = {
  ko: { cancel: '취소', loading: '불러오는 중…', high: '높음', low: '낮음', checked: '기관 서명' },
  en: { cancel: 'Cancel', loading: 'Loading…', high: 'high', low: 'low', checked: 'Signed' },
} as const
export const useWords = (): (typeof WORDS)[Language] => WORDS[useLanguage()]
