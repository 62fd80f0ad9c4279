/**
 * Recordings of simulated shoes: what they sign while they are worn, as lines of JSON, and what the pipeline sees in
 * them.
 */

import { readFileSync } from 'node:fs'
import { ADULT, type Pathology, type Person } from '@hdms/device-sim/person.ts'
import { Random } from '@hdms/device-sim/random.ts'
import { newShoe, type Shoe } from '@hdms/device-sim/shoe.ts'
import { type Scene, type SceneKind, type TrueStep, wear } from '@hdms/device-sim/wear.ts'
import { bind, ShoeIntake } from '@hdms/flows/activity/intake.ts'
import { ActivityPipeline, interleaved, type JudgedMinute } from '@hdms/flows/activity/pipeline.ts'
import type { Stride } from '@hdms/health/gait/strides.ts'
import type { Bout } from '@hdms/health/gait/walk.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { base64, fromBase64 } from '@hdms/shared/bytes.ts'
import { decimalIn, readWhole } from '@hdms/shared/decimal.ts'
import type { Packet, Seal, Side } from '@hdms/shared/device/packet.ts'
import { decodeShoeCertificate, encodeShoeCertificate } from '@hdms/shared/device/shoe.ts'
import { fail } from '@hdms/shared/errors.ts'
import { type RefuseAs, refusingAs } from '@hdms/shared/reasons.ts'
import { type CliReasons, refuse } from './reasons.ts'

const KINDS: readonly SceneKind[] = [
  'walk',
  'run',
  'stairs-up',
  'stairs-down',
  'stand',
  'sit',
  'cycle',
  'drive',
  'hand',
  'shaker',
  'washing-machine',
  'rail',
]
const SIDES = ['left', 'right'] as const
const MAKER = 'O=Sandbox Shoes,C=KR'

export const wrong: RefuseAs<CliReasons, 'INPUT_INVALID', 'what'> = refusingAs(refuse, 'INPUT_INVALID', { what: 'shoes' })
export function numberOf(text: string, what: string, low: number, high: number): number {
  const value = decimalIn(text)
  return value !== undefined && value >= low && value <= high ? value : wrong('number-range', { field: what, least: low, most: high })
}

function scenesOf(list: string): Scene[] {
  return list.split(',').map((part) => {
    const [kind = '', seconds = '', speed] = part.trim().split(':')
    if (!KINDS.includes(kind as SceneKind)) wrong('unknown-scene', { scene: kind, scenes: KINDS.join(' ') })
    return {
      kind: kind as SceneKind,
      seconds: numberOf(seconds, 'seconds', 1, 86_400),
      ...(speed === undefined ? {} : { speed: numberOf(speed, 'speed', 0.1, 8) }),
    }
  })
}

const PATHOLOGIES: readonly Pathology[] = [
  'none',
  'parkinson',
  'hemiparesis',
  'antalgic',
  'ataxia',
  'elderly-fall-risk',
  'swing-through-crutches',
  'touch-down-crutches',
  'prosthesis',
  'rollator',
]
function personOf(list: string): Person {
  let person: Person = ADULT
  const ranges: Readonly<Record<string, readonly [number, number]>> = {
    age: [5, 110],
    height: [0.8, 2.4],
    weight: [15, 250],
    asymmetry: [-0.3, 0.3],
  }
  for (const part of list.split(',').filter(Boolean)) {
    const [key = '', value = ''] = part.trim().split('=')
    const range = ranges[key]
    if (range) person = { ...person, [key]: numberOf(value, key, ...range) }
    else if (key === 'pathology' && PATHOLOGIES.includes(value as Pathology)) person = { ...person, pathology: value as Pathology }
    else wrong('unknown-part', { part })
  }
  return person
}

/** Lines of a recording, JSON each. */
type Line =
  | { readonly shoe: Side; readonly certificate: string; readonly makerKey: string; readonly pairing: Pairing; readonly rate: number }
  | { readonly packet: string; readonly side: Side }
  | { readonly seal: Readonly<Record<keyof Seal, string | number>>; readonly side: Side }
  | { readonly truth: readonly TrueStep[] }
interface Pairing {
  readonly challenge: string
  readonly owner: string
  readonly binding: number
  readonly counter: number
  readonly head: string
  readonly signature: string
}

/** How simulated shoes are worn: scenes and person as typed, rate in Hz. */
export interface WearArgs {
  readonly scenes: string
  readonly person: string
  readonly seed: number
  readonly rate: number
  readonly only: Side | undefined
  readonly swapped: boolean
}

/** Hands over a line with its time, s since the beginning. */
type Tell = (line: Line, t: number) => void | Promise<void>

async function pairedShoes({ rate }: WearArgs, start: number, tell: Tell): Promise<Record<Side, Shoe>> {
  const crypto = nativeCrypto()
  const seed = crypto.random(32)
  const makerKey = base64(await crypto.publicKey(seed))
  const owner = crypto.random(32)
  const made = async (side: Side): Promise<Shoe> => {
    const notAfter = start + 5 * 365 * 86_400_000
    const shoe = await newShoe(crypto, { name: MAKER, seed }, side, { model: 'Sandbox One', algorithm: 'p256', rate, notAfter })
    const p = await shoe.pair(crypto.random(32), owner)
    const pairing = {
      challenge: base64(p.challenge),
      owner: base64(owner),
      binding: p.binding,
      counter: p.counter,
      head: base64(p.head),
      signature: base64(p.signature),
    }
    await tell({ shoe: side, certificate: base64(encodeShoeCertificate(shoe.certificate)), makerKey, pairing, rate }, 0)
    return shoe
  }
  return { left: await made('left'), right: await made('right') }
}

async function handOver(shoes: Record<Side, Shoe>, t: number, tell: Tell): Promise<void> {
  for (const side of SIDES) {
    const { packets, seals } = await shoes[side].handOver()
    for (const packet of packets) await tell({ packet: base64(packet), side }, t)
    for (const { boot, counter, head, owner, binding, signature } of seals) {
      const seal = { boot: base64(boot), counter, head: base64(head), owner: base64(owner), binding, signature: base64(signature) }
      await tell({ seal, side }, t)
    }
    shoes[side].acknowledge(Number.MAX_SAFE_INTEGER)
  }
}

/** Wears the shoes and tells each line as it comes. */
export async function worn(args: WearArgs, tell: Tell): Promise<void> {
  const { rate } = args
  const start = Math.floor(Date.now() / 60_000) * 60_000
  const shoes = await pairedShoes(args, start, tell)
  const truth: TrueStep[] = []
  // Scene by scene, so that what is held stays small.
  let offset = 0
  for (const [i, scene] of scenesOf(args.scenes).entries()) {
    const samples: { side: Side; t: number; counts: Int16Array }[] = []
    const o = { person: personOf(args.person), scenes: [scene], random: new Random(args.seed).fork(i), rate, swapped: args.swapped }
    const told = wear({ ...o, ...(args.only ? { only: args.only } : {}) }, (side, t, counts) => {
      samples.push({ side, t, counts: counts.slice() })
    })
    truth.push(...told.flatMap((s) => s.steps.map((step) => ({ ...step, off: step.off + offset, strike: step.strike + offset }))))
    let next = 1
    for (const { side, t, counts } of samples) {
      if (t >= next) {
        await handOver(shoes, offset + next, tell)
        next++
      }
      await shoes[side].sample((start + offset * 1000) * 1000 + Math.round(t * 1e6), counts)
    }
    offset += scene.seconds
    await handOver(shoes, offset, tell)
  }
  await tell({ truth }, offset)
}

/** What a recording shows: everything that the pipeline made of it, and the steps truly taken where it tells them. */
export interface Seen {
  readonly bouts: Bout[]
  readonly minutes: JudgedMinute[]
  readonly strides: Stride[]
  readonly packets: readonly Packet[]
  readonly trueSteps: number | undefined
}

function linesOf(path: string): Line[] {
  try {
    return readFileSync(path, 'utf8')
      .trim()
      .split('\n')
      .map((l) => JSON.parse(l) as Line)
  } catch (error) {
    return wrong('no-recording', { path, detail: (error as Error).message.slice(0, 80) })
  }
}

async function intakeOf(line: Extract<Line, { certificate: string }>): Promise<ShoeIntake> {
  const crypto = nativeCrypto()
  const key = fromBase64(line.makerKey)
  const makers = (name: string) => (name === MAKER ? { key, revoked: false } : undefined)
  const { challenge, owner, head, signature, binding, counter } = line.pairing
  const pairing = {
    certificate: decodeShoeCertificate(fromBase64(line.certificate)),
    side: line.shoe,
    challenge: fromBase64(challenge),
    owner: fromBase64(owner),
    binding,
    counter,
    head: fromBase64(head),
    signature: fromBase64(signature),
  }
  return new ShoeIntake(crypto, makers, Date.now, await bind(crypto, makers, Date.now(), pairing))
}

function sealOf({ boot, counter, head, owner, binding, signature }: Extract<Line, { seal: unknown }>['seal']): Seal {
  const bytes = (v: string | number): Uint8Array => fromBase64(String(v))
  return {
    boot: bytes(boot),
    counter: readWhole(counter, 'counter'),
    head: bytes(head),
    owner: bytes(owner),
    binding: readWhole(binding, 'binding'),
    signature: bytes(signature),
  }
}

/** Checks a recording as a phone would, and walks through it. @throws SHOE_REFUSED, INPUT_INVALID */
export async function replayed(path: string): Promise<Seen> {
  const intakes = new Map<Side, ShoeIntake>()
  const taken: Record<Side, Packet[]> = { left: [], right: [] }
  let rate = 100
  let trueSteps: number | undefined
  for (const line of linesOf(path)) {
    if ('truth' in line) trueSteps = line.truth.length
    else if ('shoe' in line) {
      rate = line.rate
      intakes.set(line.shoe, await intakeOf(line))
    } else if ('packet' in line) {
      const why = intakes.get(line.side)?.receive(fromBase64(line.packet))
      if (why && why !== 'replay') fail('SHOE_REFUSED', { why })
    } else {
      for (const { packet } of (await intakes.get(line.side)?.sealed(sealOf(line.seal))) ?? []) taken[line.side].push(packet)
    }
  }
  if (intakes.size === 0) wrong('no-shoes', { path })
  const bouts: Bout[] = []
  const minutes: JudgedMinute[] = []
  const strides: Stride[] = []
  const pipeline = new ActivityPipeline(rate, {
    bout: (b) => bouts.push(b),
    minute: (m) => minutes.push(m),
    stride: (s) => strides.push(s),
  })
  const packets = interleaved(taken.left, taken.right)
  for (const p of packets) pipeline.take(p)
  pipeline.end()
  return { bouts, minutes, strides, packets, trueSteps }
}
