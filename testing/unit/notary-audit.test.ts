/** The auditor's replay: an honest ledger holds, and whatever is changed in one is found and named. */
import { type AuditReport, auditLedger } from '@hdms/notary/server/audit.ts'
import { batchesOf, exportLines, readExport } from '@hdms/notary/server/ledger-export.ts'
import { uniquenessStore } from '@hdms/notary/server/store.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { base64, fromBase64, hex } from '@hdms/shared/bytes.ts'
import { preimageHash } from '@hdms/shared/ledger/lock.ts'
import { headerHash } from '@hdms/shared/notary/answer.ts'
import { memoryNodeStore } from '@hdms/shared/ports/memory-store.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Coin, coin, dummyCoin, type Spend } from '../support/ledger.ts'
import { TestNotary } from '../support/notary.ts'
import { SimClock } from '../support/sim-clock.ts'
import { Watchers } from '../support/watching.ts'

const crypto = nativeCrypto()
let notary: TestNotary
let all: Watchers
let coins: Coin[]
let spends: Spend[]

async function fill(n: TestNotary): Promise<Spend[]> {
  const preimage = crypto.random(32)
  const hashed = await coin(crypto, (keys) => [
    { m: 1, keys: keys.slice(0, 1), notBefore: 0, notAfter: 0xffffffff, hash: preimageHash(preimage), blind: crypto.random(16) },
  ])
  const of = coins as [Coin, Coin, Coin, Coin]
  const made = [
    await n.make({ inputs: [await dummyCoin(crypto)], references: [of[1]] }),
    await n.make({ inputs: [of[0], of[1]] }),
    await n.make({ inputs: [of[2]] }),
    await n.make({ inputs: [hashed], sign: (x) => ({ seeds: x.seeds.slice(0, 1), branch: 0, preimage }) }),
    await n.make({ inputs: [of[3]] }),
  ]
  for (const s of made.slice(0, 2)) {
    n.clock.jump(5)
    await n.put(s)
  }
  // The last two come while a batch is being written, so they share one.
  const go = n.hold()
  const third = n.put(made[2] as Spend)
  await n.writing()
  const rest = made.slice(3).map((s) => n.put(s))
  await SimClock.settle()
  go()
  await Promise.all([third, ...rest])
  return made
}

beforeAll(async () => {
  notary = await TestNotary.start({ crypto })
  all = await Watchers.make(crypto, notary.seed, notary.clock)
  coins = await Promise.all([1, 2, 3, 4].map(() => coin(crypto)))
  spends = await fill(notary)
})

/** The audit of the notary's store with rows changed. */
async function audited(change: (rows: Map<string, Uint8Array>) => void): Promise<AuditReport> {
  const rows = new Map(notary.disk.rows)
  change(rows)
  const store = uniquenessStore(memoryNodeStore({ ...notary.disk, rows }))
  const o = { crypto, notary: notary.notary.id, last: await store.lastSequence(), spender: (n: Uint8Array) => store.spender(n) }
  return auditLedger(batchesOf(store), o)
}

const named = ({ findings }: AuditReport): string[] => [...new Set(findings.map((f) => f.what))].sort()

interface Line {
  sequence: number
  header: string
  signature: string
  entries: { id: string; visible: string; privateRoot?: string; witnesses: string[]; preimages: string[] }[]
}
/** The audit of an export with its lines changed. */
async function auditedExport(change: (lines: Line[]) => unknown, from: TestNotary = notary): Promise<AuditReport> {
  const store = uniquenessStore(memoryNodeStore(from.disk))
  const lines: string[] = []
  for await (const line of exportLines(crypto, store, { seed: from.seed, chain: all.chain })) lines.push(line)
  const [head = '', ...batches] = lines
  const parsed = batches.map((l) => JSON.parse(l) as Line)
  const changed = change(parsed)
  const shown = [head, ...((Array.isArray(changed) ? changed : parsed) as Line[]).map((l) => JSON.stringify(l))]
  const opened = await readExport(
    crypto,
    (async function* () {
      yield* shown
    })(),
  )
  return auditLedger(opened.batches, { crypto, notary: opened.notary, key: opened.key, last: opened.last })
}
const flip = (text: string, at = 0): string => {
  const bytes = fromBase64(text)
  bytes[at < 0 ? bytes.length + at : at] = (bytes[at < 0 ? bytes.length + at : at] as number) ^ 1
  return base64(bytes)
}
const at = (n: number): string => `3/${String(n).padStart(16, '0')}`

describe('the audit of a notary', () => {
  test('an honest ledger holds, from the store and from an export, and its head is what members hold', async () => {
    const [store, exported] = [await audited(() => {}), await auditedExport(() => {})]
    expect(store).toEqual(exported)
    expect(store).toMatchObject({ transactions: 5, nullifiers: 6, withoutP: 0, findings: [] })
    const [last] = (await notary.client.headers(1, 100)).slice(-1)
    expect(store.head).toBe(hex(headerHash(last?.bytes as Uint8Array)))
  })

  test('a missing batch, a missing transaction and a last batch that is gone are named by their sequence', async () => {
    const missing = await audited((rows) => void rows.delete(at(2)))
    expect(missing.findings[0]).toMatchObject({ what: 'missing-batch', sequence: 2 })
    const gone = await audited((rows) => void rows.delete(at(4)))
    expect(gone.findings).toMatchObject([{ what: 'missing-batch', sequence: 4 }])
    const tx = await audited((rows) => void rows.delete(`2/${hex((spends[1] as Spend).id)}`))
    expect(tx.findings[0]).toMatchObject({ what: 'missing-transaction', sequence: 2 })
    const short = await auditedExport((lines) => lines.slice(0, -1))
    expect(short.findings).toMatchObject([{ what: 'missing-batch', sequence: 4 }])
    const cut = await auditedExport((lines) => lines.filter((l) => l.sequence !== 2))
    expect(cut.findings[0]).toMatchObject({ what: 'missing-batch', sequence: 2 })
  })

  test('a doubled nullifier is named with both transactions: a notary that let a state be spent twice cannot hide it', async () => {
    const c = coins[2] as Coin
    // Blind to spends: it forgets what was spent and goes on.
    const blind = await TestNotary.start({ crypto, seed: notary.seed })
    Object.assign(blind, { parametersHash: notary.parametersHash })
    await blind.boot()
    const first = await blind.make({ inputs: [c] })
    await blind.put(first)
    for (const key of [...blind.disk.rows.keys()].filter((k) => k.startsWith('1/'))) blind.disk.rows.delete(key)
    const second = await blind.make({ inputs: [c] })
    expect((await blind.put(second)).kind).toBe('committed')
    const { findings } = await auditedExport(() => {}, blind)
    expect(findings).toMatchObject([{ what: 'doubled-nullifier', sequence: 2, of: hex(c.nullifier) }])
    expect(findings[0]?.why).toBe(`${hex(first.id)} and ${hex(second.id)} both spend it`)
  })

  test('a reference to a state that was spent before is named', async () => {
    const c = coins[3] as Coin
    const blind = await TestNotary.start({ crypto, seed: notary.seed })
    await blind.put(await blind.make({ inputs: [c] }))
    for (const key of [...blind.disk.rows.keys()].filter((k) => k.startsWith('1/'))) blind.disk.rows.delete(key)
    await blind.put(await blind.make({ inputs: [await coin(crypto)], references: [c] }))
    expect(named(await auditedExport(() => {}, blind))).toEqual(['spent-reference'])
  })

  test('a wrong signature is named: of a header, and of a spend', async () => {
    const header = await auditedExport((lines) => {
      ;(lines[1] as Line).signature = flip((lines[1] as Line).signature)
    })
    expect(header.findings).toMatchObject([{ what: 'wrong-signature', sequence: 2, why: 'the signature of the header does not verify' }])
    const spend = await auditedExport((lines) => {
      const [entry] = (lines[2] as Line).entries
      // The last bytes of a witness: its signature, then that it has no preimage.
      if (entry) entry.witnesses = entry.witnesses.map((w) => flip(w, -3))
    })
    expect(spend.findings).toMatchObject([{ what: 'wrong-signature', sequence: 3, of: hex((spends[2] as Spend).id) }])
  })

  test.each<[string, (lines: Line[]) => unknown, string[]]>([
    [
      'P of another transaction',
      (l) => Object.assign(l[1]?.entries[0] as object, { privateRoot: base64(new Uint8Array(32)) }),
      ['wrong-id'],
    ],
    ['a batch before another', (l) => [l[0], l[2], l[1], l[3]], ['broken-chain']],
    ['a preimage left out', (l) => void l[3]?.entries.forEach((e) => void Object.assign(e, { preimages: [] })), ['wrong-root']],
    ['a witness left out', (l) => Object.assign(l[1]?.entries[0] as object, { witnesses: [] }), ['wrong-witness']],
    ['a transaction left out', (l) => void l[3]?.entries.pop(), ['wrong-root']],
    [
      'a header of another chain',
      (l) => Object.assign(l[2] as object, { header: flip(l[2]?.header ?? '', 45) }),
      ['broken-chain', 'wrong-signature'],
    ],
    ['a state', (l) => Object.assign(l[2] as object, { header: flip(l[2]?.header ?? '', -1) }), ['wrong-state', 'wrong-signature']],
    ['V', (l) => Object.assign(l[2]?.entries[0] as object, { visible: flip(l[2]?.entries[0]?.visible ?? '', 40) }), ['wrong-id']],
  ])('%s: found', async (_name, change, expected) => {
    const found = named(await auditedExport(change))
    for (const what of expected) expect(found).toContain(what)
  })

  test('an index of spent states that forgot one, or names another spender, is found: it would let it be spent again', async () => {
    const key = `1/${hex((coins[2] as Coin).nullifier)}`
    const forgot = await audited((rows) => void rows.delete(key))
    expect(forgot.findings).toMatchObject([{ what: 'wrong-index', why: 'the index does not know it: it could be spent again' }])
    const other = await audited((rows) => void rows.set(key, (spends[0] as Spend).id))
    expect(other.findings).toMatchObject([{ what: 'wrong-index', sequence: 3 }])
  })

  test('any byte of any row of batches and transactions that is changed is found', async () => {
    const keys = [...notary.disk.rows.keys()].filter((key) => /^[123]\//.test(key))
    let tried = 0
    for (const key of keys) {
      const row = notary.disk.rows.get(key) as Uint8Array
      for (let i = tried % 7; i < row.length; i += 37, tried++) {
        const bytes = row.slice()
        bytes[i] = (bytes[i] as number) ^ 0x10
        const report = await audited((rows) => void rows.set(key, bytes)).catch((e: { code?: string }) => e.code)
        expect(typeof report === 'object' ? report?.findings.length : report, `${key.slice(0, 20)} byte ${i}`).not.toBe(0)
      }
    }
    expect(tried).toBeGreaterThan(60)
  })

  test('what is no export is refused with why', async () => {
    const open = (lines: string[]) =>
      readExport(
        crypto,
        (async function* () {
          yield* lines
        })(),
      ).then(
        () => 'opened',
        (e: { data: { why: string } }) => e.data.why,
      )
    expect(await open([])).toMatch(/not JSON/)
    expect(await open(['{}'])).toMatch(/no ledger of a notary/)
    expect(await open(['{"format":"hdms-notary-ledger","version":9}'])).toMatch(/another version/)
    expect(await open(['{"format":"hdms-notary-ledger","version":1,"chain":[],"last":0}'])).toMatch(/certificates are missing/)
  })
})
