/** What an issuer publishes: by which rule it pays, which makers' shoes it takes, and for what the activity is collected. */

import { decodeAll, type Reader, Writer } from '@hdms/shared/bytes.ts'
import { PURPOSES, type Purpose } from './contract.ts'
import type { Makers } from './intake.ts'
import { refuse } from './reasons.ts'
import type { RewardRule } from './reward.ts'

export interface Maker {
  /** X.500 name. */
  readonly name: string
  /** Ed25519 key that certifies shoes. */
  readonly key: Uint8Array
  readonly revoked: boolean
}

export interface Programme {
  readonly rule: RewardRule
  readonly makers: readonly Maker[]
  readonly purpose: Purpose
}

const NUMBERS = ['light', 'moderate', 'vigorous', 'dailyCap', 'fewestSteps', 'checked'] as const

export function encodeRule(r: RewardRule): Uint8Array {
  const w = new Writer().text(r.name)
  for (const name of NUMBERS) w.u32(r[name])
  return w.u32(Math.round(r.confidence * 1000)).bytes()
}

function readRule(r: Reader): RewardRule {
  const name = r.text()
  const [light, moderate, vigorous, dailyCap, fewestSteps, checked] = NUMBERS.map(() => r.u32()) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  return { name, light, moderate, vigorous, dailyCap, fewestSteps, checked, confidence: r.u32() / 1000 }
}

export const encodeProgramme = (p: Programme): Uint8Array =>
  new Writer()
    .short(encodeRule(p.rule))
    .list(
      p.makers,
      (w, m) =>
        void w
          .text(m.name)
          .raw(m.key)
          .u8(m.revoked ? 1 : 0),
    )
    .u8(PURPOSES.indexOf(p.purpose))
    .bytes()

/** @throws WIRE_MALFORMED */
export const decodeProgramme = (bytes: Uint8Array): Programme =>
  decodeAll(bytes, 'programme', (r) => ({
    rule: decodeAll(r.short(), 'reward rule', readRule),
    makers: r.list((i) => ({ name: i.text(), key: i.raw(32), revoked: i.flag() })),
    purpose: PURPOSES[r.u8()] ?? refuse('WIRE_MALFORMED', 'purpose-unknown', { what: 'programme' }),
  }))

export const makersOf =
  (programme: Programme | undefined): Makers =>
  (name) =>
    programme?.makers.find((m) => m.name === name)
