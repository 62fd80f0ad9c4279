/**
 * X.500 names of members. One canonical text form, `CN=…,O=…,L=…,C=…` (CN and L optional), is the name everywhere:
 * in node infos, sessions, logs of institutions. A person's CN is a random handle and their O is always the same.
 */
import { refuse } from './reasons.ts'

export interface MemberName {
  readonly commonName?: string
  readonly organisation: string
  readonly locality?: string
  /** ISO 3166 alpha-2. */
  readonly country: string
}

/** The organisation of every personal node: the name says nothing about who it is. */
export const PERSONS = 'Health In My Storage'

const PART = /^[\p{L}\p{N}][\p{L}\p{N} .&'()-]{0,63}$/u
/** Letters by their category that nobody sees, such as U+3164: with one, a taken name is another and looks the same. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/u

function checkPart(value: string, what: string): string {
  if (value !== value.normalize('NFC') || value !== value.trim() || !PART.test(value) || UNSEEN.test(value)) {
    refuse('NAME_INVALID', 'characters', { field: what })
  }
  return value
}

/** @throws NAME_INVALID */
export function checkName(name: MemberName): MemberName {
  checkPart(name.organisation, 'O')
  if (name.commonName !== undefined) checkPart(name.commonName, 'CN')
  if (name.locality !== undefined) checkPart(name.locality, 'L')
  if (!/^[A-Z]{2}$/.test(name.country)) refuse('NAME_INVALID', 'country-code')
  return name
}

export function formatName(name: MemberName): string {
  const parts = [
    ...(name.commonName === undefined ? [] : [`CN=${name.commonName}`]),
    `O=${name.organisation}`,
    ...(name.locality === undefined ? [] : [`L=${name.locality}`]),
    `C=${name.country}`,
  ]
  return parts.join(',')
}

/** Parses the canonical form, in any order of parts. @throws NAME_INVALID */
export function parseName(text: string): MemberName {
  const parts = new Map<string, string>()
  for (const part of text.split(',')) {
    const at = part.indexOf('=')
    const key = part.slice(0, at).trim()
    if (at < 0 || !['CN', 'O', 'L', 'C'].includes(key) || parts.has(key)) refuse('NAME_INVALID', 'attributes')
    parts.set(key, part.slice(at + 1).trim())
  }
  const commonName = parts.get('CN')
  const locality = parts.get('L')
  return checkName({
    organisation: parts.get('O') ?? '',
    country: parts.get('C') ?? '',
    ...(commonName === undefined ? {} : { commonName }),
    ...(locality === undefined ? {} : { locality }),
  })
}
