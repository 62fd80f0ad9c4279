/** Which capabilities a node runs together: every refusal by its code, and what it names. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Contract } from '@hdms/flows/core/contract.ts'
import { toDecide } from '@hdms/flows/core/decision.ts'
import type { FlowDefinition } from '@hdms/flows/engine/context.ts'
import { CAPABILITIES } from '@hdms/node/capabilities/list.ts'
import { arranged, CORE_STORES, chosen, routesOf, sole, together } from '@hdms/node/core/arranged.ts'
import type { NodeCapability } from '@hdms/node/core/capability.ts'
import type { Route } from '@hdms/node/core/routes.ts'
import { hospitalCapabilities } from '@hdms/node/institutional/capabilities/hospital.ts'
import { researchCapabilities } from '@hdms/node/institutional/capabilities/research.ts'
import { issuerCapabilities } from '@hdms/node/institutional/issuer.ts'
import { judgeCapabilities } from '@hdms/node/institutional/judge.ts'
import { asHdmsError, describe as sentence } from '@hdms/shared/errors.ts'
import { nounInKorean } from '@hdms/shared/nouns.ts'
import { describe, expect, test } from 'vitest'

const capability = (name: string, more: Partial<NodeCapability> = {}): NodeCapability => ({
  ...{ name, version: 1, requires: {}, contracts: [], stores: {}, flows: [], open: () => ({ services: {} }) },
  ...more,
})
const words = { en: 'Pay?', ko: '지불할까요?' }
const contract = (name: string): Contract => ({ name }) as unknown as Contract
const flow = (name: string): FlowDefinition<never, never, unknown> => ({ name }) as unknown as FlowDefinition<never, never, unknown>

function refused(work: () => unknown): { code: string; data: unknown } {
  try {
    work()
  } catch (error) {
    const { code, data } = asHdmsError(error)
    // Both sentences name what is meant.
    for (const language of ['en', 'ko'] as const)
      for (const [field, said] of Object.entries(data)) {
        const value = String(said)
        // A noun is said in the reader's language; names of capabilities stay as they are written.
        const isNoun = language === 'ko' && (field === 'what' || field === 'service')
        expect(sentence(code, data, language)).toContain(isNoun ? (nounInKorean(value) ?? value) : value)
      }
    return { code, data }
  }
  return { code: 'taken', data: {} }
}

describe('the order of capabilities', () => {
  test('each stands after what it requires, wherever it was listed', () => {
    const [a, b, c] = [capability('a', { requires: { b: 1, c: 1 } }), capability('b', { requires: { c: 1 } }), capability('c')]
    for (const given of [
      [a, b, c],
      [c, b, a],
      [b, a, c],
    ])
      expect(arranged(given).map((one) => one.name)).toEqual(['c', 'b', 'a'])
  })
})

describe('capabilities that do not go together', () => {
  const cases: readonly (readonly [string, readonly NodeCapability[], { readonly code: string; readonly data: object }])[] = [
    ['one is missing', [capability('a', { requires: { b: 1 } })], { code: 'CAPABILITY_MISSING', data: { capability: 'a', needs: 'b' } }],
    ['one is there twice', [capability('a'), capability('a')], { code: 'CAPABILITY_TWICE', data: { capability: 'a' } }],
    [
      'one is there twice in two versions',
      [capability('a'), capability('a', { version: 2 })],
      { code: 'CAPABILITY_TWICE', data: { capability: 'a' } },
    ],
    ...[1, 3].map(
      (version) =>
        [
          `one is of version ${version} where 2 is needed`,
          [capability('a', { requires: { b: 2 } }), capability('b', { version })],
          { code: 'CAPABILITY_VERSION', data: { capability: 'a', needs: 'b', version: 2, found: version } },
        ] as const,
    ),
    [
      'two need each other',
      [capability('a', { requires: { b: 1 } }), capability('b', { requires: { a: 1 } })],
      { code: 'CAPABILITY_CIRCLE', data: { capability: 'a', needs: 'b' } },
    ],
    ['one needs itself', [capability('a', { requires: { a: 1 } })], { code: 'CAPABILITY_CIRCLE', data: { capability: 'a', needs: 'a' } }],
    [
      'two bring one contract',
      [capability('a', { contracts: [contract('iou/1')] }), capability('b', { contracts: [contract('iou/1')] })],
      { code: 'CAPABILITY_CLASH', data: { capability: 'b', what: 'contract iou/1', other: 'a' } },
    ],
    [
      'two bring one flow',
      [capability('a', { flows: [flow('iou.pay')] }), capability('b', { flows: [flow('iou.pay')] })],
      { code: 'CAPABILITY_CLASH', data: { capability: 'b', what: 'flow iou.pay', other: 'a' } },
    ],
    [
      'two ask one question',
      [capability('a', { questions: [toDecide('pay', words)] }), capability('b', { questions: [toDecide('pay', words)] })],
      { code: 'CAPABILITY_CLASH', data: { capability: 'b', what: 'question pay', other: 'a' } },
    ],
    ...(['xy/', 'x/'] as const).map(
      (prefix) =>
        [
          `one keeps rows under ${prefix} twice`,
          [capability('a', { stores: { [prefix]: 'rows' } }), capability('b', { stores: { [prefix]: 'rows' } })],
          { code: 'CAPABILITY_CLASH', data: { capability: 'b', what: `rows under ${prefix}`, other: 'a' } },
        ] as const,
    ),
    ...['', 'x', '/', 'X/', 'x/y/', 'x y/', '../', '한/'].map(
      (prefix) =>
        [
          `a key prefix of the wrong form: ${JSON.stringify(prefix)}`,
          [capability('a', { stores: { [prefix]: 'rows' } })],
          { code: 'CAPABILITY_INVALID', data: { capability: 'a', what: `stores, ${prefix}` } },
        ] as const,
    ),
    ...['', 'A', 'a/b', 'a b', 'a-', '../a'].map(
      (name) =>
        [
          `a name of the wrong form: ${JSON.stringify(name)}`,
          [capability(name)],
          { code: 'CAPABILITY_INVALID', data: { capability: name, what: 'name' } },
        ] as const,
    ),
    ...[0, -1, 1.5, Number.NaN].map(
      (version) =>
        [
          `a version that is no version: ${version}`,
          [capability('a', { version })],
          { code: 'CAPABILITY_INVALID', data: { capability: 'a', what: `version ${version}` } },
        ] as const,
    ),
  ]
  test.each(cases)('%s', (_, given, expected) => expect(refused(() => arranged(given))).toEqual(expected))

  test.each(Object.keys(CORE_STORES))('a key prefix of the node itself: %s', (prefix) => {
    const what = `rows under ${prefix}`
    expect(refused(() => arranged([capability('a', { stores: { [prefix]: 'rows' } })]))).toEqual({
      code: 'CAPABILITY_CLASH',
      data: { capability: 'a', what, other: 'node' },
    })
  })

  test('two give one service, or one gives a service of the node', () => {
    const given = [
      { name: 'a', services: { wallet: 1 } },
      { name: 'b', services: { wallet: 2 } },
    ]
    const clash = { capability: 'b', what: 'service wallet', other: 'a' }
    expect(refused(() => together(given))).toEqual({ code: 'CAPABILITY_CLASH', data: clash })
    for (const service of ['crypto', 'identity', 'vault', 'documents', 'network', 'contracts', 'progress', 'duties', 'oneTime']) {
      const data = { capability: 'a', what: `service ${service}`, other: 'node' }
      expect(refused(() => together([{ name: 'a', services: { [service]: 1 } }]))).toEqual({ code: 'CAPABILITY_CLASH', data })
    }
    expect(
      together([
        { name: 'a', services: { wallet: 1 } },
        { name: 'b', services: { books: 2 } },
      ]),
    ).toEqual({ wallet: 1, books: 2 })
  })
})

test('what one alone can give is refused of a second', () => {
  const given = [
    { name: 'a', it: undefined },
    { name: 'b', it: 1 },
  ]
  expect(sole('names', given)).toBe(1)
  const clash = { code: 'CAPABILITY_CLASH', data: { capability: 'c', what: 'names', other: 'b' } }
  expect(refused(() => sole('names', [...given, { name: 'c', it: 2 }]))).toEqual(clash)
})

test('two serve one route, whatever its parameters are called, or one serves a route of the node', () => {
  const route = (path: string): Route => ({ method: 'GET', path, handle: async () => ({}) })
  const part = (name: string, path: string) => ({ name, opened: { routes: [route(path)] } })
  const clash = (capability: string, what: string, other: string) => ({ code: 'CAPABILITY_CLASH', data: { capability, what, other } })
  expect(refused(() => routesOf([], [part('a', '/ious/:id'), part('b', '/ious/:iou')]))).toEqual(clash('b', 'route GET /ious/:', 'a'))
  expect(refused(() => routesOf([route('/status')], [part('a', '/status')]))).toEqual(clash('a', 'route GET /status', 'node'))
  expect(routesOf([route('/status')], [part('a', '/ious'), part('b', '/ious/:id')]).map((r) => r.path)).toEqual([
    '/status',
    '/ious',
    '/ious/:id',
  ])
})

test('all that there are go together: no prefix, contract or question is anybody else’s', () => {
  const all = CAPABILITIES.map((c): NodeCapability => ({ ...c, flows: [], open: () => ({ services: {} }) }))
  expect(arranged(all)).toHaveLength(7)
  for (const { questions = [] } of all)
    for (const { words } of questions) expect([words.en, words.ko].map((w) => /[가-힣]/.test(w))).toEqual([false, true])
})

describe('what a configuration lists', () => {
  const all = [capability('a'), capability('b', { requires: { a: 1 } }), capability('c', { requires: { b: 1 } })]
  const run = (names: readonly string[] | undefined, essential?: string) => arranged(chosen(all, names, essential)).map((c) => c.name)
  test('is run, in the order of what it needs; without a list, all of it', () => {
    expect([run(undefined), run(['b', 'a']), run(['a'], 'a')]).toEqual([['a', 'b', 'c'], ['a', 'b'], ['a']])
  })
  test.each([
    ['one that is not there', ['a', 'x'], { code: 'CAPABILITY_UNKNOWN', data: { capability: 'x', known: 'a, b, c' } }],
    ['one twice', ['a', 'a'], { code: 'CAPABILITY_TWICE', data: { capability: 'a' } }],
    ['one whose needs are left out', ['c', 'a'], { code: 'CAPABILITY_MISSING', data: { capability: 'c', needs: 'b' } }],
    ['all but what the program is for', ['b'], { code: 'CAPABILITY_MISSING', data: { capability: 'node', needs: 'a' } }],
    ['nothing', [], { code: 'CAPABILITY_MISSING', data: { capability: 'node', needs: 'a' } }],
  ])('is refused where it lists %s', (_, names, expected) => expect(refused(() => run(names, 'a'))).toEqual(expected))
})

test('every step of a dealing is told in both languages, and no flow tells one that is none', () => {
  const numbers = { treatment: 21, trading: 16 }
  for (const { name, steps = [] } of CAPABILITIES) {
    expect([name, steps.length]).toEqual([name, name in numbers ? numbers[name as keyof typeof numbers] : 0])
    for (const { en, ko } of steps) expect([/[가-힣]/.test(en), /[가-힣].*니다\.$/.test(ko)]).toEqual([false, true])
    const folder = join(import.meta.dirname, '../../flows', name)
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.ts')))
      for (const [, number] of readFileSync(join(folder, file), 'utf8').matchAll(/\bstep\(\s*ctx,\s*[\w.]+,\s*(\d+),/g))
        expect(steps[Number(number) - 1], `${name}/${file}, step ${number}`).toBeDefined()
  }
})

test('what each kind of institution runs goes together', () => {
  const his = async () => ({ port: {} as never })
  expect(arranged<NodeCapability<object, never>>(hospitalCapabilities({ his, retains: false })).map((c) => c.name)).toEqual([
    'consent',
    'erasure',
    'treatment',
  ])
  const names = (all: readonly NodeCapability<object, never>[]) =>
    arranged(all)
      .map((c) => c.name)
      .sort()
  const programme = () => ({}) as never
  const catalogue = {} as never
  expect(names(issuerCapabilities(programme))).toEqual(['activity', 'consent', 'erasure', 'token', 'trading'])
  expect(names(researchCapabilities({ issuer: 'O=I,C=KR', queue: 'http://queue', catalogue }))).toEqual([
    'activity',
    'consent',
    'erasure',
    'token',
    'trading',
  ])
  expect(names(judgeCapabilities)).toEqual(['activity', 'consent', 'erasure', 'token', 'trading'])
})
