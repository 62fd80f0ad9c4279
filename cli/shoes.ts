/** `hdms shoes`: a simulated pair of shoes that streams, records and is replayed, and plots of what the pipeline sees. */

import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { ADULT, type Pathology, type Person } from '@hdms/device-sim/person.ts'
import { Random } from '@hdms/device-sim/random.ts'
import { newShoe, type Shoe } from '@hdms/device-sim/shoe.ts'
import { type Scene, type SceneKind, type TrueStep, wear } from '@hdms/device-sim/wear.ts'
import { bind, ShoeIntake } from '@hdms/flows/activity/intake.ts'
import { ActivityPipeline, interleaved, type JudgedMinute } from '@hdms/flows/activity/pipeline.ts'
import type { Stride } from '@hdms/health/gait/strides.ts'
import type { Bout } from '@hdms/health/gait/walk.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { table } from '@hdms/platform/node/table.ts'
import { base64, fromBase64 } from '@hdms/shared/bytes.ts'
import { decimalIn, readWhole } from '@hdms/shared/decimal.ts'
import type { Packet, Seal, Side } from '@hdms/shared/device/packet.ts'
import { decodeShoeCertificate, encodeShoeCertificate } from '@hdms/shared/device/shoe.ts'
import { fail } from '@hdms/shared/errors.ts'
import { pathPlot, pressurePlot, trendPlot } from './plots.ts'

export const SHOES_HELP = `hdms shoes COMMAND [options]

  record FILE            lets a simulated person wear simulated shoes, and keeps what the shoes sign
  stream                 the same, as lines of JSON while it happens
  replay FILE            checks a recording packet by packet, and says what was walked
  plot FILE path|pressure|trend     an SVG on the standard output

  --scenes LIST          kind:seconds[:speed], …   default: stand:10,walk:120:1.3,run:60:2.6,sit:60,hand:60
                         walk run stairs-up stairs-down stand sit cycle drive hand shaker washing-machine rail
  --person LIST          age=…,height=…,weight=…,pathology=parkinson|hemiparesis|antalgic|ataxia|prosthesis|
                         rollator|touch-down-crutches|swing-through-crutches,asymmetry=…
  --seed N               of the simulation (keys are always new)
  --rate HZ              default 100
  --only left|right      one shoe alone
  --swapped              the left shoe on the right foot
  --fast                 stream without waiting
  --json
`

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

const wrong = (why: string): never => fail('INPUT_INVALID', { what: 'shoes', why })
function numberOf(text: string, what: string, low: number, high: number): number {
  const value = decimalIn(text)
  return value !== undefined && value >= low && value <= high ? value : wrong(`${what} must be a number from ${low} to ${high}`)
}

function scenesOf(list: string): Scene[] {
  return list.split(',').map((part) => {
    const [kind = '', seconds = '', speed] = part.trim().split(':')
    if (!KINDS.includes(kind as SceneKind)) wrong(`unknown scene "${kind}"; one of ${KINDS.join(' ')}`)
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
  const person: Record<string, unknown> = { ...ADULT }
  const ranges: Readonly<Record<string, readonly [number, number]>> = {
    age: [5, 110],
    height: [0.8, 2.4],
    weight: [15, 250],
    asymmetry: [-0.3, 0.3],
  }
  for (const part of list.split(',').filter(Boolean)) {
    const [key = '', value = ''] = part.trim().split('=')
    const range = ranges[key]
    if (range) person[key] = numberOf(value, key, ...range)
    else if (key === 'pathology' && PATHOLOGIES.includes(value as Pathology)) person[key] = value
    else wrong(`unknown "${part}" in --person`)
  }
  return person as unknown as Person
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

interface WearArgs {
  readonly scenes: string
  readonly person: string
  readonly seed: number
  readonly rate: number
  readonly only: Side | undefined
  readonly swapped: boolean
}

/** Wears the shoes and tells each line as it comes, with its time in s since the beginning. */
async function worn(args: WearArgs, tell: (line: Line, t: number) => void | Promise<void>): Promise<void> {
  const crypto = nativeCrypto()
  const { rate } = args
  const seed = crypto.random(32)
  const makerKey = base64(await crypto.publicKey(seed))
  const owner = crypto.random(32)
  const start = Math.floor(Date.now() / 60_000) * 60_000
  const shoes = {} as Record<Side, Shoe>
  for (const side of SIDES) {
    const notAfter = start + 5 * 365 * 86_400_000
    const shoe = await newShoe(crypto, { name: MAKER, seed }, side, { model: 'Sandbox One', algorithm: 'p256', rate, notAfter })
    shoes[side] = shoe
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
  }
  const flush = async (t: number): Promise<void> => {
    for (const side of SIDES) {
      const { packets, seals } = await shoes[side].handOver()
      for (const packet of packets) await tell({ packet: base64(packet), side }, t)
      for (const { boot, counter, head, owner: o, binding, signature } of seals)
        await tell(
          { seal: { boot: base64(boot), counter, head: base64(head), owner: base64(o), binding, signature: base64(signature) }, side },
          t,
        )
      shoes[side].acknowledge(Number.MAX_SAFE_INTEGER)
    }
  }
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
        await flush(offset + next)
        next++
      }
      await shoes[side].sample((start + offset * 1000) * 1000 + Math.round(t * 1e6), counts)
    }
    offset += scene.seconds
    await flush(offset)
  }
  await tell({ truth }, offset)
}

interface Seen {
  readonly bouts: Bout[]
  readonly minutes: JudgedMinute[]
  readonly strides: Stride[]
  readonly packets: readonly Packet[]
  readonly trueSteps: number | undefined
}

/** Checks a recording as a phone would, and walks through it. @throws SHOE_REFUSED, INPUT_INVALID */
async function replayed(path: string): Promise<Seen> {
  const crypto = nativeCrypto()
  let lines: Line[]
  try {
    lines = readFileSync(path, 'utf8')
      .trim()
      .split('\n')
      .map((l) => JSON.parse(l) as Line)
  } catch (error) {
    return wrong(`${path} cannot be read as a recording (${(error as Error).message.slice(0, 80)})`)
  }
  const intakes = new Map<Side, ShoeIntake>()
  const taken: Record<Side, Packet[]> = { left: [], right: [] }
  let rate = 100
  let trueSteps: number | undefined
  for (const line of lines) {
    if ('truth' in line) trueSteps = line.truth.length
    else if ('shoe' in line) {
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
      rate = line.rate
      intakes.set(line.shoe, new ShoeIntake(crypto, makers, Date.now, await bind(crypto, makers, Date.now(), pairing)))
    } else if ('packet' in line) {
      const why = intakes.get(line.side)?.receive(fromBase64(line.packet))
      if (why && why !== 'replay') fail('SHOE_REFUSED', { why })
    } else {
      const { boot, counter, head, owner, binding, signature } = line.seal
      const bytes = (v: string | number): Uint8Array => fromBase64(String(v))
      const seal = {
        boot: bytes(boot),
        counter: readWhole(counter, 'counter'),
        head: bytes(head),
        owner: bytes(owner),
        binding: readWhole(binding, 'binding'),
        signature: bytes(signature),
      }
      for (const { packet } of (await intakes.get(line.side)?.sealed(seal)) ?? []) taken[line.side].push(packet)
    }
  }
  if (intakes.size === 0) wrong(`${path} holds no shoes`)
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

const clock = (t: number): string => new Date(t * 1000).toISOString().slice(11, 19)
const REASONS: Readonly<Record<string, string>> = {
  'one-shoe': 'one shoe alone moved',
  'no-weight': 'nobody’s weight was on the soles',
  'not-alternating': 'the shoes did not take turns',
  'two-people': 'the shoes were not walked by one person',
  machine: 'steadier than any person walks',
  'no-footfall': 'the foot did not come to rest as on the ground',
  'too-few': 'too few steps',
}

/** @returns the exit code */
export async function shoes(argv: readonly string[], out: (text: string) => void): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      scenes: { type: 'string', default: 'stand:10,walk:120:1.3,run:60:2.6,sit:60,hand:60' },
      person: { type: 'string', default: '' },
      seed: { type: 'string', default: '1' },
      rate: { type: 'string', default: '100' },
      only: { type: 'string' },
      swapped: { type: 'boolean', default: false },
      fast: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean' },
    },
  })
  const [command, file, kind] = positionals
  if (values.help || !command) {
    out(SHOES_HELP)
    return values.help ? 0 : 2
  }
  if (values.only !== undefined && values.only !== 'left' && values.only !== 'right') wrong('--only is left or right')
  const args: WearArgs = {
    scenes: values.scenes,
    person: values.person,
    seed: numberOf(values.seed, 'seed', 0, 2 ** 32),
    rate: numberOf(values.rate, 'rate', 25, 400),
    only: values.only as Side | undefined,
    swapped: values.swapped,
  }
  if (command === 'record') {
    const lines: string[] = []
    await worn(args, (line) => void lines.push(JSON.stringify(line)))
    writeFileSync(file ?? wrong('name the file to record to'), `${lines.join('\n')}\n`)
    out(`${lines.filter((l) => l.startsWith('{"packet"')).length} signed packets in ${file}`)
    return 0
  }
  if (command === 'stream') {
    const began = Date.now()
    await worn(args, async (line, t) => {
      const wait = began + t * 1000 - Date.now()
      if (!values.fast && wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
      out(JSON.stringify(line))
    })
    return 0
  }
  if (command !== 'replay' && command !== 'plot') {
    out(SHOES_HELP)
    return 2
  }
  const seen = await replayed(file ?? wrong('name the recording'))
  if (command === 'plot') {
    const plots = { path: () => pathPlot(seen.packets), pressure: () => pressurePlot(seen.packets), trend: () => trendPlot(seen.minutes) }
    const plot = plots[kind as keyof typeof plots] ?? wrong('the plot is path, pressure or trend')
    out(plot())
    return 0
  }
  if (values.json) {
    const { bouts, minutes, strides, trueSteps } = seen
    out(JSON.stringify({ steps: strides.length, trueSteps, bouts, minutes }))
    return 0
  }
  const round = (v: number | undefined, digits: number): string => (v === undefined ? '–' : v.toFixed(digits))
  out(
    `${seen.packets.length} packets, every one signed for. ${seen.strides.length} steps seen${seen.trueSteps === undefined ? '' : `, ${seen.trueSteps} taken`}.\n`,
  )
  out(
    table(
      seen.bouts.map((b) => ({
        from: clock(b.start),
        to: clock(b.end),
        kind: b.kind,
        steps: b.steps,
        metres: round(b.distance, 0),
        'm/s': round(b.speed, 2),
        'steps/min': round(b.cadence, 0),
        'double support %': round(b.doubleSupport && b.doubleSupport * 100, 0),
        'asymmetry %': round(b.asymmetry, 1),
        'variability %': round(b.variability, 1),
        METs: round(b.mets, 1),
      })),
      ['from', 'to', 'kind', 'steps', 'metres', 'm/s', 'steps/min', 'double support %', 'asymmetry %', 'variability %', 'METs'],
    ),
  )
  out('')
  out(
    table(
      seen.minutes.map((m) => ({
        minute: clock(m.start).slice(0, 5),
        steps: m.steps,
        intensity: m.intensity,
        verified: m.verdict.genuine ? 'yes' : 'no',
        why: m.verdict.reason ? REASONS[m.verdict.reason] : '',
      })),
      ['minute', 'steps', 'intensity', 'verified', 'why'],
    ),
  )
  return 0
}
