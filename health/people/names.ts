/**
 * Whether two names can be of one person: spelled in Hangul in one file and in Latin letters in another, family name first or last, with or without
 * a middle name. Names in scripts that cannot be compared say nothing.
 */

/** A name as a record has it: in parts, or as one text. */
export interface Name {
  readonly family: string
  readonly given: readonly string[]
  readonly text: string
}

export type Likeness = 'same' | 'differs' | 'unknown'

const HANGUL = /^[가-힣]+$/
const LATIN = /^[a-z]+$/
/** What hospitals put instead of a letter that is not told: 김*늘, 김○늘. */
const MASKED = /[*○●◯?]/

/** Family names of two syllables. */
const LONG_FAMILIES = ['남궁', '황보', '제갈', '선우', '독고', '사공', '서문', '동방']

const INITIALS = 'g kk n d tt r m b pp s ss _ j jj ch k t p h'.split(' ').map((s) => (s === '_' ? '' : s))
const VOWELS = 'a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i'.split(' ')
const FINALS = '_ k k k n n n t l k m l l l p l m p p t t ng t t k t p t'.split(' ').map((s) => (s === '_' ? '' : s))

/** Revised Romanization, syllable by syllable (Ministry of Culture and Tourism Notice 2000-8; names are written without assimilation). */
function romanised(hangul: string): string {
  return [...hangul]
    .map((syllable) => {
      const at = (syllable.codePointAt(0) ?? 0) - 0xac00
      return `${INITIALS[Math.floor(at / 588)]}${VOWELS[Math.floor((at % 588) / 28)]}${FINALS[at % 28]}`
    })
    .join('')
}

/**
 * Ways in which Koreans write the same sound in Latin letters, each to one form: Jung and Jeong, Park and Bak, Hee and Hui, Suh and Seo. What is
 * merged here is compared together with a birth date, so that two sounds in one form do less harm than one sound in two.
 */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/^park$/, 'pak'],
  [/^hur$/, 'hu'],
  [/rh/g, 'r'],
  [/ph/g, 'p'],
  [/sh/g, 's'],
  [/ch/g, 'j'],
  [/c|q|g/g, 'k'],
  [/d/g, 't'],
  [/b|v|f/g, 'p'],
  [/z/g, 'j'],
  [/r/g, 'l'],
  [/weo/g, 'wo'],
  [/oo|ou|eo|eu/g, 'u'],
  [/ee|ui/g, 'i'],
  [/ae|ai|ay/g, 'e'],
  [/oe/g, 'oi'],
  [/([aeou])h(?![aeiouyw])/g, '$1'],
  [/wu/g, 'u'],
  [/yi/g, 'i'],
  [/(.)\1+/g, '$1'],
]
const sound = (latin: string): string => SPELLINGS.reduce((text, [from, to]) => text.replace(from, to), latin)
/** Of a family name: Lee, Rhee, Yi and I are one, and so are Roh and Noh. */
const familySound = (latin: string): string =>
  sound(latin)
    .replace(/^l(?=[iy])/, '')
    .replace(/^l(?=[aou])/, 'n')

/** In one form: decomposed syllables of a Mac, full width, capitals, accents. */
const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFKC')
    .toLowerCase()
const wordsOf = (text: string): string[] => folded(text).match(/[\p{L}\p{M}*○●◯?]+/gu) ?? []

/** Possible readings of a name: which of its words is the family's. */
function readings(name: Name): { readonly family: string; readonly given: readonly string[] }[] {
  const given = name.given.flatMap(wordsOf)
  const family = wordsOf(name.family)
  if (family.length > 0 && given.length > 0) return [{ family: family.join(''), given }, ...swapped(family, given)]
  const words = wordsOf(name.text || [name.family, ...name.given].join(' '))
  const [first = ''] = words
  if (words.length === 1 && HANGUL.test(first)) {
    const length = LONG_FAMILIES.includes(first.slice(0, 2)) && first.length > 2 ? 2 : 1
    return [{ family: first.slice(0, length), given: [first.slice(length)] }]
  }
  if (words.length < 2) return [{ family: first, given: [] }]
  return [
    { family: words.at(-1) as string, given: words.slice(0, -1) },
    { family: first, given: words.slice(1) },
  ]
}
/** Forms of other countries put the family's name into the wrong field. */
const swapped = (family: readonly string[], given: readonly string[]) =>
  given.length === 1 && family.length === 1 ? [{ family: given[0] as string, given: family }] : []

const isScript = (script: RegExp, { family, given }: { family: string; given: readonly string[] }): boolean =>
  [family, ...given].every((word) => script.test(word))

/** Joined neighbours of some words: `ha neul grace` has haneul. */
function joins(words: readonly string[]): string[] {
  return words.flatMap((_, from) => words.slice(from).map((_, n) => words.slice(from, from + n + 1).join('')))
}

/** @returns whether two names can be one */
export function likeness(a: Name, b: Name): Likeness {
  const [left, right] = [readings(a), readings(b)]
  const all = [...left, ...right]
  if (all.some(({ family, given }) => family === '' || given.length === 0 || given.join('') === '')) return 'unknown'
  const whole = (r: (typeof all)[number]): string => [r.family, ...r.given].join('')
  if (left.some((l) => right.some((r) => whole(l) === whole(r)))) return 'same'
  if (all.some((r) => MASKED.test(whole(r)))) return 'unknown'
  if (left.some((l) => right.some((r) => alike(l, r)))) return 'same'
  const scripts = [HANGUL, LATIN].filter((script) => all.some((r) => isScript(script, r)))
  const readable = all.every((r) => isScript(HANGUL, r) || isScript(LATIN, r))
  if (readable && scripts.length > 0) return 'differs'
  // Other scripts: the same one on both sides can be compared letter by letter, and did not match.
  const scriptOf = (r: (typeof all)[number]): string =>
    ['Han', 'Hiragana', 'Katakana', 'Cyrillic', 'Arabic', 'Thai'].find((name) => new RegExp(`\\p{Script=${name}}`, 'u').test(whole(r))) ??
    ''
  const kinds = new Set(all.map(scriptOf))
  return kinds.size === 1 && !kinds.has('') ? 'differs' : 'unknown'
}

type Reading = { readonly family: string; readonly given: readonly string[] }

function alike(a: Reading, b: Reading): boolean {
  const [x, y] = [inLatin(a), inLatin(b)]
  if (!x || !y) return false
  // Letters of one and the same language: words are compared as they are, a first letter stands for its name.
  if (isScript(LATIN, a) && isScript(LATIN, b) && a.family === b.family) {
    const [first = ''] = a.given
    const [second = ''] = b.given
    if (first === second || (Math.min(first.length, second.length) === 1 && first[0] === second[0])) return true
  }
  if (familySound(x.family) !== familySound(y.family)) return false
  const sounds = new Set(joins(x.given).map(sound))
  // A single letter of a given name is not yet that name.
  return joins(y.given).some((each) => each.length > 1 && sounds.has(sound(each)))
}

function inLatin(r: Reading): Reading | undefined {
  if (isScript(LATIN, r)) return r
  return isScript(HANGUL, r) ? { family: romanised(r.family), given: [romanised(r.given.join(''))] } : undefined
}
