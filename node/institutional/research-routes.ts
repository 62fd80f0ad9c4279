/** What a researcher sees and does, as routes: concepts, queries with what they really look for, counts, answers, purchases, reports, exports. */

import { buyTokens } from '@hdms/flows/token/buy.ts'
import { holdings, sumOf } from '@hdms/flows/token/wallet.ts'
import type { Wish } from '@hdms/flows/trading/criterion.ts'
import type { Answer, AskedQuery } from '@hdms/flows/trading/market.ts'
import type { BuyerServices } from '@hdms/flows/trading/ports.ts'
import type { Catalogue } from '@hdms/health/codes/catalogue.ts'
import { fromHex, hex } from '@hdms/shared/bytes.ts'
import { dayIn } from '@hdms/shared/decimal.ts'
import { cellsOf } from '@hdms/shared/queries/count.ts'
import { decodeOrder } from '@hdms/shared/queries/order.ts'
import { MODIFIERS, PURPOSES, type Purpose, queryHash, SEXES, SOURCES } from '@hdms/shared/queries/query.ts'
import { type Clock, DAY, MINUTE, minuteOf } from '@hdms/shared/time.ts'
import type { Node } from '../core/node.ts'
import { JsonPortions, objectOf, type Route, textOf } from '../core/routes.ts'
import { exportAll, writtenExport } from './export.ts'
import { refuse } from './reasons.ts'
import type { Draft, Research } from './research.ts'

const dayOf = (value: unknown, what: string): number => {
  return dayIn(textOf(value, what, 10)) ?? refuse('INPUT_INVALID', 'day-form', { what })
}
const wholeOf = (value: unknown, what: string, otherwise?: number): number => {
  if (value === undefined && otherwise !== undefined) return otherwise
  return Number.isSafeInteger(value) ? (value as number) : refuse('INPUT_INVALID', 'whole', { what })
}
const listOf = (value: unknown, what: string): readonly unknown[] =>
  Array.isArray(value) ? value : refuse('INPUT_INVALID', 'list-needed', { what })
const isoDay = (days: number): string => new Date(days * DAY).toISOString().slice(0, 10)

/** How much of the days is told. */
function datesOf(value: unknown): { readonly days: boolean; readonly months: boolean } {
  if (value !== 'day' && value !== 'month' && value !== 'none') refuse('INPUT_INVALID', 'detail-form', { what: 'dates' })
  return { days: value === 'day', months: value === 'month' }
}

/** @throws INPUT_INVALID */
function draftOf(body: unknown, now: number): Draft {
  const b = objectOf(body, 'body')
  const wishes = listOf(b['criteria'], 'criteria').map((each): Wish => {
    const { concept, least, most, unit, times, wanted } = objectOf(each, 'criterion')
    const limit = (n: unknown, what: string): number | undefined =>
      n === undefined || n === null ? undefined : typeof n === 'number' ? n : refuse('INPUT_INVALID', 'number-needed', { what })
    const [low, high] = [limit(least, 'least'), limit(most, 'most')]
    return {
      concept: textOf(concept, 'concept', 60),
      ...(low === undefined ? {} : { least: low }),
      ...(high === undefined ? {} : { most: high }),
      ...(unit ? { unit: textOf(unit, 'unit', 30) } : {}),
      times: wholeOf(times, 'times', 1),
      wanted: wanted !== false,
    }
  })
  const sources = SOURCES.filter((s) => (b['sources'] === undefined ? true : listOf(b['sources'], 'sources').includes(s)))
  const sex = SEXES.find((s) => s === b['sex'])
  const ages = b['ages'] ? objectOf(b['ages'], 'ages') : undefined
  const expires = minuteOf(now) + wholeOf(b['days'], 'days', 14) * 1440
  return {
    researcher: textOf(b['researcher'] ?? 'researcher', 'researcher', 40),
    words: typeof b['words'] === 'string' ? b['words'].slice(0, 200) : '',
    wishes,
    from: dayOf(b['from'], 'from'),
    until: dayOf(b['until'], 'until'),
    coverage: wholeOf(b['coverage'], 'coverage', 0),
    ...(ages ? { ages: { from: wholeOf(ages['from'], 'ages'), to: wholeOf(ages['to'], 'ages') } } : {}),
    ...(sex ? { sex } : {}),
    sources,
    purpose: (b['purpose'] ?? 'DUO:0000042') as Purpose,
    modifiers: listOf(b['modifiers'] ?? [], 'modifiers') as Draft['modifiers'],
    disease: typeof b['disease'] === 'string' ? b['disease'] : '',
    price: wholeOf(b['price'], 'price'),
    people: wholeOf(b['people'], 'people'),
    expires,
    useUntil: expires + wholeOf(b['useDays'], 'useDays', 365) * 1440,
    ...datesOf(b['dates'] ?? 'day'),
  }
}

function viewOf({ id, order, state, counts, why, words, at }: AskedQuery) {
  const { query: q, board, approvals } = decodeOrder(order)
  const cells = cellsOf(q).map((c, i) => ({ ...c, to: c.from + 9, count: counts[i + 1] ?? 0 }))
  const shown = (n: number | undefined): string => (n === undefined ? '' : n < 10 ? '<10' : String(n))
  return {
    ...{ id, state, why, words, at, board, approvals: approvals.length, hash: hex(queryHash(q)) },
    criteria: q.criteria.map((c) => ({ ...c, codes: c.codes.slice(0, 200), codesAll: c.codes.length })),
    ...{ from: isoDay(q.from), until: isoDay(q.until), coverage: q.coverage, ages: q.ages ?? null, sex: q.sex ?? null, sources: q.sources },
    ...{
      purpose: q.purpose,
      purposeWords: PURPOSES[q.purpose],
      modifiers: q.modifiers,
      disease: q.disease,
      price: q.price,
      people: q.people,
    },
    ...{
      expires: q.expires * MINUTE,
      useUntil: q.useUntil * MINUTE,
      dates: q.days ? 'day' : q.months ? 'month' : 'none',
      researcher: q.researcher,
    },
    count: counts.length > 0 ? shown(counts[0]) : '',
    cells: cells.filter((c) => c.count > 0),
  }
}

/** An answer without what would tell two answers of one person together. */
const answerView = ({ id, query, state, sets, price, why, code, sex, age, report, resources, took, attested, at, pieces }: Answer) => ({
  ...{ id, query, state, sets, price, why, sex, age, report, resources, took, attested, at },
  ...(code ? { code } : {}),
  kept: pieces.length > 0,
})

export function researchRoutes(node: Node<BuyerServices>, research: Research, catalogue: Catalogue, clock: Clock): Route[] {
  const { market, wallet } = node.services
  const get = (path: string, handle: Route['handle']): Route => ({ method: 'GET', path, handle })
  const post = (path: string, handle: Route['handle']): Route => ({ method: 'POST', path, handle })
  const idOf = (params: Readonly<Record<string, string>>): string => params['id'] ?? ''
  return [
    get('/concepts', async ({ query }) => ({
      concepts: catalogue.search(query['q'] ?? '', 20).map(({ concept }) => {
        const codes = catalogue.expansion([concept.id])
        return { ...concept, expansion: codes.slice(0, 60), codes: codes.length }
      }),
    })),
    get('/terms', async () => ({ purposes: PURPOSES, modifiers: MODIFIERS, sources: SOURCES })),
    get('/queries', async () => ({ queries: market.asked().map(viewOf) })),
    get('/queries/:id', async ({ params }) => viewOf(research.query(idOf(params)))),
    post('/queries', async ({ body }) => viewOf(await research.draft(draftOf(body, clock.now())))),
    post('/queries/:id/count', async ({ params }) => viewOf(await research.count(idOf(params)))),
    /** What members of a board sign. */
    get('/queries/:id/review', async ({ params, query }) => {
      const { order, message } = research.toReview(idOf(params), query['board'] ?? '')
      return { query: viewOf(research.query(idOf(params))), hash: hex(queryHash(order.query)), message: hex(message) }
    }),
    get('/boards', async () => ({
      boards: node.services.network
        .trading()
        .boards.map(({ name, members }) => ({ name, members: members.map((m) => ({ key: hex(m.key), external: m.external })) })),
    })),
    post('/queries/:id/ask', async ({ params, body }) => {
      const { board, approvals } = objectOf(body, 'body')
      const signed = listOf(approvals, 'approvals').map((each) => {
        const { key, signature } = objectOf(each, 'approval')
        return { key: fromHex(textOf(key, 'key', 64)), signature: fromHex(textOf(signature, 'signature', 128)) }
      })
      return viewOf(await research.ask(idOf(params), textOf(board, 'board', 200), signed))
    }),
    get('/queries/:id/answers', async ({ params }) => ({ answers: market.answers(idOf(params)).map(answerView) })),
    post('/purchases', async ({ body }) => {
      const answers = listOf(objectOf(body, 'body')['answers'], 'answers').map((a) => textOf(a, 'answer', 64))
      await research.buy(answers)
      return { asked: answers.length }
    }),
    /** Follow-up data of the same people: another query, approved as every query is. */
    post('/queries/:id/follow-up', async ({ params, body }) => {
      const { answers, board, approvals } = objectOf(body, 'body')
      const { query, signature } = decodeOrder(research.query(idOf(params)).order)
      const signed = listOf(approvals, 'approvals').map((each) => {
        const { key, signature: s } = objectOf(each, 'approval')
        return { key: fromHex(textOf(key, 'key', 64)), signature: fromHex(textOf(s, 'signature', 128)) }
      })
      const asked = listOf(answers, 'answers').map((a) => textOf(a, 'answer', 64))
      await research.followUp({ query, signature, board: textOf(board, 'board', 200), approvals: signed }, asked)
      return { asked: asked.length }
    }),
    post('/answers/:id/attest', async ({ params, body }) => {
      const { outcome, basis = '' } = objectOf(body, 'body')
      if (outcome !== 'deleted' && outcome !== 'retained') refuse('INPUT_INVALID', 'outcome-form', { what: 'outcome' })
      if (outcome === 'retained' && !basis) refuse('INPUT_INVALID', 'law-needed', { what: 'basis' })
      await research.attest(idOf(params), outcome as 'deleted' | 'retained', typeof basis === 'string' ? basis.slice(0, 300) : '')
      return {}
    }),
    post('/consents/check', async () => {
      await research.checkConsents()
      return { withdrawn: market.answers().filter((a) => a.state === 'withdrawn').length }
    }),
    get('/guidance', async ({ query }) => research.guidance((query['concepts'] ?? '').split(',').filter(Boolean))),
    get('/queries/:id/export', async ({ params }) => {
      return new JsonPortions(writtenExport(await exportAll(node, research.query(idOf(params)), clock)))
    }),
    get('/wallet', async () => {
      const mine = holdings(node.vault, node.services.network.node(wallet.issuer).identityKey)
      return { units: sumOf(mine), free: sumOf(mine.filter((t) => t.free)), issuer: wallet.issuer, lines: wallet.lines().slice(0, 100) }
    }),
    post('/units', async ({ body }) => {
      const { amount, reference } = objectOf(body, 'body')
      const { id } = await node.engine.startFlow(buyTokens, {
        amount: wholeOf(amount, 'amount'),
        reference: textOf(reference, 'reference', 200),
      })
      return { flow: id }
    }),
    get('/results/:flow', async ({ params }) => ({ result: (await node.engine.resultOf(params['flow'] ?? '')) as never })),
  ]
}
