/** X.500 names and the general names of RFC 5280 §4.2.1.6, and what name constraints (§4.2.1.10) say of them. */

import { fromHex, hex } from '../../bytes.ts'
import { wholeIn } from '../../decimal.ts'
import { contentOf, inside, oidOf, TAG, type Value, valuesIn } from './der.ts'
import { refuse } from './reasons.ts'

export interface Attribute {
  readonly oid: string
  readonly tag: number
  /** Undefined where it is no text. */
  readonly text: string | undefined
}
/** A distinguished name: the sets of attributes, and each set in the one form in which names are compared (§7.1). */
export interface X500 {
  readonly sets: readonly (readonly Attribute[])[]
  readonly canonical: readonly string[]
}

export function x500In(value: Value | undefined): X500 {
  const sets = inside(value, TAG.sequence).map((set) =>
    inside(set, TAG.set).map((one): Attribute => {
      const [type, text, ...more] = inside(one, TAG.sequence)
      if (!text || more.length > 0) return refuse('CERT_REFUSED', 'name', { rule: 'names' })
      return { oid: oidOf(contentOf(type, TAG.oid)), tag: text.tag, text: textOf(text) }
    }),
  )
  return { sets, canonical: sets.map((set) => set.map(canonical).sort().join('+')) }
}

/** UTF8String, PrintableString, IA5String, TeletexString (as Latin-1), BMPString. */
function textOf({ tag, content }: Value): string {
  const encoding = { 12: 'utf-8', 19: 'utf-8', 22: 'utf-8', 20: 'latin1', 30: 'utf-16be' }[tag]
  if (!encoding) return hex(content)
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(content)
  } catch {
    return refuse('CERT_REFUSED', 'name', { rule: 'names' })
  }
}

/** Case and runs of white space say nothing (RFC 4518, as far as §7.1 asks). */
const canonical = ({ oid, text }: Attribute): string => `${oid}=${(text ?? '').normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()}`

export const sameName = (a: X500, b: X500): boolean => a.canonical.join() === b.canonical.join()

/** Forms that are compared; of any other only its tag is kept. */
export type GeneralName =
  | { readonly form: 'email' | 'dns' | 'uri'; readonly text: string }
  | { readonly form: 'ip'; readonly bytes: Uint8Array }
  | { readonly form: 'directory'; readonly name: X500 }
  | { readonly form: 'other'; readonly tag: number }

const TEXTS: Readonly<Record<number, 'email' | 'dns' | 'uri'>> = { 129: 'email', 130: 'dns', 134: 'uri' }

function generalNameIn(value: Value): GeneralName {
  const form = TEXTS[value.tag]
  if (form) {
    // IA5String: other characters are written as the standard of each form says (§7).
    if (value.content.some((byte) => byte > 0x7f)) refuse('CERT_REFUSED', 'not-ascii', { rule: 'subject-alternative-name' })
    return { form, text: String.fromCharCode(...value.content).toLowerCase() }
  }
  if (value.tag === 0x87) return { form: 'ip', bytes: value.content }
  if (value.tag === 0xa4) return { form: 'directory', name: x500In(valuesIn(value.content)[0]) }
  return { form: 'other', tag: value.tag }
}

/** The alternative names of a subject; at least one. @throws CERT_REFUSED */
export function generalNamesIn(value: Value): GeneralName[] {
  const names = value.tag === TAG.sequence ? valuesIn(value.content).map(generalNameIn) : []
  if (names.length === 0) refuse('CERT_REFUSED', 'alternative-names', { rule: 'subject-alternative-name' })
  for (const name of names) {
    if (name.form === 'ip' && name.bytes.length !== 4 && name.bytes.length !== 16)
      refuse('CERT_REFUSED', 'ip-length', { rule: 'subject-alternative-name' })
    if (name.form === 'dns' && !isHost(name.text.replace(/^\*\./, ''), true))
      refuse('CERT_REFUSED', 'dns-name', { rule: 'subject-alternative-name' })
  }
  return names
}

/** Labels of letters, digits, hyphens (and underscores, which hosts in use have). `*` inside is let through where a pattern may stand, and matches nothing. */
const isHost = (text: string, pattern = false): boolean =>
  text.length <= 253 && text.split('.').every((label) => (pattern ? /^[a-z0-9_*-]{1,63}$/ : /^[a-z0-9_-]{1,63}$/).test(label))

export interface Constraints {
  readonly permitted: readonly GeneralName[]
  readonly excluded: readonly GeneralName[]
}

/** @throws CERT_REFUSED */
export function constraintsIn(value: Value): Constraints {
  const malformed = (): never => refuse('CERT_REFUSED', 'name-constraints', { rule: 'name-constraints' })
  const parts = value.tag === TAG.sequence ? valuesIn(value.content) : malformed()
  const subtrees = (tag: number): GeneralName[] => {
    const part = parts.find((v) => v.tag === tag)
    if (!part) return []
    const found = valuesIn(part.content).map((subtree) => {
      const [base, ...distances] = inside(subtree, TAG.sequence)
      // minimum is 0 and maximum absent, always (§4.2.1.10).
      if (!base || distances.length > 0) return malformed()
      return generalNameIn(base)
    })
    return found.length > 0 && found.every(isConstraint) ? found : malformed()
  }
  if (parts.length === 0 || parts.some((v) => v.tag !== 0xa0 && v.tag !== 0xa1)) malformed()
  return { permitted: subtrees(0xa0), excluded: subtrees(0xa1) }
}

/** A host without wildcard; an address with its mask, whose ones stand first. */
function isConstraint(name: GeneralName): boolean {
  if (name.form === 'dns') return name.text === '' || isHost(name.text)
  if (name.form !== 'ip') return true
  const half = name.bytes.length / 2
  if (half !== 4 && half !== 16) return false
  const mask = Array.from(name.bytes.subarray(half), (byte) => byte.toString(2).padStart(8, '0')).join('')
  return /^1*0*$/.test(mask)
}

/** Whether a name lies in the subtree that a constraint of the same form describes. */
function within(name: GeneralName, constraint: GeneralName): boolean {
  if (name.form === 'dns' && constraint.form === 'dns') return below(name.text, constraint.text)
  if (name.form === 'ip' && constraint.form === 'ip') {
    const half = constraint.bytes.length / 2
    return (
      name.bytes.length === half &&
      name.bytes.every((byte, i) => ((byte ^ (constraint.bytes[i] as number)) & (constraint.bytes[half + i] as number)) === 0)
    )
  }
  if (name.form === 'directory' && constraint.form === 'directory')
    return constraint.name.canonical.every((set, i) => name.name.canonical[i] === set)
  if (name.form === 'email' && constraint.form === 'email') {
    if (constraint.text.includes('@')) return name.text === constraint.text
    return hostWithin(name.text.split('@').at(-1) ?? '', constraint.text)
  }
  if (name.form === 'uri' && constraint.form === 'uri')
    return URL.canParse(name.text) && hostWithin(new URL(name.text).hostname, constraint.text)
  // A form that is not understood here cannot be shown to lie inside or outside.
  return false
}
/** The host itself or one with labels added on the left. */
const below = (host: string, base: string): boolean => base === '' || host === base || host.endsWith(`.${base}`)
/** In e-mail and URI: a host is itself alone, `.domain` all hosts below it. */
const hostWithin = (host: string, base: string): boolean => (base.startsWith('.') ? host.endsWith(base) : host === base)

const sameForm = (a: GeneralName, b: GeneralName): boolean =>
  a.form === b.form && (a.form !== 'other' || b.form !== 'other' || a.tag === b.tag)

/** @throws CERT_REFUSED unless every name is permitted and none excluded */
export function checkConstraints({ permitted, excluded }: Constraints, names: readonly GeneralName[]): void {
  for (const name of names) {
    const mine = permitted.filter((p) => sameForm(p, name))
    const not = excluded.filter((e) => sameForm(e, name))
    if (not.some((e) => e.form === 'other' || within(name, e))) refuse('CERT_REFUSED', 'name-excluded', { rule: 'name-constraints' })
    if (mine.length > 0 && !mine.some((p) => within(name, p))) refuse('CERT_REFUSED', 'name-not-permitted', { rule: 'name-constraints' })
  }
}

/** Whether a certificate's names are those of a host or IP address (RFC 6125 §6.4: a wildcard is the whole left-most label, and one label). */
export function namesHost(names: readonly GeneralName[], host: string): boolean {
  const address = addressOf(host)
  if (address) return names.some((n) => n.form === 'ip' && hex(n.bytes) === hex(address))
  const wanted = host.toLowerCase().replace(/\.$/, '')
  return names.some((n) => {
    if (n.form !== 'dns') return false
    if (n.text === wanted) return !n.text.includes('*')
    const [first, ...rest] = n.text.split('.')
    return first === '*' && rest.length > 1 && !rest.join().includes('*') && wanted.split('.').slice(1).join('.') === rest.join('.')
  })
}

const noAddress = (): never => refuse('CERT_REFUSED', 'address', { rule: 'names' })
const groupOf = (text: string): number => {
  const [high = 0, low = 0] = /^[0-9a-f]{1,4}$/i.test(text) ? fromHex(text.padStart(4, '0')) : noAddress()
  return high * 256 + low
}

/** The bytes of an IPv4 or IPv6 address; undefined for a host name. */
function addressOf(host: string): Uint8Array | undefined {
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(host)) return Uint8Array.from(host.split('.').map((part) => wholeIn(part, 0, 255) ?? noAddress()))
  if (!host.includes(':')) return undefined
  const [left = '', right] = host.replace(/^\[|\]$/g, '').split('::')
  const groups = (text: string): number[] => (text ? text.split(':').map(groupOf) : [])
  const before = groups(left)
  const after = right === undefined ? [] : groups(right)
  const all = [...before, ...new Array<number>(Math.max(0, 8 - before.length - after.length)).fill(0), ...after]
  return Uint8Array.from(all.flatMap((g) => [g >> 8, g & 0xff]))
}
