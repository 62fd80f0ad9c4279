/** Everything that the page says, in the language that the person chose. */
import { type Language, useLanguage } from '../look/language.ts'
import { recall, remember } from './remembered.ts'
import { en, type Texts } from './texts/en.ts'
import { ko } from './texts/ko.ts'

export const TEXTS: Readonly<Record<Language, Texts>> = { en, ko }

export const useTexts = (): Texts => TEXTS[useLanguage()]

const KEY = 'hdms-language'
/** What the person chose, else what the browser speaks. */
export function firstLanguage(): Language {
  const chosen = recall(KEY)
  if (chosen === 'ko' || chosen === 'en') return chosen
  return navigator.language.startsWith('ko') ? 'ko' : 'en'
}
export const keepLanguage = (language: Language): void => remember(KEY, language)
