/** The language that a page is read in, for parts and pages alike. */
import { type Context } from 'react'
export type Language = 'ko' | 'en'
export declare const LanguageContext: Context<Language>
export declare const useLanguage: () => Language
/** The few words that parts bring along. */
declare const WORDS: {
  readonly ko: {
    readonly cancel: '취소'
    readonly loading: '불러오는 중…'
    readonly high: '높음'
    readonly low: '낮음'
    readonly checked: '기관 서명'
  }
  readonly en: {
    readonly cancel: 'Cancel'
    readonly loading: 'Loading…'
    readonly high: 'high'
    readonly low: 'low'
    readonly checked: 'Signed'
  }
}
export declare const useWords: () => (typeof WORDS)[Language]
