/**
 * The first figure of the paper, told while it really happens: 21 steps between a person, a hospital, its HIS and a
 * notary.
 */
import type { Ask } from '@hdms/flows/engine/engine.ts'
import { asHdmsError } from '@hdms/shared/errors.ts'
import { HOSPITAL, type NetworkFile } from '../network/launcher.ts'
import { BrowserPerson } from '../people/browser-person.ts'
import { call, demographics, Person, type PersonNode } from '../people/person.ts'
import { type Comparison, compare } from './compare.ts'
import { hospitalApi } from './hospital-api.ts'

export { hospitalApi } from './hospital-api.ts'

export interface StepLine {
  readonly scenario: 'treatment'
  readonly step: number
  readonly from: string
  readonly to: string
  readonly what: string
  /** Since the step before. */
  readonly ms: number
  readonly ok: boolean
}

export interface TreatmentOptions {
  readonly network: NetworkFile
  /** FHIR R4 bundle of one patient. */
  readonly bundle: string
  readonly onStep: (line: StepLine) => void
  readonly note: (text: string) => void
  /** Why the person comes. */
  readonly reason?: string
  /** The person's node runs in Chromium, and they decide by clicking. */
  readonly browser?: boolean
  /** Decides what the person is asked. */
  readonly decide: (ask: Ask) => Promise<{ approved: boolean; reason?: string }>
}
export interface TreatmentOutcome {
  readonly steps: readonly StepLine[]
  readonly comparison: Comparison
  readonly dealing: string
  /** From step 1 to final on both sides. */
  readonly totalMs: number
}

/** Who speaks to whom in each of the 21 steps. */
const PARTIES: Readonly<Record<number, readonly [string, string]>> = {
  1: ['person', 'network map'],
  2: ['person', 'person'],
  3: ['person', 'hospital'],
  4: ['hospital', 'hospital'],
  5: ['hospital', 'HIS'],
  6: ['HIS', 'hospital'],
  7: ['hospital', 'hospital'],
  8: ['hospital', 'hospital'],
  9: ['hospital', 'notary'],
  10: ['hospital', 'person'],
  11: ['HIS', 'person'],
  12: ['person', 'hospital'],
  13: ['hospital', 'hospital'],
  14: ['hospital', 'HIS'],
  15: ['hospital', 'hospital'],
  16: ['hospital', 'hospital'],
  17: ['hospital', 'hospital'],
  18: ['hospital', 'person'],
  19: ['person', 'person'],
  20: ['person', 'hospital'],
  21: ['hospital', 'notary'],
}

interface Line {
  readonly step: number
  readonly what: string
  readonly at: number
}

export type DeskCard = ReturnType<typeof demographics> & { readonly code: string }

/** The desk registers a person: what they get to say at the hospital, and what the hospital knows them by. */
export async function register(network: NetworkFile, bundle: string): Promise<{ desk: DeskCard; patientId: string }> {
  const who = demographics(bundle)
  const { code, patientId } = await call<{ code: string; patientId: string }>(
    { base: `http://127.0.0.1:${network.ports.his}` },
    'POST',
    '/desk',
    who,
  )
  return { desk: { ...who, code }, patientId }
}

/** Registers the person at the desk and gives them a node as a process. */
export async function admit(network: NetworkFile, bundle: string): Promise<{ person: Person; desk: DeskCard }> {
  const { desk, patientId } = await register(network, bundle)
  return { person: await Person.create(network, patientId), desk }
}

export async function runTreatment(o: TreatmentOptions): Promise<TreatmentOutcome> {
  o.note(`the person registers at the hospital's desk, is invited, and starts a node of their own${o.browser ? ' in a browser' : ''}`)
  const { desk, patientId } = await register(o.network, o.bundle)
  const person: PersonNode = o.browser ? await BrowserPerson.create(o.network, patientId) : await Person.create(o.network, patientId)
  try {
    const { kinds } = await person.post<{ kinds: Record<string, number> }>('/import', o.bundle)
    o.note(
      `imported as self-reported: ${Object.entries(kinds)
        .map(([k, n]) => `${n} ${k}`)
        .join(', ')}`,
    )
    return await treat(o, person, desk, o.reason)
  } finally {
    await person.off()
  }
}

/** The 21 steps for a person who is admitted and has records. */
export async function treat(
  o: Omit<TreatmentOptions, 'bundle'>,
  person: PersonNode,
  desk: object,
  reason = 'headache and dizziness for two weeks',
): Promise<TreatmentOutcome> {
  const abort = { done: false }
  void answerQuestions(person, o.decide, abort)
  try {
    const { flow, dealing } = await person.post<{ flow: string; dealing: string }>('/treatments', { hospital: HOSPITAL, desk, reason })
    const steps = await follow(o, person, dealing, flow)
    const comparison = await compare(o.network, person, dealing)
    const totalMs = steps.lines.length > 0 ? Math.max(...steps.lines.map((l) => l.at)) - Math.min(...steps.lines.map((l) => l.at)) : 0
    return { steps: steps.told, comparison, dealing, totalMs }
  } finally {
    abort.done = true
  }
}

async function answerQuestions(person: PersonNode, decide: TreatmentOptions['decide'], abort: { done: boolean }): Promise<void> {
  while (!abort.done) {
    try {
      const { asks } = await person.get<{ asks: Ask[] }>('/asks?wait=1')
      // What is asked after the end is another matter.
      for (const ask of abort.done ? [] : asks) await person.post('/answers', { id: ask.id, ...(await decide(ask)) })
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  }
}

/** Tells each step when its side says that it is done, until all 21 are or the flow ended without them. */
async function follow(
  o: Pick<TreatmentOptions, 'network' | 'onStep'>,
  person: PersonNode,
  dealing: string,
  flow: string,
): Promise<{ told: StepLine[]; lines: Line[] }> {
  const lines = new Map<number, Line>()
  const all: Line[] = []
  let over = false
  // A node that is restarted meanwhile is asked again.
  const outcome = async (): Promise<void> => {
    for (;;) {
      try {
        await person.get(`/results/${flow}`)
        return
      } catch (error) {
        if (asHdmsError(error).fault !== 'unavailable' || abandoned) {
          over = true
          failure = error
          return
        }
        await new Promise((resolve) => setTimeout(resolve, 200))
      }
    }
  }
  let abandoned = false
  const ended = outcome()
  let failure: unknown
  const hospital = hospitalApi(o.network)
  const read = async (get: (after: number) => Promise<{ lines: Line[] }>): Promise<void> => {
    for (let after = 0; lines.size < 21 && !over; ) {
      try {
        const { lines: more } = await get(after)
        after += more.length
        for (const line of more) {
          all.push(line)
          // A step that two sides report (sent, received) is done when the later one is.
          lines.set(line.step, line)
        }
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 200))
      }
    }
  }
  const sides = [
    read((after) => person.get(`/progress/${dealing}?after=${after}`)),
    read((after) => call(hospital, 'GET', `/progress/${dealing}?after=${after}`)),
  ]
  const told: StepLine[] = []
  const teller = (async () => {
    let last: number | undefined
    for (let step = 1; step <= 21; ) {
      const line = lines.get(step)
      if (line) {
        const [from, to] = PARTIES[step] as [string, string]
        const entry: StepLine = {
          scenario: 'treatment',
          step,
          from,
          to,
          what: line.what,
          ms: Math.max(0, line.at - (last ?? line.at)),
          ok: true,
        }
        last = line.at
        told.push(entry)
        o.onStep(entry)
        step++
      } else if (over) break
      else await new Promise((resolve) => setTimeout(resolve, 5))
    }
  })()
  await Promise.race([teller, ended.then(() => (over ? teller : new Promise(() => {})))])
  over = true
  // After the last step the person's own ending is still waited for, whatever befalls their node.
  abandoned = told.length < 21
  void Promise.allSettled(sides)
  if (told.length < 21) throw failure
  await ended
  return { told, lines: all }
}
