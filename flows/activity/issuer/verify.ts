/** Looking at what shoes signed: the issuer draws minutes after the claim is made, has them shown, and makes the same of them as the phone should have. */
import { hex } from '@hdms/shared/bytes.ts'
import type { Packet } from '@hdms/shared/device/packet.ts'
import { DAY } from '@hdms/shared/time.ts'
import type { Flow, Session } from '../../engine/types.ts'
import { checkSegment, minutesOf, overlaps } from '../evidence.ts'
import type { JudgedMinute, Known } from '../pipeline.ts'
import { type activity, present, segmentFrom, toIssuer, toPerson } from '../wire.ts'
import type { Claim, MintCtx, MintServices } from './claimed.ts'

/** How long the phone may take to show what is asked for. */
const WAIT = 2 * DAY

/** Whether a minute that was recomputed is the one that was claimed; edges of what was shown leave a little open. */
const fits = (claimed: JudgedMinute, seen: JudgedMinute): boolean =>
  seen.verdict.genuine && Math.abs(seen.steps - claimed.steps) <= 4 + 0.1 * claimed.steps && seen.mets > claimed.mets - 0.5

/**
 * Draws minutes, has them shown, and makes the same of them as the phone should have. When one does not fit, all are looked at, now and for a month.
 * @returns what was seen of the minutes that were looked at; undefined where nothing was shown
 */
export function* verifyMinutes(
  ctx: MintCtx,
  session: Session,
  claim: Claim,
  starts: readonly number[],
  few: number,
): Flow<Map<number, JudgedMinute | undefined>> {
  const [person] = claim.whose as [string]
  const now = yield* ctx.now()
  const drawn = yield* draw(ctx, starts, few)
  const seen = yield* look(ctx, session, claim, drawn)
  const wrong = drawn.some((start) => {
    const [claimed, shown] = [claim.minutes.find((m) => m.start === start), seen.get(start)]
    return !claimed || !shown || !fits(claimed, shown)
  })
  if (!wrong) {
    // What fits is paid as it was claimed.
    for (const start of drawn)
      seen.set(
        start,
        claim.minutes.find((m) => m.start === start),
      )
    return seen
  }
  yield* ctx.tx('distrust', (changes, { claims }) => {
    claims.distrust(changes, person, now)
    return null
  })
  const rest = starts.filter((s) => !drawn.includes(s))
  for (const [start, minute] of yield* look(ctx, session, claim, rest)) seen.set(start, minute)
  return seen
}

function* draw(ctx: MintCtx, starts: readonly number[], count: number): Flow<number[]> {
  const left = [...starts]
  const drawn: number[] = []
  const bytes = yield* ctx.random(4 * count)
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  for (let i = 0; i < count && left.length > 0; i++) drawn.push(...left.splice(view.getUint32(4 * i) % left.length, 1))
  return drawn.sort((a, b) => a - b)
}

/** Has minutes shown. @returns the pipeline's own view of each; undefined where nothing good was shown */
export function* look(
  ctx: MintCtx,
  session: Session,
  claim: Claim,
  starts: readonly number[],
): Flow<Map<number, JudgedMinute | undefined>> {
  const seen = new Map<number, JudgedMinute | undefined>(starts.map((s) => [s, undefined]))
  if (starts.length === 0) return seen
  const [person] = claim.whose as [string]
  yield* ctx.send(session, toPerson, { challenge: { minutes: starts.map((s) => s / 60) } })
  let more = true
  // At most one stretch of time a minute: nobody keeps the issuer looking for ever.
  for (let stretch = 0; more && stretch < starts.length; stretch++) {
    const shown = present((yield* ctx.receive(session, toIssuer, { timeout: WAIT })).shown, 'packets')
    more = shown.more
    const found = yield* ctx.crypto('look at what was shown', async (services) => {
      const minutes = await services.claims.beside(person, (feet) => recompute(services, claim, shown.segments, feet))
      return starts.flatMap((start) => {
        const m = minutes.get(start)
        return m ? [{ ...m, verdict: { ...m.verdict, reason: m.verdict.reason ?? null } }] : []
      })
    })
    yield* ctx.tx('remember how they walk', (changes, { claims }) => {
      claims.remember(changes, person, claim.day)
      return null
    })
    for (const m of found) seen.set(m.start, { ...m, verdict: { ...m.verdict, reason: m.verdict.reason ?? undefined } })
  }
  return seen
}

/** Packets that the claimed shoes signed for this person, of segments of which the day entry binds at least one each minute. */
async function recompute(
  services: MintServices,
  claim: Claim,
  segments: readonly activity.Segment.$Properties[],
  walked: NonNullable<Known['walked']>,
): Promise<Map<number, JudgedMinute>> {
  const roots = new Set(claim.segments.map(hex))
  const packets: Packet[] = []
  const bound: { readonly start: number; readonly end: number }[] = []
  for (const opened of segments.map(segmentFrom)) {
    for (const certificate of claim.certificates) {
      try {
        const good = await checkSegment(services.crypto, certificate, claim.person, opened)
        packets.push(...good.packets)
        if (roots.has(hex(good.segment.root))) bound.push(good.segment)
        break
      } catch {
        // Not of this shoe; what is of none is as good as not shown.
      }
    }
  }
  const minutes = minutesOf(packets, { walked, ...(claim.aid ? { body: { aid: claim.aid } } : {}) })
  for (const start of minutes.keys()) if (!bound.some((s) => overlaps(s, start, start + 60))) minutes.delete(start)
  return minutes
}
