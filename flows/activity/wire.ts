/** The messages between a person's node and the issuer, and what they carry in the terms of the pipeline. */

import type { Doubt } from '@hdms/health/gait/genuine.ts'
import { decodeSeal, encodeSeal, type Side } from '@hdms/shared/device/packet.ts'
import { codecOf, needed } from '../core/messages.ts'
import type { Codec } from '../engine/context.ts'
import type { OpenedSegment } from './evidence.ts'
import { activity } from './generated/messages.js'
import type { JudgedMinute } from './pipeline.ts'
import { refuse } from './reasons.ts'

export type { activity }

type Both<P, T> = Codec<P> & { decode(bytes: Uint8Array): T }

export const toIssuer: Both<activity.ToIssuer.$Properties, activity.ToIssuer> = codecOf(activity.ToIssuer, 'activity message')
export const toPerson: Both<activity.ToPerson.$Properties, activity.ToPerson> = codecOf(activity.ToPerson, 'activity message')
export const present: ReturnType<typeof needed> = needed('activity message')

const INTENSITIES = ['light', 'moderate', 'vigorous'] as const
const SIDES: readonly Side[] = ['left', 'right']

/** @param aided the claim shows what confirms the aid; without it a minute that rests on one is none */
export const minuteMessage = (m: JudgedMinute, aided = false): activity.Minute.$Properties => ({
  minute: m.start / 60,
  steps: m.steps,
  decimetres: Math.round(m.distance * 10),
  mets: Math.round(m.mets * 100),
  intensity: INTENSITIES.indexOf(m.intensity),
  confidence: Math.round(m.confidence * 1000),
  score: Math.round(m.verdict.score * 1000),
  doubt: m.verdict.genuine ? (aided ? '' : (m.verdict.unaided ?? '')) : (m.verdict.reason ?? 'too-few'),
})

/** @throws WIRE_MALFORMED */
export function minuteFrom(message: activity.Minute.$Properties): JudgedMinute {
  const m = present(message, 'minute')
  const intensity = INTENSITIES[m.intensity] ?? refuse('WIRE_MALFORMED', 'intensity-unknown', { what: 'activity message' })
  const [start, steps, score] = [m.minute * 60, m.steps, m.score / 1000]
  const genuine = m.doubt === ''
  const reason = genuine ? undefined : (m.doubt as Doubt)
  return {
    start,
    steps,
    distance: m.decimetres / 10,
    mets: m.mets / 100,
    intensity,
    moving: 60,
    confidence: m.confidence / 1000,
    verdict: { start, genuine, score, reason, steps },
  }
}

export const segmentMessage = (s: OpenedSegment): activity.Segment.$Properties => ({
  side: SIDES.indexOf(s.side),
  seal: encodeSeal(s.seal),
  packets: [...s.packets],
})
/** @throws WIRE_MALFORMED */
export function segmentFrom(message: activity.Segment.$Properties): OpenedSegment {
  const { side, seal, packets } = present(message, 'segment')
  return {
    side: SIDES[side] ?? refuse('WIRE_MALFORMED', 'foot-unknown', { what: 'activity message' }),
    seal: decodeSeal(seal),
    packets,
  }
}
