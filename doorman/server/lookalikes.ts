/**
 * Names that a person takes for one another. The skeleton of a text (after UTS #39 §4, for the scripts that names here are written in) is what is
 * left when case, width, accents, spaces and punctuation are taken away and letters that look alike are made one; two names with one skeleton
 * look the same. Rows: look/SKELETON/NAME, a row for each part of a name by which it is known.
 */

import type { Kind } from '@hdms/shared/identity/certificate.ts'
import { formatName, type MemberName, PERSONS, parseName } from '@hdms/shared/identity/names.ts'
import { type Change, type NodeStore, prefixRange } from '@hdms/shared/ports/node-store.ts'
import { type RefuseAs, refusingAs } from '@hdms/shared/reasons.ts'
import type { Migration } from '@hdms/shared/storage/versions.ts'
import { type DoormanReasons, refuse as refuseFor } from './reasons.ts'

/** The organisation of the network's own services. */
export const SERVICES = 'HDMS'

/**
 * Lower-case letters, each before the Latin ones that it looks like in one case or the other (confusables.txt of UTS
 * #39, for letters that names may have).
 */
const ALIKE = {
  cyrillic:
    'аa бb вb гr еe зe иu кk мm нh оo пn рp сc тt уy фo хx шw щw ъb ыb ьb эe яr іl јj ѕs һh ԁd ԛq ԝw ӏl єe ґr қk ңh үy ұy ҳx ҷy ҹy өo әe ҽe ӕae ђh ћh џu љn њh',
  greek: 'αa βb γy δo εe ζz ηn θo ιl κk λa μu νv ξe οo πn ρp σo ςc τt υu φo χx ψw ωw ϲc ϳj ϱp',
  latin: 'ıl łl ɩl ɪl øo œoe æae ðd đd ħh ŧt ʟl ɡg ɑa ƅb ɢg ʜh ʀr ſf ɴn ßb þp ᴄc ᴏo ᴠv ᴡw ᴢz',
  others: 'օo ոn սu հh ցg զq յj ღe',
  digits: '0o 1l il',
}
/** Capitals that look like another letter than their small ones do. */
const CAPITALS = 'ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX АA ВB ЕE ЅS ІI ЈJ КK МM НH ОO РP СC ТT УY ХX ԌG'
const LARGE: ReadonlyMap<string, string> = new Map(CAPITALS.split(' ').map(([letter = '', latin = '']) => [letter, latin] as const))
const LIKE: ReadonlyMap<string, string> = new Map(
  Object.values(ALIKE).flatMap((letters) => letters.split(' ').map(([letter = '', ...latin]) => [letter, latin.join('')] as const)),
)

/** What is left of a text for the eye; empty when it has neither letters nor digits. */
export function skeleton(text: string): string {
  const bare = [...text.normalize('NFKD')]
    .map((letter) => LARGE.get(letter) ?? letter)
    .join('')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
  let out = ''
  for (const letter of bare) out += LIKE.get(letter) ?? letter
  return out.replaceAll('rn', 'm').replaceAll('vv', 'w')
}

/** The parts that a name is known by. */
function partsOf({ commonName, organisation }: MemberName): string[] {
  const parts = [skeleton(organisation), ...(commonName === undefined ? [] : [skeleton(commonName)])]
  return [...new Set(parts)].filter((part) => part !== '' && part !== skeleton(SERVICES))
}

const wholeOf = (name: MemberName): string =>
  [name.commonName ?? '', name.organisation, name.locality ?? ''].map(skeleton).concat(name.country).join('/')

/** Scripts of names: of those that UAX #31 recommends for identifiers the ones whose lookalikes are known here. */
const SCRIPTS = ['Latin', 'Hangul', 'Han', 'Hiragana', 'Katakana', 'Cyrillic', 'Greek', 'Armenian', 'Georgian'] as const
const LETTERS = SCRIPTS.map((script) => [script, new RegExp(`\\p{Script=${script}}`, 'u')] as const)
const KNOWN = new RegExp(`^[${SCRIPTS.map((script) => `\\p{Script=${script}}`).join('')}\\P{L}]*$`, 'u')
/** A part of a syllable alone is no word, and is taken for I, O, T or a line. */
const JAMO = /[\u1100-\u11ff\u3131-\u318e\ua960-\ua97f\ud7b0-\ud7ff\uffa0-\uffdc]/u
const isWritable = (text: string | undefined): boolean => text === undefined || (KNOWN.test(text) && !JAMO.test(text))
/** Scripts that words mix: Japanese, Korean with Chinese or with Latin letters (UTS #39, highly restrictive). */
const TOGETHER = ['Han Hiragana Katakana', 'Hangul Han', 'Latin Hangul'].map((some) => some.split(' '))

/** Scripts that one word of a name mixes, as no language does. */
const mixedIn = (text: string): readonly string[] =>
  text
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .map((word) => LETTERS.filter(([, letter]) => letter.test(word)).map(([script]) => script))
    .find((scripts) => scripts.length > 1 && !TOGETHER.some((some) => scripts.every((script) => some.includes(script)))) ?? []

export class Lookalikes {
  private readonly store: NodeStore

  constructor(store: NodeStore) {
    this.store = store
  }

  /** Rows that let a name be found by what looks like it, or take it out. */
  rows(text: string, gone = false): Change[] {
    const name = parseName(text)
    if (name.organisation === PERSONS) return []
    return partsOf(name).map((part) => ({ key: `look/${part}/${text}`, value: gone ? null : Uint8Array.of(1) }))
  }

  /**
   * Refuses names that pass for the network's services or its persons, or are an admitted one written otherwise.
   * @throws CSR_REFUSED
   */
  async check(name: MemberName, kind: Kind): Promise<void> {
    const refuse: RefuseAs<DoormanReasons, 'CSR_REFUSED'> = refusingAs(refuseFor, 'CSR_REFUSED', {})
    if (kind === 'person') return
    const [organisation, own] = [skeleton(name.organisation), skeleton(name.commonName ?? '')]
    const service = kind === 'service' && name.organisation === SERVICES
    if ((organisation === skeleton(SERVICES) && !service) || own === skeleton(SERVICES)) refuse('reserved-services-lookalike')
    if (organisation === skeleton(PERSONS) || own === skeleton(PERSONS)) refuse('reserved-persons-lookalike')
    if (![name.organisation, name.commonName, name.locality].every(isWritable)) refuse('name-script', { scripts: SCRIPTS.join(', ') })
    for (const other of await this.like(name)) if (wholeOf(parseName(other)) === wholeOf(name)) refuse('name-lookalike', { name: other })
  }

  /** Admitted names that share a part with a name, but it itself. */
  private async like(name: MemberName): Promise<string[]> {
    const found = new Set<string>()
    for (const part of partsOf(name))
      for (const [key] of await this.store.range(...prefixRange(`look/${part}/`))) found.add(key.slice(`look/${part}/`.length))
    found.delete(formatName(name))
    return [...found]
  }

  /**
   * What an operator has to know before they admit a name: whom it resembles. @param others that wait too @returns
   * empty when there is nothing
   */
  async warning(text: string, others: readonly string[]): Promise<string> {
    const name = parseName(text)
    const parts = new Set(partsOf(name))
    const waiting = others.filter((other) => other !== text && partsOf(parseName(other)).some((part) => parts.has(part)))
    const like = [...(await this.like(name)), ...waiting]
    const mixed = mixedIn(text)
    return [
      ...like.slice(0, 5).map((other) => `resembles ${other}`),
      ...(mixed.length > 0 ? [`mixes ${mixed.join(' and ')} letters`] : []),
    ].join('; ')
  }
}

/** Names that were admitted before are found by what looks like them. */
export const LOOKALIKES_OF_OLD: Migration = {
  about: 'names of admitted members are entered by what looks like them',
  async changes(store) {
    const rows = new Lookalikes(store)
    const live = await store.range(...prefixRange('name/'))
    return live.flatMap(([key]) => rows.rows(key.slice('name/'.length)))
  },
}
