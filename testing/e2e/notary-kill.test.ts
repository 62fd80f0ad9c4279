/** N26 over the real process and its disk: kill -9 under load loses no acknowledged commit and never commits a part. */

import { type NotariseOutcome, NotaryClient } from '@hdms/notary/client/notary-client.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { hex } from '@hdms/shared/bytes.ts'
import { notaryId } from '@hdms/shared/notary/answer.ts'
import { fetchClient } from '@hdms/shared/ports/fetch-client.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Coin, coin, type Spend, spend } from '../support/ledger.ts'
import { mapObjects, type TestNetwork, testNetwork } from '../support/network.ts'
import { seeded } from '../support/random.ts'

const SEED = Number(process.env['HDMS_SEED'] ?? 26)
const crypto = nativeCrypto()
const http = fetchClient()
let net: TestNetwork
beforeAll(async () => {
  process.stderr.write(`kills are chosen by HDMS_SEED=${SEED}\n`)
  net = await testNetwork()
})
afterAll(() => net?.stop())

interface Submitted {
  readonly inputs: readonly Coin[]
  readonly tx: Spend
  outcome?: NotariseOutcome
}

test('N26 kill -9 under load: every acknowledged commit stays, none is half, of two spends of one state one wins', async () => {
  const random = seeded(SEED)
  const { parameters, parametersHash } = await mapObjects(net.file)
  const key = parameters.notaries[1]?.key as Uint8Array
  const ask = async (request: Uint8Array) =>
    (
      await http({
        method: 'POST',
        url: `http://127.0.0.1:${net.file.ports.notaryB}/v1/ask`,
        headers: { 'content-type': 'application/octet-stream' },
        body: request,
      })
    ).body
  const client = new NotaryClient(crypto, key, ask)
  const committed: Submitted[] = []
  for (let round = 0; round < 3; round++) {
    const minute = await client.minute()
    const make = async (inputs: readonly Coin[]): Promise<Submitted> => ({
      inputs,
      tx: await spend(crypto, { notary: notaryId(key), parametersHash, from: minute - 1, until: minute + 10, inputs }),
    })
    // Pairs that share one input: at most one of each can win.
    const pairs = await Promise.all(
      Array.from({ length: 60 }, async () => {
        const [a, b, c] = [await coin(crypto), await coin(crypto), await coin(crypto)]
        return [await make([a, b]), await make([b, c])] as const
      }),
    )
    const all = pairs.flat()
    const put = async (s: Submitted): Promise<void> => {
      s.outcome = await client.notarise(s.tx.visible, s.tx.privateRoot, s.tx.witnesses)
    }
    const killAfter = 5 + random.int(60)
    let killed: Promise<void> | undefined
    let told = 0
    const load = all.map((s) =>
      put(s)
        .then(() => {
          if (++told === killAfter) killed = net.network.kill('notary-b')
        })
        .catch(() => {}),
    )
    await Promise.all(load)
    expect(killed).toBeDefined()
    await killed
    await net.network.revive('notary-b')
    for (const [one, other] of pairs) {
      for (const s of [one, other]) {
        const before = s.outcome
        const status = await client.status(s.tx.id, s.tx.visible)
        const spent = await Promise.all(s.inputs.map(async (i) => !(await client.unspent(i.nullifier)).unspent))
        if (before?.kind === 'committed') expect(status).toEqual(before)
        // All inputs of a commit are spent; of what was never committed no input is, but by the other of the pair.
        if (status.kind === 'committed') expect(spent).toEqual([true, true])
        else expect(spent.filter(Boolean).length).toBeLessThanOrEqual(1)
      }
      for (const s of [one, other]) await put(s)
      expect([one.outcome?.kind, other.outcome?.kind].sort()).toEqual(['committed', 'conflict'])
      committed.push(one.outcome?.kind === 'committed' ? one : other)
    }
  }
  // One chain of headers over all lives of the process, and every answer still the same.
  for (const s of committed) expect(await client.status(s.tx.id, s.tx.visible)).toEqual(s.outcome)
  const sequences: number[] = []
  for (let more = 1; more > 0; ) {
    const headers = await client.headers(sequences.length + 1, 100)
    sequences.push(...headers.map((h) => h.header.sequence))
    more = headers.length
  }
  expect(sequences).toEqual(sequences.map((_, i) => i + 1))
  expect(new Set(committed.map((s) => hex(s.tx.id))).size).toBe(180)
})
