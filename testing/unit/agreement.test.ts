/** Components and V agree one to one, and nothing stands twice (acceptance N34, T2; docs/ledger.md §3, §5). */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CONSENT, consentContract, encodeConsent, encodeShare, SHARED_TERMS } from '@hdms/flows/consent/contract.ts'
import { type Contract, MOVE, type Resolve, verifyContracts, viewOf } from '@hdms/flows/core/contract.ts'
import { encodeToken, TOKEN, tokenContract } from '@hdms/flows/token/contract.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { compare, hex, utf8 } from '@hdms/shared/bytes.ts'
import { issueDocument, proveLeaf, proveLeafAt } from '@hdms/shared/documents/document.ts'
import { fromValue } from '@hdms/shared/documents/json.ts'
import { buildTransaction, type Draft } from '@hdms/shared/ledger/builder.ts'
import { decodeType, encodeInput, encodeType, type InputLeaf } from '@hdms/shared/ledger/components.ts'
import { FOREVER, type Lock, makeLock } from '@hdms/shared/ledger/lock.ts'
import {
  decodeVisible,
  encodeVisible,
  type Group,
  type ShownLeaf,
  type Transaction,
  type Visible,
} from '@hdms/shared/ledger/transaction.ts'
import { allDistinct, isOneToOne, isSameList, isWithin } from '@hdms/shared/one-to-one.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { seeded } from '../support/random.ts'

const crypto = nativeCrypto()
const random = seeded(34)
const draw = (n: number): Uint8Array => random.bytes(n)
const [NOTARY, ELSEWHERE, ISSUER] = [draw(32), draw(32), draw(32)]

interface Own {
  readonly lock: Lock
  readonly input: InputLeaf & { readonly ref: object }
  readonly state: { readonly contract: string; readonly state: Uint8Array }
}
let key: Uint8Array
/** Tokens of 7 units each, and two consents that are referred to. */
let coins: Own[]
let consents: Own[]
let dummies: InputLeaf[]

const lockOf = (): Lock => makeLock([{ m: 1, keys: [key], notBefore: 0, notAfter: FOREVER, blind: draw(16) }], draw(32))
const own = (contract: string, state: Uint8Array): Own => {
  const lock = lockOf()
  return { lock, input: { ref: { txId: draw(32), index: 0 }, lock: lock.lock, nk: lock.nk }, state: { contract, state } }
}
beforeAll(async () => {
  key = await crypto.publicKey(draw(32))
  coins = Array.from({ length: 3 }, () => own(TOKEN, encodeToken({ issuer: ISSUER, amount: 7 })))
  consents = Array.from({ length: 2 }, () => own('x/1', draw(8)))
  dummies = Array.from({ length: 64 }, () => {
    const { lock, nk } = lockOf()
    return { ref: null, lock, nk }
  })
})

const resolve: Resolve = (input) => {
  const found = [...coins, ...consents].find((o) => input.ref && hex(o.input.ref.txId) === hex(input.ref.txId))
  return found && { output: { ...found.state, notary: NOTARY }, owner: found.lock.owner }
}
const anything: Contract = { name: 'x/1', verify: () => {} }
const token = (amount: number) => ({ output: { contract: TOKEN, state: encodeToken({ issuer: ISSUER, amount }) }, owner: draw(32) })

const draft = (more: Partial<Draft> = {}): Draft => ({
  notary: NOTARY,
  parametersHash: draw(32),
  from: 1,
  until: 11,
  inputs: coins.slice(0, 2).map((c) => ({ input: c.input, contract: TOKEN })),
  references: consents.map((c) => c.input),
  outputs: [token(9), token(5)],
  commands: [
    { contract: TOKEN, name: 'Pay', data: new Uint8Array(0) },
    { contract: 'x/1', name: 'Do', data: utf8('it') },
  ],
  attachments: [draw(20), draw(20)],
  signers: [draw(32), draw(32)],
  submitter: key,
  ...more,
})
const build = (more: Partial<Draft> = {}): Transaction => buildTransaction(draft(more), draw)
const leaf = (bytes: Uint8Array): ShownLeaf => ({ nonce: draw(32), bytes })
const bytesOf = (tx: Transaction, group: Group, at: number): Uint8Array => (tx.groups[group][at] as ShownLeaf).bytes

/** The same transaction with the leaves of a group as `change` makes them. */
const forge = (tx: Transaction, group: Group, change: (bytes: Uint8Array, at: number) => Uint8Array): Transaction => ({
  visible: tx.visible,
  groups: { ...tx.groups, [group]: tx.groups[group].map((l, i) => leaf(change((l as ShownLeaf).bytes, i))) },
})
const withV = (tx: Transaction, change: (v: Visible) => Partial<Visible>): Transaction => {
  const v = decodeVisible(tx.visible)
  return { ...tx, visible: encodeVisible({ ...v, ...change(v) }) }
}
const verdict = (tx: Transaction): string => {
  try {
    verifyContracts([tokenContract, anything], tx, viewOf(tx, resolve))
    return 'good'
  } catch (error) {
    const { code, data } = error as { code: string; data: { why: string } }
    return `${code}: ${data.why}`
  }
}

describe('N34 what a transaction names agrees with V one to one', () => {
  test('an honest one is good, and each input alone is', () => {
    expect(verdict(build())).toBe('good')
    expect(verdict(build({ inputs: [{ input: coins[0]?.input as InputLeaf, contract: TOKEN }], outputs: [token(7)] }))).toBe('good')
  })

  test.each([2, 3, 10, 64])('N34 a token that is named %i times beside nullifiers of dummies makes no units', (times) => {
    const coin = coins[0] as Own
    const honest = build({
      inputs: [{ input: coin.input, contract: TOKEN }, ...dummies.slice(1, times).map((input) => ({ input, contract: '' }))],
      outputs: [token(7 * times)],
    })
    const named = forge(honest, 'inputs', () => encodeInput(coin.input))
    const forged = forge(named, 'types', (bytes) => {
      const type = decodeType(bytes)
      return type.kind === 'input' ? encodeType({ ...type, contract: TOKEN }) : bytes
    })
    expect(verdict(forged)).toBe('TX_MALFORMED: the nullifiers in V are not those of the components')
    const moved = buildTransaction(
      draft({
        movedTo: ELSEWHERE,
        inputs: [{ input: coin.input, contract: TOKEN }, ...dummies.slice(1, times).map((input) => ({ input, contract: '' }))],
        outputs: Array.from({ length: times }, () => token(7)),
        references: [],
        attachments: [],
        commands: [{ contract: MOVE, name: 'Move', data: ELSEWHERE }],
      }),
      draw,
    )
    const twice = forge(
      forge(moved, 'inputs', () => encodeInput(coin.input)),
      'types',
      (bytes) => {
        const type = decodeType(bytes)
        return type.kind === 'input' ? encodeType({ ...type, contract: TOKEN }) : bytes
      },
    )
    expect(verdict(twice)).toBe('TX_MALFORMED: the nullifiers in V are not those of the components')
  })

  test('N34 an input, a dummy or a reference twice; a nullifier or reference in V without its component; one fewer: refused', () => {
    const tx = build()
    const inputs = 'TX_MALFORMED: the nullifiers in V are not those of the components'
    const references = 'TX_MALFORMED: the references in V are not those of the components'
    expect(verdict(forge(tx, 'inputs', () => bytesOf(tx, 'inputs', 0)))).toBe(inputs)
    expect(verdict(forge(tx, 'references', () => bytesOf(tx, 'references', 1)))).toBe(references)
    const issue = build({ inputs: dummies.slice(0, 2).map((input) => ({ input, contract: '' })), outputs: [] })
    expect(verdict(forge(issue, 'inputs', () => bytesOf(issue, 'inputs', 0)))).toBe(inputs)
    const more = [draw(32)]
    expect(verdict(withV(tx, (v) => ({ nullifiers: [...v.nullifiers, ...more].sort(compare) })))).toBe(inputs)
    expect(verdict(withV(tx, (v) => ({ references: [...v.references, ...more].sort(compare) })))).toBe(references)
    expect(verdict(withV(tx, (v) => ({ nullifiers: v.nullifiers.slice(1) })))).toBe(inputs)
    expect(verdict(withV(tx, (v) => ({ references: v.references.slice(1) })))).toBe(references)
    expect(verdict(withV(tx, (v) => ({ nullifiers: [v.nullifiers[0] as Uint8Array, ...more].sort(compare) })))).toBe(inputs)
  })

  test('N34 V itself: a nullifier or reference twice, out of order, or one that is both spent and referred to, is refused by everybody', () => {
    const v = decodeVisible(build().visible)
    const [a, b] = v.nullifiers as [Uint8Array, Uint8Array]
    const why = (change: Partial<Visible>): string => {
      try {
        decodeVisible(encodeVisible({ ...v, ...change }))
        return 'good'
      } catch (error) {
        return (error as { data: { why: string } }).data.why
      }
    }
    expect(why({})).toBe('good')
    expect(why({ nullifiers: [a, a] })).toMatch(/ascend/)
    expect(why({ nullifiers: [b, a] })).toMatch(/ascend/)
    expect(why({ references: [a, a] })).toMatch(/ascend/)
    expect(why({ references: [a] })).toMatch(/both spent and referenced/)
    expect(why({ nullifiers: Array.from({ length: 65 }, () => draw(32)).sort(compare) })).toMatch(/too many/)
  })

  test.each<[Group, RegExp]>([
    ['owners', /an owner stands twice/],
    ['signers', /a signer stands twice|exactly one submitter/],
    ['attachments', /an attachment stands twice/],
    ['types', /types does not name every/],
  ])('N34 of %s none stands in the place of another', (group, why) => {
    const tx = build()
    const count = tx.groups[group].length
    for (let from = 0; from < count; from++) {
      for (let to = 0; to < count; to++) {
        if (from === to) continue
        const twin = bytesOf(tx, group, from)
        expect(verdict(forge(tx, group, (bytes, i) => (i === to ? twin : bytes)))).toMatch(why)
      }
    }
  })

  test('N34 a lock is opened once, for the output whose owner it is', () => {
    const lock = lockOf()
    const made = { ...token(9), owner: lock.owner, opened: lock }
    const tx = build({ outputs: [made, token(5)] })
    expect(verdict(tx)).toBe('good')
    const twice = { ...tx, groups: { ...tx.groups, locks: [...tx.groups.locks, ...tx.groups.locks] } }
    expect(verdict(twice)).toMatch(/a lock is opened twice/)
    const wrong = build({ outputs: [{ ...made, opened: lockOf() }, token(5)] })
    expect(verdict(wrong)).toMatch(/not the one of its output/)
  })

  test('N34 a state that does not open with the lock and nullifier key that are named is none, whoever looked it up', () => {
    const tx = build()
    const others: Resolve = (input) => {
      const found = resolve(input)
      return found && { ...found, owner: draw(32) }
    }
    expect(() => viewOf(tx, others)).toThrow('does not open')
  })
})

describe('T2 types name every component', () => {
  const drop = (tx: Transaction, at: number): Transaction => ({
    ...tx,
    groups: { ...tx.groups, types: tx.groups.types.filter((_, i) => i !== at) },
  })
  test('T2 with an output, an input or a command left out, or one too many, it is refused', () => {
    const tx = build()
    const types = tx.groups.types.map((l) => decodeType((l as ShownLeaf).bytes))
    types.forEach(({ kind }, i) => {
      expect(verdict(drop(tx, i))).toBe(`TX_MALFORMED: types does not name every ${kind}`)
    })
    const more = (['output', 'input', 'command'] as const).map((kind) => {
      const index = types.filter((t) => t.kind === kind).length
      return { ...tx, groups: { ...tx.groups, types: [...tx.groups.types, leaf(encodeType({ kind, index, contract: TOKEN }))] } }
    })
    expect(more.map(verdict)).toEqual(['output', 'input', 'command'].map((k) => `TX_MALFORMED: types does not name every ${k}`))
  })
  test('T2 a component under another contract than types say is refused: an input by the state that it spends', () => {
    const tx = build()
    tx.groups.types.forEach((_, at) => {
      const forged = forge(tx, 'types', (bytes, i) => (i === at ? encodeType({ ...decodeType(bytes), contract: 'other/1' }) : bytes))
      expect(verdict(forged)).toMatch(/types and (outputs|inputs|commands) disagree/)
    })
    const asDummy = forge(tx, 'types', (bytes) => {
      const type = decodeType(bytes)
      return type.kind === 'input' ? encodeType({ ...type, contract: '' }) : bytes
    })
    expect(verdict(asDummy)).toMatch(/types and inputs disagree/)
    const issue = build({ inputs: [{ input: dummies[0] as InputLeaf, contract: '' }], outputs: [] })
    const asState = forge(issue, 'types', (bytes) => {
      const type = decodeType(bytes)
      return type.kind === 'input' ? encodeType({ ...type, contract: TOKEN }) : bytes
    })
    expect(verdict(asState)).toMatch(/types and inputs disagree/)
  })
  test('T2 an owner left out beside its output, or one too many, is refused', () => {
    const tx = build()
    for (const owners of [tx.groups.owners.slice(1), [...tx.groups.owners, leaf(draw(32))]])
      expect(verdict({ ...tx, groups: { ...tx.groups, owners } })).toMatch(/outputs and owners differ/)
  })
})

describe('what a Share and a Sell open and name', () => {
  const [PERSON, RECIPIENT] = [draw(32), draw(32)]
  const terms = { recipient: 'H', recipientKey: hex(RECIPIENT), purpose: 'care', scope: 'Observation,Condition', end: '1000' }
  const doc = issueDocument('hdms/consent-terms', PERSON, [{ kind: 'terms', value: fromValue(terms) }], draw)
  const documents = [draw(32), draw(32)]
  const good = {
    documents,
    items: ['Observation', 'Condition'],
    ciphertextHash: draw(32),
    purpose: 'care',
    recipientKeyHash: draw(32),
    collected: ['own'] as const,
  }
  const verdictOf = (
    share: Partial<typeof good>,
    attachments: readonly Uint8Array[] = SHARED_TERMS.map((f) => proveLeaf(doc, f)),
    of = doc,
    more: Partial<Draft> = {},
  ): string => {
    const consent = own(CONSENT, encodeConsent({ terms: of.verificationKey, patient: PERSON }))
    const tx = build({
      inputs: [{ input: dummies[0] as InputLeaf, contract: '' }],
      references: [consent.input],
      outputs: [],
      from: 900,
      until: 905,
      commands: [{ contract: CONSENT, name: 'Share', data: encodeShare({ ...good, ...share }) }],
      attachments,
      signers: [PERSON, RECIPIENT],
      ...more,
    })
    try {
      const view = viewOf(tx, () => ({ output: { ...consent.state, notary: NOTARY }, owner: consent.lock.owner }))
      verifyContracts([consentContract], tx, view)
      return 'good'
    } catch (error) {
      return (error as { data: { why: string } }).data.why
    }
  }
  test.each<[string, Parameters<typeof verdictOf>[0], Partial<Draft>, RegExp]>([
    ['for another purpose than the terms say', { purpose: 'research' }, {}, /purpose/],
    ['of something outside the scope', { items: ['Observation', 'Encounter'] }, {}, /outside the scope/],
    ['that the person does not sign', {}, { signers: [RECIPIENT] }, /must sign/],
    ['that the recipient does not sign', {}, { signers: [PERSON] }, /must sign/],
    ['that another institution signs in the recipient’s place', {}, { signers: [PERSON, draw(32)] }, /must sign/],
    ['that somebody else signs too', {}, { signers: [PERSON, RECIPIENT, draw(32)] }, /not in the terms/],
    ['that is open after the end', {}, { from: 998, until: 1001 }, /ends before/],
    ['that is open for longer than five minutes', {}, { until: 907 }, /five minutes/],
    ['that refers to no consent', {}, { references: [] }, /one consent/],
  ])('a Share %s is refused', (_what, share, more, why) => {
    expect(verdictOf({})).toBe('good')
    expect(verdictOf(share, undefined, undefined, more)).toMatch(why)
  })
  test('a Share on terms that the consent does not hold is refused, whatever they say', () => {
    const other = issueDocument('hdms/consent-terms', PERSON, [{ kind: 'terms', value: fromValue({ ...terms, end: '9000' }) }], draw)
    expect(
      verdictOf(
        {},
        SHARED_TERMS.map((f) => proveLeaf(other, f)),
      ),
    ).toBe('a field does not belong to it')
  })
  test('a Share at the last minute of the terms, of every item in scope, is good', () => {
    expect(verdictOf({}, undefined, undefined, { from: 995, until: 1000 })).toBe('good')
  })
  test('N34 no document and no item stands twice in a Share', () => {
    expect(verdictOf({})).toBe('good')
    expect(verdictOf({ documents: [documents[0], documents[0]] as Uint8Array[] })).toMatch(/twice/)
    expect(verdictOf({ items: ['Observation', 'Observation'] })).toMatch(/twice/)
  })
  test('N34 the terms that it relies on are opened once each, and no others', () => {
    const opened = SHARED_TERMS.map((f) => proveLeaf(doc, f))
    expect(verdictOf({}, opened.slice(1))).toMatch(/once each/)
    expect(verdictOf({}, [...opened, proveLeaf(doc, 'recipient')])).toMatch(/once each/)
    expect(verdictOf({}, [...opened.slice(0, 3), opened[0] as Uint8Array])).toMatch(/stands twice/)
  })
  test('N34 terms of two groups, an item of a list and a field of a field are not taken for the one term of that name', () => {
    const { end: _, ...but } = terms
    const issue = (...groups: object[]) =>
      issueDocument(
        'hdms/consent-terms',
        PERSON,
        groups.map((value) => ({ kind: 'terms', value: fromValue(value as never) })),
        draw,
      )
    const halves = issue(but, { end: '5000' })
    expect(
      verdictOf(
        {},
        SHARED_TERMS.map((f) => proveLeaf(halves, f)),
        halves,
      ),
    ).toMatch(/once each/)
    for (const odd of [issue({ ...terms, end: ['900', '5000'] }), issue({ ...terms, end: { end: '5000' } })]) {
      const ends = odd.leaves.flatMap((l, i) => (l.type === 'string' && Buffer.from(l.path).includes('end') ? [i] : []))
      for (const at of ends) {
        const attachments = [...SHARED_TERMS.slice(0, 3).map((f) => proveLeaf(odd, f)), proveLeafAt(odd, at)]
        expect(verdictOf({}, attachments, odd)).toBe('a field does not belong to it')
      }
    }
  })
})

describe('lists that must agree', () => {
  const some = (n: number): string[] => Array.from({ length: n }, () => 'abcd'[draw(1)[0] as number & 3] ?? 'a')
  test('agree when each item of one stands once in the other, decided by counting', () => {
    const counts = (list: readonly string[]) => ['a', 'b', 'c', 'd'].map((x) => list.filter((y) => y === x).length)
    for (let round = 0; round < 500; round++) {
      const [a, b] = [some(round % 5), some(Math.floor(round / 5) % 5)]
      const [ca, cb] = [counts(a), counts(b)]
      const once = (c: number[]) => c.every((n) => n <= 1)
      expect(allDistinct(a)).toBe(once(ca))
      expect(isWithin(a, b)).toBe(once(ca) && ca.every((n, i) => n === 0 || (cb[i] as number) > 0))
      expect(isOneToOne(a, b)).toBe(once(ca) && once(cb) && ca.every((n, i) => n === cb[i]))
      expect(isSameList(a, b)).toBe(a.length === b.length && a.every((x, i) => x === b[i]))
    }
  })
  test('two items are not one longer one', () => {
    const [x, y] = [draw(32), draw(32)]
    expect(isSameList([x, y], [Uint8Array.from([...x, ...y])])).toBe(false)
    expect(isOneToOne([x, y], [y, x])).toBe(true)
  })
})

/** `a.length === b.length && a.every((x) => b.some(…))`, and the same with !== and ||. */
const BY_MEMBERSHIP =
  /\.length (?:===|!==) [\w.()?]+\.length\b[^\n]{0,20}(?:&&|\|\|)[\s\S]{0,120}?\.(?:every|some)\([\s\S]{0,60}?\.(?:some|includes|has)\(/

test('N34 nothing compares lists by length and membership: shared/one-to-one.ts does it for all', () => {
  const old = 'list.length === items.length && items.every((i) => list.some((n) => equal(n, nullifier(i))))'
  expect(BY_MEMBERSHIP.test(old)).toBe(true)
  const root = join(import.meta.dirname, '../..')
  const found = ['shared', 'flows', 'notary', 'node', 'data-search', 'doorman', 'network-map', 'message-queue', 'platform'].flatMap(
    (folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((f) => f.endsWith('.ts') && !/generated|node_modules/.test(f) && f !== 'one-to-one.ts')
        .map((f) => join(folder, f))
        .filter((f) => BY_MEMBERSHIP.test(readFileSync(join(root, f), 'utf8'))),
  )
  expect(found).toEqual([])
})
