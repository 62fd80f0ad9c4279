/** F4, F10: a transaction in flight is final once a later one rests on it; what comes late changes nothing. */
import type { CoreServices } from '@hdms/flows/core/services.ts'
import { Vault } from '@hdms/flows/core/vault.ts'
import { keepHistory } from '@hdms/flows/token/history.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { hex } from '@hdms/shared/bytes.ts'
import { buildTransaction } from '@hdms/shared/ledger/builder.ts'
import { FOREVER, makeLock, ownerOf } from '@hdms/shared/ledger/lock.ts'
import { encodeTransaction, transactionId } from '@hdms/shared/ledger/transaction.ts'
import { memoryNodeStore } from '@hdms/shared/ports/memory-store.ts'
import type { Change } from '@hdms/shared/ports/node-store.ts'
import { describe, expect, test } from 'vitest'

const crypto = nativeCrypto()
const NOTARY = crypto.random(32)

async function lock() {
  const key = await crypto.publicKey(crypto.random(32))
  return makeLock([{ m: 1, keys: [key], notBefore: 0, notAfter: FOREVER, blind: crypto.random(16) }], crypto.random(32))
}

/** A transaction that makes one state, and is recorded in flight. */
async function inFlight() {
  const store = memoryNodeStore()
  const vault = new Vault()
  await vault.load(store)
  const [dummy, own] = [await lock(), await lock()]
  const tx = buildTransaction(
    {
      ...{ notary: NOTARY, parametersHash: crypto.random(32), from: 1, until: 11 },
      inputs: [{ input: { ref: null, lock: dummy.lock, nk: dummy.nk }, contract: '' }],
      outputs: [{ output: { contract: 'hdms.test/1', state: Uint8Array.of(1) }, owner: ownerOf(own.lock, own.nk) }],
      commands: [{ contract: 'hdms.test/1', name: 'Make', data: new Uint8Array(0) }],
      ...{ signers: [], submitter: crypto.random(32) },
    },
    crypto.random,
  )
  const [transaction, id] = [encodeTransaction(tx), hex(transactionId(tx))]
  const write = async (work: (changes: Change[]) => void): Promise<void> => {
    const changes: Change[] = []
    work(changes)
    await store.commit(changes)
  }
  await write((changes) => vault.record(changes, { id, transaction, notary: 'N', signatures: [], dealing: 'd', recordedAt: 1 }))
  const services = { vault, network: { notaryName: () => 'N' } } as unknown as CoreServices
  const answer = crypto.random(40)
  const later = () => write((changes) => keepHistory(services, changes, [{ transaction, answer, signatures: [] }], 'later', 2))
  return { store, vault, id, write, later, answer }
}

describe('a transaction in flight', () => {
  test('F4 is final when a later one comes whose history holds it with its answer; the late answer does nothing', async () => {
    const { vault, id, write, later, answer, store } = await inFlight()
    expect([vault.get(id)?.standing, vault.final(id)]).toEqual(['unnotarised', undefined])
    await later()
    expect(vault.get(id)).toMatchObject({ standing: 'verified', dealing: 'd' })
    await write((changes) => vault.verified(changes, id, crypto.random(40)))
    expect(vault.get(id)?.answer).toEqual(answer)
    const again = new Vault()
    await again.load(store)
    expect(again.get(id)).toMatchObject({ standing: 'verified', answer })
  })

  test('F10 never goes back: not by a refusal that comes late, not by being recorded again', async () => {
    const { vault, id, write, later } = await inFlight()
    await later()
    await write((changes) => vault.dropped(changes, id, 'conflict'))
    const row = vault.get(id)
    await write((changes) => row && vault.record(changes, { ...row, dealing: 'other' }))
    expect(vault.get(id)).toMatchObject({ standing: 'verified', dealing: 'd' })
  })
})
