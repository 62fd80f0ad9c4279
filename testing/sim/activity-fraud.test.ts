/** A phone with changed software against a real issuer: one walk, brought in every way that it might be paid twice (acceptance N34, N35). */
import { claimDay } from '@hdms/flows/activity/claim.ts'
import { ACTIVITY, encodeDay } from '@hdms/flows/activity/contract.ts'
import { payActivity } from '@hdms/flows/activity/issuer/mint.ts'
import { PIPELINE } from '@hdms/flows/activity/pipeline.ts'
import { dayNumber, pipelineHash } from '@hdms/flows/activity/record.ts'
import { RULE_1, ruleHash } from '@hdms/flows/activity/reward.ts'
import { minuteMessage, present, segmentMessage, toIssuer, toPerson } from '@hdms/flows/activity/wire.ts'
import { checkTransaction, commit, dummyInput, giveOutOwner, notaryOf, record, type Spending, transact } from '@hdms/flows/core/finality.ts'
import type { FlowContext, FlowDefinition } from '@hdms/flows/engine/context.ts'
import type { Flow } from '@hdms/flows/engine/types.ts'
import { TOKEN } from '@hdms/flows/token/contract.ts'
import { mintingOf, mintLock, mintSeed, packetsOf } from '@hdms/flows/token/minting.ts'
import type { PersonServices } from '@hdms/node/personal/profile.ts'
import { fail } from '@hdms/shared/errors.ts'
import { DAY } from '@hdms/shared/time.ts'
import { expect, test } from 'vitest'
import { NOTARY, network, paid, recorded, run, there, walked } from '../support/activity.ts'
import type { MockNetwork } from '../support/mock-network.ts'
import { behind } from '../support/one-engine.ts'

interface Fraud {
  /** Honest entry whose minutes are brought once more. */
  readonly entry: string
  /** Days that the walk is said to be later. */
  readonly later: number
  /** Whether the segments are named the other way round. */
  readonly turned: boolean
  /** Commits the issue by itself, with the key that the segments give, and says nothing more. */
  readonly alone: boolean
  readonly [key: string]: string | number | boolean
}
type Ctx = FlowContext<PersonServices>

/** The same segments in another order are another activity, and so another dummy input. */
const rootsOf = (ctx: Ctx, { entry, turned }: Fraud): Uint8Array[] => {
  const { activity } = behind(ctx)
  const roots = activity.signed.rootsOf(activity.days.entry(entry).entry.segments)
  return turned ? roots.reverse() : roots
}

/** Puts the walk on the ledger as that of another day, or once more for the same. */
function* recordAgain(ctx: Ctx, fraud: Fraud) {
  const services = behind(ctx)
  const { day, entry } = services.activity.days.entry(fraud.entry)
  const owner = yield* giveOutOwner(ctx, ACTIVITY, ctx.id, 30)
  const index = yield* ctx.random(16)
  const state = encodeDay({
    person: services.identity.key,
    day: dayNumber(day.date) + fraud.later,
    measures: new Uint8Array(32).fill(7),
    packets: packetsOf(mintingOf(rootsOf(ctx, fraud))),
    pipeline: pipelineHash(PIPELINE),
    purpose: services.activity.programme?.purpose ?? 'own',
    revision: 1,
  })
  const made = yield* transact(ctx, {
    label: 'Record',
    dealing: ctx.id,
    notary: NOTARY,
    spending: () => dummyInput(services, index),
    draft: async () => ({
      inputs: [{ input: (await dummyInput(services, index)).input, contract: '' }],
      outputs: [{ output: { contract: ACTIVITY, state }, owner }],
      commands: [{ contract: ACTIVITY, name: 'Record', data: new Uint8Array(0) }],
      signers: [services.identity.key],
      submitter: services.identity.key,
    }),
  })
  return { made, minutes: day.minutes.filter((m) => entry.minutes.includes(m.start)), segments: entry.segments }
}

/** As *activity.claim* speaks. @returns units that the issuer decides on */
const claimAgain: FlowDefinition<PersonServices, Fraud, number> = {
  name: claimDay.name,
  version: 1,
  *run(ctx, fraud): Flow<number> {
    const services = behind(ctx)
    const { activity, wallet } = services
    const roots = rootsOf(ctx, fraud)
    const { made, minutes, segments } = yield* recordAgain(ctx, fraud)
    const session = yield* ctx.open(wallet.issuer, payActivity.name, 1)
    const owner = yield* giveOutOwner(ctx, TOKEN, session.id, 30)
    yield* ctx.send(session, toIssuer, {
      claim: {
        ...{ transaction: made.transaction, answer: made.answer, signature: made.signature, rule: ruleHash(RULE_1), owner },
        certificates: activity.shoes.certificates(activity.signed.shoesOf(segments)),
        minutes: minutes.map((m) => minuteMessage(m)),
        segments: roots,
      },
    })
    for (;;) {
      const message = yield* ctx.receive(session, toPerson, { timeout: 3 * DAY })
      if (message.challenge) {
        const stretches = activity.signed.stretches((message.challenge.minutes ?? []).map((m) => m * 60))
        for (const [i, names] of stretches.entries()) {
          const shown = yield* ctx.crypto('open', async () =>
            (await activity.signed.opened(names)).map((s) => {
              const { side = 0, seal, packets } = segmentMessage(s)
              return { side: side ?? 0, seal: seal ?? new Uint8Array(0), packets: packets ?? [] }
            }),
          )
          const shownSegments = shown.map((s) => ({ ...s, packets: [...s.packets] }))
          yield* ctx.send(session, toIssuer, { shown: { segments: shownSegments, more: i < stretches.length - 1 } })
        }
        continue
      }
      const decision = present(message.decision, 'decision')
      const units = decision.minutes.reduce((n, m) => n + present(m, 'minute').units, 0)
      if (units === 0) return 0
      const { transaction } = yield* ctx.crypto('check', async () => {
        const checked = await checkTransaction(services, decision.transaction, [decision.signature])
        return { transaction: checked.transaction }
      })
      const notary = notaryOf(services, transaction)
      yield* record(ctx, session.id, notary, transaction, [decision.signature])
      if (!fraud.alone) {
        yield* ctx.send(session, toIssuer, { recorded: {} })
        yield* ctx.receive(session, toPerson, { timeout: DAY })
        return units
      }
      const lock = mintLock(mintingOf(roots), 0)
      const spending = async (): Promise<Spending> => ({
        input: { ref: null, lock: lock.lock, nk: lock.nk },
        own: { lock, seed: mintSeed(roots, 0) },
      })
      return (yield* commit(ctx, notary, transaction, spending)) ? units : 0
    }
  },
}

/** Runs it in the place of the phone's own claim. */
async function defraud(net: MockNetwork, frauds: readonly Fraud[]): Promise<(number | string)[]> {
  const honest = claimDay.run
  Object.assign(claimDay, { run: claimAgain.run })
  const started = frauds.map((fraud) => run(net, 'person', claimAgain, fraud))
  const ended = started.map((work) => work.catch((error: { code?: string }) => error.code ?? String(error)))
  try {
    return await Promise.all(ended)
  } finally {
    Object.assign(claimDay, { run: honest })
  }
}

/** Units that the issuer vouches for, by its books and by the ledger. */
function issued(net: MockNetwork): number {
  const { services, vault } = net.issuer ?? fail('BUG', { what: 'issuer' })
  const audit = services.books.audit(vault, services.identity.key)
  expect(audit.findings).toEqual([])
  expect(audit.issued).toBe(services.books.lines().reduce((n, l) => n + (l.kind === 'redeemed' ? 0 : l.amount), 0))
  return audit.issued
}

test('N34 one walk that is said to be of the day before or after too is paid once', async () => {
  const net = await network(1)
  await walked(net, 'person')
  const units = await paid(net, 'person')
  const [entry] = there(net, 'person').services.activity.days.list()[0]?.entries ?? []
  const said: (number | string)[] = []
  for (const later of [-1, 1]) said.push(...(await defraud(net, [{ entry: entry?.tx ?? '', later, turned: true, alone: false }])))
  // In the morning it is the day before somewhere on earth, and the day after nowhere.
  expect(said).toEqual([0, 'TX_MALFORMED'])
  expect(issued(net)).toBe(units)
})

test('N34 two claims at once for the same minutes are paid once', async () => {
  const net = await network(2)
  await walked(net, 'person')
  const entry = await recorded(net, 'person')
  const said = await defraud(
    net,
    [true, false].map((turned) => ({ entry, later: 0, turned, alone: false })),
  )
  const [units] = said.filter((s) => typeof s === 'number')
  expect(said).toContain('REFUSED')
  expect(issued(net)).toBe(units)
})

test('N35 a person who commits the issue by themselves and hangs up was paid: the issuer asks the notary before it takes anything back', async () => {
  const net = await network(3)
  await walked(net, 'person')
  const entry = await recorded(net, 'person')
  const [units] = await defraud(net, [{ entry, later: 0, turned: false, alone: true }])
  expect(units).toBeGreaterThan(0)
  const over = () => net.issuer?.engine.flows().every((f) => f.state !== 'running') === true
  net.clock.jump(3 * DAY)
  await net.clock.runUntil(over, 3_600_000)
  expect(issued(net)).toBe(units)
  expect(await defraud(net, [{ entry, later: 0, turned: true, alone: false }])).toEqual([0])
  expect(issued(net)).toBe(units)
})
