/** Lists in which something stands twice, or something else: what is signed, counted, sold and paid by them. */
import type { CoreServices } from '@hdms/flows/core/services.ts'
import { choose, type Holding, MOST_INPUTS } from '@hdms/flows/token/wallet.ts'
import { setsOf } from '@hdms/flows/trading/answered.ts'
import { encodeOffer, makeOffer } from '@hdms/flows/trading/exchange/offer.ts'
import { checkOffered } from '@hdms/flows/trading/sale/check.ts'
import { NotaryClient } from '@hdms/notary/client/notary-client.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { groupsOf, issueDocument } from '@hdms/shared/documents/document.ts'
import { fromValue } from '@hdms/shared/documents/json.ts'
import { decode, encode, hdms } from '@hdms/shared/messages/wire.ts'
import { encodeStatement, notaryId, statementMessage } from '@hdms/shared/notary/answer.ts'
import { entriesHash, type RecordEntry } from '@hdms/shared/notary/register.ts'
import { type CountResult, checkResult, resultMessage } from '@hdms/shared/queries/count.ts'
import type { Query } from '@hdms/shared/queries/query.ts'
import { describe, expect, test } from 'vitest'

const crypto = nativeCrypto()
const bytes = (n: number, length = 32): Uint8Array => new Uint8Array(length).fill(n)

describe('the list of verification keys that a notary signs', () => {
  const [seed, none] = [crypto.random(32), new Uint8Array(0)]
  const [A, B, C] = [bytes(1), bytes(2), bytes(3)] as const
  /** Asks for A and B a notary that signs a list of these. */
  async function listed(said: readonly Uint8Array[]): Promise<readonly RecordEntry[]> {
    const key = await crypto.publicKey(seed)
    const records = said.map((recordId) => ({ recordId, known: true, verificationKey: bytes(9), issuerSignature: none, operation: 0 }))
    const client = new NotaryClient(crypto, key, async (request) => {
      const { nonce } = decode(hdms.NotaryRequest, request, 'request')
      const signed = encodeStatement(notaryId(key), nonce ?? none, 1, { kind: 'list', entriesHash: entriesHash(records) })
      const signature = await crypto.sign(seed, statementMessage(signed))
      return encode(hdms.NotaryReply, { records, statement: { bytes: signed, signature } })
    })
    return client.list([A, B])
  }

  test('is of the records that were asked for, each once and in their order', async () => {
    expect((await listed([A, B])).map((e) => e.recordId)).toEqual([A, B])
    for (const said of [[A, A], [B, A], [A], [A, B, B], [A, C], []])
      await expect(listed(said)).rejects.toMatchObject({ code: 'TX_MALFORMED', data: { reason: 'notary-client/other-records' } })
  })
})

describe('the services that count', () => {
  test('are two: one that signs twice, or alone, has counted nothing', async () => {
    const seeds = [crypto.random(32), crypto.random(32)] as const
    const [one, two] = [await crypto.publicKey(seeds[0]), await crypto.publicKey(seeds[1])]
    const said = { question: bytes(7), counts: [30, 10], at: 5 }
    const signed = async (by: readonly Uint8Array[]): Promise<CountResult> => ({
      ...said,
      signatures: await Promise.all(by.map((seed) => crypto.sign(seed, resultMessage(said)))),
    })
    const outcome = async (by: readonly Uint8Array[], counters: readonly Uint8Array[]): Promise<unknown> =>
      checkResult(crypto, await signed(by), counters).then(
        () => 'counted',
        (error: { code: string }) => error.code,
      )
    expect(await outcome(seeds, [one, two])).toBe('counted')
    expect(await outcome([seeds[0], seeds[0]], [one, one])).toBe('SIGNATURE_INVALID')
    expect(await outcome([seeds[0]], [one])).toBe('SIGNATURE_INVALID')
    expect(await outcome([seeds[0], seeds[0]], [one, two])).toBe('SIGNATURE_INVALID')
    expect(await outcome([seeds[1], seeds[0]], [one, two])).toBe('SIGNATURE_INVALID')
    expect(await outcome([], [])).toBe('SIGNATURE_INVALID')
  })
})

describe('the records of a sale', () => {
  test('are named each once: nobody is paid twice for one', async () => {
    const [dealing, seed, key] = [bytes(4), crypto.random(32), bytes(5)]
    const documents = [1, 2].map((value) =>
      issueDocument('fhir-r4', bytes(6), [{ kind: 'Observation', value: fromValue({ resourceType: 'Observation', value }) }], (n) =>
        crypto.random(n),
      ),
    )
    const shown = documents.map((document) => ({
      document,
      shown: (at: number) => (document.leaves[at]?.type === 'manifest' ? ('open' as const) : ('sealed' as const)),
    }))
    expect(documents.map((d) => groupsOf(d.leaves).length)).toEqual([1, 1])
    const offer = encodeOffer(await makeOffer(crypto, shown, key, dealing, (message) => crypto.sign(seed, message)))
    const services = { crypto } as unknown as CoreServices
    const check = async (ids: readonly Uint8Array[]): Promise<unknown> => {
      const origins = documents.map((d, i) => ({
        ...{ key: d.verificationKey, recordId: ids[i] ?? bytes(0), source: 'hospital', notary: 'O=Notary,C=KR', months: '' },
        issuerSignature: bytes(0, 64),
      }))
      const query = { sources: ['hospital'], months: false } as unknown as Query
      const seller = await crypto.publicKey(seed)
      return checkOffered(services, query, offer, origins as never, dealing, seller, seller).catch(
        (error: { data: { why: string } }) => error.data.why,
      )
    }
    expect(await check([bytes(1), bytes(1)])).toBe('one record is named twice in it')
    expect(await check([bytes(1), bytes(2)])).not.toBe('one record is named twice in it')
  })
})

describe('tokens for an amount', () => {
  const token = (amount: number, index: number, free = true): Holding =>
    ({ ref: { txId: bytes(1), index }, amount, free }) as unknown as Holding
  const chosen = (amounts: readonly number[], amount: number): unknown => {
    try {
      return choose(
        amounts.map((a, i) => token(Math.abs(a), i, a > 0)),
        amount,
      ).map((t) => t.amount)
    } catch (error) {
      return (error as { data: { why: string } }).data.why
    }
  }

  test('are few, the largest first, no more than are needed, each once, and only those that are free', () => {
    expect(chosen([1, 5, 3], 5)).toEqual([5])
    expect(chosen([1, 5, 3], 6)).toEqual([5, 3])
    expect(chosen([4, 4, 4], 8)).toEqual([4, 4])
    // A negative one here is held by another payment.
    expect(chosen([-9, 2, 1], 3)).toEqual([2, 1])
    expect(chosen([], 0)).toEqual([])
    const tokens = [token(2, 0), token(2, 1)]
    expect(new Set(choose(tokens, 4).map((t) => t.ref.index)).size).toBe(2)
    expect(tokens.map((t) => t.ref.index)).toEqual([0, 1])
  })

  test('that are not there, or lie in too many pieces, are refused with what to do', () => {
    expect(chosen([-9, 2, 1], 4)).toBe('there are 3 units free, and 4 are needed')
    const many = new Array<number>(MOST_INPUTS + 1).fill(1)
    expect(chosen(many, MOST_INPUTS)).toHaveLength(MOST_INPUTS)
    expect(chosen(many, MOST_INPUTS + 1)).toContain('too many pieces')
  })
})

describe('the data sets that a person says to have', () => {
  const criteria = [{ wanted: true }, { wanted: false }, { wanted: true }]
  const read = (...numbers: readonly number[]) =>
    setsOf(
      { criteria } as unknown as Query,
      numbers.map((criterion) => ({ criterion, count: 1 })),
    ).map((line) => line.criterion)

  test('are of the wanted criteria, each once: a number that a byte would cut to one of them is none', () => {
    expect(read(0, 2)).toEqual([0, 2])
    for (const numbers of [[0], [0, 0], [2, 0], [0, 1], [0, 2, 2], [256, 2], [0, 258], [-256, 2], [0.5, 2], []])
      expect(() => read(...numbers), String(numbers)).toThrow(expect.objectContaining({ code: 'QUERY_REFUSED' }))
  })
})
