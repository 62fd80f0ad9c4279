/** One more capability is one value a side: what it brings works on both sides, and nothing outside of it knows that it is there (ADR 31). */
import type { Capability } from '@hdms/flows/core/capability.ts'
import { type Decision, toDecide } from '@hdms/flows/core/decision.ts'
import type { CoreServices } from '@hdms/flows/core/services.ts'
import type { FlowDefinition, Responder } from '@hdms/flows/engine/context.ts'
import type { OwnerQuestion } from '@hdms/flows/engine/question.ts'
import type { Flow } from '@hdms/flows/engine/types.ts'
import { type NodeCapability, type Operations, running } from '@hdms/node/core/capability.ts'
import type { OpenNode } from '@hdms/node/core/open-node.ts'
import { router } from '@hdms/node/core/routes.ts'
import { described } from '@hdms/node/main/described.ts'
import { mount } from '@hdms/node/main/mount.ts'
import { httpService } from '@hdms/platform/node/http-server.ts'
import { fromUtf8, utf8 } from '@hdms/shared/bytes.ts'
import { asHdmsError, fail } from '@hdms/shared/errors.ts'
import { silent } from '@hdms/shared/logging.ts'
import { type NodeStore, prefixRange } from '@hdms/shared/ports/node-store.ts'
import { expect, test } from 'vitest'
import { MockNetwork, NOTARY } from '../support/mock-network.ts'

const BANK = 'O=Sim Bank,C=KR'

// ── The capability, as somebody would write it ───────────────────────────────────────────────────────────────────────

interface Loan {
  readonly from: string
  readonly amount: number
  readonly [key: string]: string | number
}
const loanQuestion: OwnerQuestion<Loan, Decision> = toDecide('loan', { en: 'Lend this much?', ko: '이만큼 빌려주시겠습니까?' })
const loan: Capability = {
  name: 'loan',
  version: 1,
  requires: {},
  contracts: [],
  questions: [loanQuestion],
  steps: [{ en: 'The loan was decided.', ko: '대출이 결정되었습니다.' }],
  stores: { 'xl/': 'loans that were given' },
}
const text = { encode: utf8, decode: fromUtf8 }

/** Loans that were given, as a service of its own. */
class Loans {
  private readonly given: string[] = []
  async load(store: NodeStore): Promise<void> {
    for (const [key] of await store.range(...prefixRange('xl/'))) this.given.push(key.slice(3))
  }
  add(line: string): void {
    this.given.push(line)
  }
  get list(): readonly string[] {
    return this.given
  }
}
type LenderServices = CoreServices & { readonly loans: Loans }

const askLoan: FlowDefinition<
  CoreServices,
  { readonly bank: string; readonly amount: number; readonly [k: string]: string | number },
  string
> = {
  name: 'loan.ask',
  version: 1,
  *run(ctx, { bank, amount }): Flow<string> {
    const session = yield* ctx.open(bank, 'loan.decide', 1)
    yield* ctx.send(session, text, String(amount))
    return yield* ctx.receive(session, text)
  },
}
const decideLoan: Responder<LenderServices> = {
  name: 'loan.decide',
  version: 1,
  responds: true,
  *run(ctx, { session, first }): Flow<string> {
    const amount = Number(fromUtf8(first))
    const { approved } = yield* ctx.ask(loanQuestion, { from: session.peer, amount })
    if (approved)
      yield* ctx.tx('give', (changes, { loans }) => {
        loans.add(`${session.id} ${amount}`)
        changes.push({ key: `xl/${session.id} ${amount}`, value: new Uint8Array(1) })
        return null
      })
    yield* ctx.send(session, text, approved ? 'given' : 'not given')
    return yield* ctx.receive(session, text)
  },
}
const api: Operations = {
  '/loans': { get: { summary: 'Loans that were given.', responses: { 200: { description: 'The answer.' } } } },
}
const loanOfBank: NodeCapability<{ readonly loans: Loans }, LenderServices> = {
  ...loan,
  flows: [decideLoan],
  api,
  open({ storage }) {
    const loans = new Loans()
    return {
      services: { loans },
      load: () => loans.load(storage.store),
      routes: [{ method: 'GET', path: '/loans', handle: async () => ({ loans: loans.list }) }],
      metrics: [{ name: 'hdms_loans', about: 'Loans that were given', value: () => loans.list.length }],
    }
  },
}

// ── A network in which one person and one institution run it ─────────────────────────────────────────────────────────

class Lending extends MockNetwork {
  bank: OpenNode<LenderServices> | undefined
  override personRuns = [running(loan, [askLoan])]
  protected override async more(): Promise<void> {
    const keys = await this.keys(BANK, 'institution')
    const boot = async (): Promise<void> => {
      this.bank = await this.opens('bank', keys, [loanOfBank], { notary: NOTARY, asked: (ask, node) => this.answer(ask.id, node) })
    }
    this.add('bank', boot, () => {
      this.bank?.halt()
      this.bank = undefined
    })
  }
}

test('E5 a capability from elsewhere deals, asks, keeps, shows and counts, also after a restart, and no file outside of it knows', async () => {
  const net = new Lending(71)
  await net.start()
  const person = net.person ?? fail('BUG', { what: 'person' })
  await net.clock.runUntil(() => person.map.members().some((m) => m.name === BANK), 60_000)
  const { result } = await net.run(person.engine.startFlow(askLoan as never, { bank: BANK, amount: 7 } as never))
  const ended = net.run(result)
  expect(await ended).toBe('given')
  net.crash('bank', 100)
  await net.clock.runUntil(() => net.bank !== undefined, 60_000)
  const bank = net.bank ?? fail('BUG', { what: 'bank' })
  expect(await router(bank.routes)('GET', '/loans')).toEqual({ loans: [expect.stringMatching(/ 7$/)] })
  expect(await router(bank.routes)('GET', '/status')).toMatchObject({ capabilities: [{ name: 'loan', version: 1 }] })
  expect(bank.metrics.map((m) => [m.name, m.value()])).toEqual([['hdms_loans', 1]])

  // Over HTTP, behind the institution's own token, and in what the server says of itself.
  const app = httpService({ logger: silent, api: described('t0ken', [], bank.api) })
  await app.register(
    async (own) =>
      mount(
        own,
        bank.routes.filter((r) => r.path === '/loans'),
      ),
    { prefix: '/api' },
  )
  const get = (token: string) => app.inject({ url: '/api/loans', headers: { authorization: `Bearer ${token}` } })
  expect([(await get('wrong')).statusCode, (await get('t0ken')).json()]).toEqual([403, { loans: [expect.stringMatching(/ 7$/)] }])
  expect((await app.inject({ url: '/openapi.json' })).json()).toMatchObject({
    paths: { '/api/loans': { get: { summary: 'Loans that were given.' } } },
  })
  await app.close()

  // What is not described is not served.
  const silentOne = httpService({ logger: silent, api: described('t0ken', [], {}) })
  const registered = silentOne.register(
    async (own) =>
      mount(
        own,
        bank.routes.filter((r) => r.path === '/loans'),
      ),
    { prefix: '/api' },
  )
  const failure = await Promise.resolve(registered).then(
    () => undefined,
    (error: unknown) => asHdmsError(error),
  )
  expect([failure?.code, failure?.data['what']]).toEqual(['BUG', expect.stringContaining('/api/loans')])
})
