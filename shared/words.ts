/**
 * The words of reasons. Each folder declares its own table (`reasons.ts` beside what refuses); importing a table makes its words known here, so
 * that `describe` finds them although `shared` knows nothing of the folders above it.
 */
import { nounInKorean } from './nouns.ts'

export type ReasonLanguage = 'en' | 'ko'

/** English and Korean; `{name}` is replaced from the metadata. */
export type ReasonWords = readonly [en: string, ko: string]

/** Names of the placeholders of a sentence, so that tsc refuses one that nothing fills. */
export type Placeholders<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Placeholders<Rest> : never

type Data = Readonly<Record<string, string | number>>

const known = new Map<string, ReasonWords>()

/** @param id `folder/reason` */
export const learnReason = (id: string, words: ReasonWords): unknown => known.set(id, words)

/** What an id from a peer may look like; anything else is not repeated to a person. */
const ID = /^[a-z0-9-]{1,40}\/[a-z0-9-]{1,60}$/

/** Fills a sentence from metadata, and chooses the Korean particle that the word before it asks for. */
export function fillIn(sentence: string, data: Data, language: ReasonLanguage): string {
  const filled = sentence.replace(/\{(\w+)\}/g, (_, key: string) =>
    String((key === 'why' ? why(data, language) : said(key, data, language)) ?? '?'),
  )
  return language === 'ko' ? filled.replace(/([가-힣])(을\(를\)|이\(가\)|은\(는\)|\(이\)라는)/g, withParticle) : filled
}

/**
 * Puts a value into words: the id of a reason (why it is forged, how to mend a store) becomes that reason's sentence,
 * in which the value is not filled again, so that no sentence contains itself; a noun is said in the language.
 */
function said(key: string, data: Data, language: ReasonLanguage): string | number | undefined {
  const value = data[key]
  if (typeof value !== 'string') return value
  const words = known.get(value)
  if (words) return fillIn(words[language === 'en' ? 0 : 1], { ...data, [key]: '?' }, language)
  return language === 'ko' && NAMED.has(key) ? (nounInKorean(value) ?? value) : value
}

/** Placeholders that nouns stand in. */
const NAMED: ReadonlySet<string> = new Set(['what', 'service', 'where'])

const PARTICLES: Readonly<Record<string, readonly [closed: string, open: string]>> = {
  '을(를)': ['을', '를'],
  '이(가)': ['이', '가'],
  '은(는)': ['은', '는'],
  '(이)라는': ['이라는', '라는'],
}

/** A Hangul syllable with a final consonant takes the first form: syllables are ordered by their 28 finals, from none on (Unicode §3.12). */
function withParticle(_: string, before: string, particle: string): string {
  const closed = (before.charCodeAt(0) - 0xac00) % 28 !== 0
  return before + (PARTICLES[particle]?.[closed ? 0 : 1] ?? particle)
}

/** The reason in words; one of another version is named by its id in a neutral sentence. */
export function why(data: Data, language: ReasonLanguage): string | undefined {
  const { reason: id, why: told } = data
  if (typeof id !== 'string') return told === undefined ? undefined : String(told)
  const words = known.get(id)
  if (words) return fillIn(words[language === 'en' ? 0 : 1], data, language)
  if (!ID.test(id)) return told === undefined ? id.slice(0, 300) : String(told)
  if (language === 'en' && told !== undefined) return String(told)
  return language === 'en' ? `for a reason that this version does not know (${id})` : `이 버전이 모르는 사유입니다(${id})`
}

/** Metadata with its reason in English as `why`, to be read here: not enumerable, so that no sentence goes to a peer, a log or a store. */
export function saying(data: Data): Data {
  if (typeof data['reason'] !== 'string') return data
  const { why: _, ...told } = data
  return Object.defineProperty(told, 'why', { value: why(data, 'en'), enumerable: false })
}
