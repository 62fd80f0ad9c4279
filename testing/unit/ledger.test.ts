/** Transactions, documents, envelopes and signatures (acceptance T1 to T3, T6, T9, T10, P5; docs/ledger.md §3, §6, §7, §8). */

import { viewOf } from '@hdms/flows/core/contract.ts'
import { Vault } from '@hdms/flows/core/vault.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { concat, equal, fromHex, hex, utf8 } from '@hdms/shared/bytes.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import { EMPTY_ROOT, innerNode, merklePath, merkleRoot, verifyPath } from '@hdms/shared/crypto/merkle.ts'
import { portableCrypto } from '@hdms/shared/crypto/portable.ts'
import {
  decodeDocument,
  discloseGroups,
  encodeDocument,
  type Group,
  groupsOf,
  issueDocument,
  openDisclosure,
  openLeafProof,
  proveLeaf,
} from '@hdms/shared/documents/document.ts'
import { fromValue, parseJson, writeJson } from '@hdms/shared/documents/json.ts'
import { pad, padmeLength, unpad } from '@hdms/shared/envelope/padding.ts'
import { buildTransaction, type Draft } from '@hdms/shared/ledger/builder.ts'
import { dummySerial, nullifierOf } from '@hdms/shared/ledger/lock.ts'
import {
  decodeTransaction,
  encodeTransaction,
  GROUPS,
  isShown,
  shown,
  type Transaction,
  tearOff,
  transactionId,
} from '@hdms/shared/ledger/transaction.ts'
import { ed25519 } from '@noble/curves/ed25519.js'
import { describe, expect, test } from 'vitest'
import { seeded } from '../support/random.ts'

const crypto = nativeCrypto()
const random = seeded(7)

function draft(): Draft {
  const nk = random.bytes(32)
  return {
    notary: random.bytes(32),
    parametersHash: random.bytes(32),
    from: 10,
    until: 20,
    inputs: [{ input: { ref: null, lock: random.bytes(32), nk }, contract: '' }],
    outputs: [
      { output: { contract: 'a/1', state: utf8('one') }, owner: random.bytes(32) },
      { output: { contract: 'b/1', state: utf8('two') }, owner: random.bytes(32) },
    ],
    commands: [{ contract: 'a/1', name: 'Do', data: utf8('x') }],
    signers: [random.bytes(32)],
    submitter: random.bytes(32),
  }
}
const build = (d: Draft) => buildTransaction(d, (n) => random.bytes(n))

describe('T1 Merkle trees', () => {
  const leaves = (n: number) => Array.from({ length: n }, (_, i) => sha256(Uint8Array.of(i)))
  test.each([1, 2, 3, 4, 5, 7, 8, 9, 33])('%i leaves: each proves, none other does', (n) => {
    const all = leaves(n)
    const root = merkleRoot(all)
    for (let i = 0; i < n; i++) {
      const path = merklePath(all, i)
      const leaf = all[i] as Uint8Array
      expect(verifyPath(leaf, i, n, path, root)).toBe(true)
      expect(verifyPath(leaf, i + 1, n, path, root)).toBe(false)
      expect(verifyPath(sha256(leaf), i, n, path, root)).toBe(false)
      expect(verifyPath(leaf, i, n, [...path, root], root)).toBe(false)
      if (n > 1) expect(verifyPath(leaf, i, n, path.slice(1), root)).toBe(false)
    }
  })
  test('T1 a path of another length proves nothing, even against a root that it leads to', () => {
    const all = leaves(4) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array]
    const pair = innerNode(all[0], all[1])
    expect(verifyPath(all[0], 0, 2, [all[1]], pair)).toBe(true)
    expect(verifyPath(all[0], 0, 4, [all[1]], pair)).toBe(false)
    expect(verifyPath(all[0], 0, 2, [all[1], all[2]], innerNode(pair, all[2]))).toBe(false)
    expect(verifyPath(all[0], 0, 2, [all[1], all[2]], innerNode(all[2], pair))).toBe(false)
  })
  test('T1 the tree is that of RFC 6962', () => {
    const [a, b, c] = leaves(3) as [Uint8Array, Uint8Array, Uint8Array]
    const inner = (x: Uint8Array, y: Uint8Array) => sha256(concat(Uint8Array.of(1), x, y))
    expect(hex(merkleRoot([a, b, c]))).toBe(hex(inner(inner(a, b), c)))
  })
  test('no leaf at all has the empty hash; the order matters', () => {
    expect(hex(EMPTY_ROOT)).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
    expect(equal(merkleRoot(leaves(3)), merkleRoot(leaves(3).reverse()))).toBe(false)
  })
})

describe('transactions', () => {
  test('T2 any leaf can be torn off and the id stays; hidden or changed components show', () => {
    const tx = build(draft())
    const id = hex(transactionId(tx))
    for (const group of GROUPS) {
      const torn = tearOff(tx, (g) => g !== group)
      expect(hex(transactionId(torn))).toBe(id)
      if (tx.groups[group].length > 0) expect(() => shown(torn, group, 0)).toThrow('not shown')
    }
    const without = { ...tx, groups: { ...tx.groups, outputs: tx.groups.outputs.slice(1) } } as Transaction
    expect(hex(transactionId(without))).not.toBe(id)
    const signers = tx.groups.signers.map((l) => (isShown(l) ? { ...l, bytes: concat(l.bytes.slice(0, 1), random.bytes(32)) } : l))
    expect(hex(transactionId({ ...tx, groups: { ...tx.groups, signers } }))).not.toBe(id)
    expect(() =>
      viewOf(
        tearOff(tx, (g) => g !== 'outputs'),
        () => undefined,
      ),
    ).toThrow('hidden')
  })
  test('an omitted output is seen by counts and types', () => {
    const tx = build(draft())
    const groups = { ...tx.groups, outputs: tx.groups.outputs.slice(0, 1), owners: tx.groups.owners.slice(0, 1) }
    expect(() => viewOf({ ...tx, groups }, () => undefined)).toThrow('types')
  })
  test('T3 another notary is another transaction', () => {
    const d = draft()
    const seed = seeded(1)
    const one = buildTransaction(d, (n) => seed.bytes(n))
    const again = seeded(1)
    const other = buildTransaction({ ...d, notary: random.bytes(32) }, (n) => again.bytes(n))
    expect(equal(transactionId(one), transactionId(other))).toBe(false)
  })
  test('T6 bytes are kept as received, and every flipped byte is another transaction or none', () => {
    const bytes = encodeTransaction(build(draft()))
    const id = hex(transactionId(decodeTransaction(bytes)))
    expect(hex(encodeTransaction(decodeTransaction(bytes)))).toBe(hex(bytes))
    for (let at = 0; at < bytes.length; at++) {
      const twisted = bytes.slice()
      twisted[at] = (twisted[at] as number) ^ 1
      let other = ''
      try {
        other = hex(transactionId(decodeTransaction(twisted)))
      } catch (error) {
        expect((error as { code: string }).code).toMatch(/WIRE_MALFORMED|TX_MALFORMED/)
      }
      expect(other).not.toBe(id)
    }
  })
  test('T10 an owner that was not given out, was given to another dealing, or holds something already is refused', () => {
    const vault = new Vault()
    const owner = random.bytes(32)
    const row = { index: random.bytes(16), contract: 'a/1', dealing: 'd', expires: 0 }
    expect(() => vault.checkGivenOut(owner, 'a/1', 'd')).toThrow('not given out')
    vault.giveOut([], owner, row)
    vault.checkGivenOut(owner, 'a/1', 'd')
    expect(() => vault.checkGivenOut(owner, 'b/1', 'd')).toThrow('not given out')
    expect(() => vault.checkGivenOut(owner, 'a/1', 'e')).toThrow('not given out')
    vault.giveOut([], owner, { ...row, txId: '00', output: 0 })
    expect(() => vault.checkGivenOut(owner, 'a/1', 'd')).toThrow('not given out')
  })
  test('T10 a state of another contract than its owner was given out for is not taken', () => {
    const d = draft()
    const made = build(d)
    const id = hex(transactionId(made))
    const row = { id, transaction: encodeTransaction(made), notary: 'N', signatures: [], dealing: 'd', recordedAt: 0 }
    const taken = (contract: string): number => {
      const vault = new Vault()
      vault.giveOut([], d.outputs?.[0]?.owner as Uint8Array, { index: random.bytes(16), contract, dealing: 'd', expires: 0 })
      vault.record([], row)
      vault.verified([], id, Uint8Array.of(1))
      return vault.unspent(contract).length
    }
    expect([taken('a/1'), taken('b/1')]).toEqual([1, 0])
  })
  test('F10 verified never goes back, in any order', () => {
    const vault = new Vault()
    const tx = build(draft())
    const id = hex(transactionId(tx))
    vault.record([], { id, transaction: encodeTransaction(tx), notary: 'N', signatures: [], dealing: 'd', recordedAt: 0 })
    vault.verified([], id, Uint8Array.of(1))
    vault.dropped([], id, 'absent')
    vault.record([], { id, transaction: encodeTransaction(tx), notary: 'N', signatures: [], dealing: 'd', recordedAt: 1 })
    expect(vault.get(id)).toMatchObject({ standing: 'verified', answer: Uint8Array.of(1) })
  })
  test('a state is spent by what spends it, and held by one flow at a time', () => {
    const vault = new Vault()
    const d = draft()
    const owner = d.outputs?.[0]?.owner as Uint8Array
    const made = build(d)
    const ref = { txId: transactionId(made), index: 0 }
    const row = { notary: 'N', signatures: [], dealing: 'd', recordedAt: 0 }
    vault.giveOut([], owner, { index: random.bytes(16), contract: 'a/1', dealing: 'd', expires: 0 })
    vault.record([], { ...row, id: hex(ref.txId), transaction: encodeTransaction(made) })
    expect(vault.unspent('a/1')).toEqual([])
    vault.verified([], hex(ref.txId), Uint8Array.of(1))
    expect(vault.unspent('a/1')).toHaveLength(1)
    vault.softLock([], ref, 'flow 1')
    expect(() => vault.softLock([], ref, 'flow 2')).toThrow('another flow')
    expect(vault.unspent('a/1')).toEqual([])
    vault.release([], 'flow 1')
    expect(vault.unspent('a/1')).toHaveLength(1)
    const spender = build({ ...draft(), inputs: [{ input: { ref, lock: random.bytes(32), nk: random.bytes(32) }, contract: 'a/1' }] })
    vault.record([], { ...row, id: hex(transactionId(spender)), transaction: encodeTransaction(spender) })
    expect(vault.spentBy(ref)?.id).toBe(hex(transactionId(spender)))
    expect(vault.unspent('a/1')).toEqual([])
    vault.dropped([], hex(transactionId(spender)), 'absent')
    expect(vault.unspent('a/1')).toHaveLength(1)
  })
  test('a nullifier depends on lock and serial', () => {
    const [lock, nk] = [random.bytes(32), random.bytes(32)]
    expect(equal(nullifierOf(lock, dummySerial(nk)), nullifierOf(random.bytes(32), dummySerial(nk)))).toBe(false)
  })
})

describe('documents', () => {
  const groups = [
    { kind: 'A', value: parseJson('{"n":1.50,"big":12345678901234567890.123,"s":"한글","e":[],"o":{},"x":[true,null,{"y":"z"}]}') },
    { kind: 'B', value: parseJson('{"secret":"only here"}') },
    { kind: 'A', value: parseJson('{"n":2}') },
  ]
  const issue = (seed = 3) => {
    const r = seeded(seed)
    return issueDocument('test', random.bytes(32), groups, (n) => r.bytes(n))
  }
  test('numbers keep their lexemes through leaves and back', () => {
    const texts = groupsOf(decodeDocument(encodeDocument(issue())).leaves)
      .map((g) => writeJson(g.value))
      .sort()
    expect(texts).toEqual(groups.map((g) => writeJson(g.value)).sort())
  })
  test('a disclosure shows its groups, proves the key, and holds nothing of the others', () => {
    const doc = issue()
    const bytes = discloseGroups(
      doc,
      groupsOf(doc.leaves).filter((g) => g.kind === 'A'),
    )
    const opened = openDisclosure(bytes)
    expect(hex(opened.verificationKey)).toBe(hex(doc.verificationKey))
    expect(opened.groups.map((g) => g.kind)).toEqual(['A', 'A'])
    expect(Buffer.from(bytes).includes('only here')).toBe(false)
    expect(Buffer.from(bytes).includes(Buffer.from(doc.seed))).toBe(false)
  })
  test('T13 a group without its manifest, or with any leaf of it left out, is refused', () => {
    const doc = issue()
    for (const { at, length } of groupsOf(doc.leaves)) {
      expect(openDisclosure(discloseGroups(doc, [{ at, length } as Group])).groups).toHaveLength(1)
      for (let left = at; left < at + length; left++) {
        const parts = [
          { at, length: left - at },
          { at: left + 1, length: at + length - left - 1 },
        ] as Group[]
        const why = left === at && length > 1 ? 'a leaf lies outside every group' : 'a group is not as its manifest says'
        expect(() => openDisclosure(discloseGroups(doc, parts))).toThrow(why)
      }
    }
  })
  test('P5 every byte of a disclosure flipped: refused or another key', () => {
    const doc = issue()
    const bytes = discloseGroups(doc, groupsOf(doc.leaves).slice(0, 1))
    for (let at = 0; at < bytes.length; at++) {
      const twisted = bytes.slice()
      twisted[at] = (twisted[at] as number) ^ 1
      let key = ''
      try {
        key = hex(openDisclosure(twisted).verificationKey)
      } catch (error) {
        expect((error as { code?: string }).code).toBeDefined()
      }
      expect(key, `byte ${at}`).not.toBe(hex(doc.verificationKey))
    }
  })
  test('two issues of one value cannot be recognised by their keys', () => {
    expect(hex(issue(1).verificationKey)).not.toBe(hex(issue(2).verificationKey))
  })
  test('one field opens against the key, and against no other', () => {
    const doc = issueDocument('terms', random.bytes(32), [{ kind: 'terms', value: fromValue({ recipient: 'H', end: '5' }) }], (n) =>
      random.bytes(n),
    )
    expect(openLeafProof(proveLeaf(doc, 'end'), doc.verificationKey)).toMatchObject({ field: 'end', value: '5' })
    expect(() => openLeafProof(proveLeaf(doc, 'end'), random.bytes(32))).toThrow('does not belong')
  })
  test.each(['{"a":1,"a":2}', '"\\ud800"', '[1,]', '01', '{"a":1} x', '\u0001', '{"a":tru}', '"\t"', '[1', ''])(
    'the tokenizer refuses %j',
    (text) => {
      expect(() => parseJson(text)).toThrow(/refused at/)
    },
  )
})

describe('T9 one signature predicate', () => {
  const both = async (key: Uint8Array, message: Uint8Array, signature: Uint8Array) => {
    const verdicts = [await crypto.verify(key, message, signature), await portableCrypto().verify(key, message, signature)]
    expect(verdicts[0]).toBe(verdicts[1])
    return verdicts[0]
  }
  const L = BigInt('0x1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed')
  test('good, twisted, a larger S, keys of small and mixed order: decided alike', async () => {
    const seed = random.bytes(32)
    const key = await crypto.publicKey(seed)
    const message = utf8('message')
    const good = await crypto.sign(seed, message)
    expect(await both(key, message, good)).toBe(true)
    for (let at = 0; at < 64; at++) {
      const twisted = good.slice()
      twisted[at] = (twisted[at] as number) ^ 0x40
      expect(await both(key, message, twisted)).toBe(false)
    }
    const s = good.slice(32).reduceRight((n, b) => (n << 8n) | BigInt(b), 0n) + L
    const large = concat(
      good.slice(0, 32),
      Uint8Array.from({ length: 32 }, (_, i) => Number((s >> BigInt(8 * i)) & 255n)),
    )
    expect(await both(key, message, large)).toBe(false)
    // A key of small order and R of small order with S = 0 verifies everything under lax rules.
    for (const torsion of [
      '0100000000000000000000000000000000000000000000000000000000000000',
      '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
    ]) {
      expect(await both(fromHex(torsion), message, concat(fromHex('01'.padEnd(64, '0')), new Uint8Array(32)))).toBe(false)
    }
    // Mixed order: A plus a point of order eight. The cofactorless check refuses what a cofactored one would take.
    const mixed = ed25519.Point.fromBytes(key).add(
      ed25519.Point.fromHex('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05'),
    )
    await both(mixed.toBytes(), message, good)
  })
})

describe('padding', () => {
  test('Padmé costs at most 12 % and hides lengths', () => {
    for (const n of [2, 100, 1000, 12_345, 1_000_003]) expect(padmeLength(n) / n).toBeLessThan(1.13)
    const bytes = utf8('x'.repeat(690))
    expect(hex(unpad(pad(bytes)))).toBe(hex(bytes))
    expect(pad(utf8('a')).length).toBe(pad(utf8('ab')).length)
    const dirty = pad(bytes)
    dirty[dirty.length - 1] = 1
    expect(() => unpad(dirty)).toThrow('not zero')
  })
})
