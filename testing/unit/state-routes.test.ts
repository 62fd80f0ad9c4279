/** Questions to the vault over a node's interface: JSON in and out, and what is no question is refused with the name of what is wrong. */
import { consent } from '@hdms/flows/consent/capability.ts'
import { Vault } from '@hdms/flows/core/vault.ts'
import { token } from '@hdms/flows/token/capability.ts'
import { encodeToken, TOKEN } from '@hdms/flows/token/contract.ts'
import { router } from '@hdms/node/core/routes.ts'
import { stateRoutes } from '@hdms/node/core/state-routes.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { hex } from '@hdms/shared/bytes.ts'
import { buildTransaction } from '@hdms/shared/ledger/builder.ts'
import { FOREVER, makeLock } from '@hdms/shared/ledger/lock.ts'
import { encodeTransaction, transactionId } from '@hdms/shared/ledger/transaction.ts'
import { expect, test } from 'vitest'

const crypto = nativeCrypto()
const [ISSUER, OTHER] = [new Uint8Array(32).fill(7), new Uint8Array(32).fill(8)] as const

/** A node with tokens of these amounts, and what its owner can ask. */
async function asked(amounts: readonly number[], issuer = ISSUER) {
  const vault = new Vault()
  const lock = async () =>
    makeLock(
      [{ m: 1, keys: [await crypto.publicKey(crypto.random(32))], notBefore: 0, notAfter: FOREVER, blind: crypto.random(16) }],
      crypto.random(32),
    )
  for (const [at, amount] of amounts.entries()) {
    const [dummy, own] = [await lock(), await lock()]
    const tx = buildTransaction(
      {
        ...{ notary: crypto.random(32), parametersHash: crypto.random(32), from: 1, until: 11 },
        inputs: [{ input: { ref: null, lock: dummy.lock, nk: dummy.nk }, contract: '' }],
        outputs: [{ output: { contract: TOKEN, state: encodeToken({ issuer, amount }) }, owner: own.owner }],
        commands: [{ contract: TOKEN, name: 'Issue', data: new Uint8Array(0) }],
        ...{ signers: [], submitter: crypto.random(32) },
      },
      crypto.random,
    )
    const id = hex(transactionId(tx))
    vault.record([], { id, transaction: encodeTransaction(tx), notary: 'O=N', signatures: [], dealing: 'd', recordedAt: at })
    vault.verified([], id, crypto.random(8))
  }
  const route = router(stateRoutes(vault, [...(token.states ?? []), ...(consent.states ?? [])]))
  return (body: unknown, path = '/states') => route('POST', path, body)
}
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'answered',
    (error: { code: string; data: { what: string } }) => [error.code, error.data.what],
  )

test('states come with their fields, bytes in hex, in pages and sums', async () => {
  const ask = await asked([3, 9, 5])
  const reply = (await ask({ contract: TOKEN, where: { amount: { atLeast: 5 } }, sort: [{ by: 'amount' }], size: 1 })) as {
    states: { state: object; standing: string; own: boolean }[]
    total: number
    next: string
  }
  expect(reply).toMatchObject({ total: 2, states: [{ state: { issuer: hex(ISSUER), amount: 5 }, standing: 'unspent', own: false }] })
  const rest = await ask({ contract: TOKEN, where: { amount: { atLeast: 5 } }, sort: [{ by: 'amount' }], after: reply.next })
  expect(rest).toMatchObject({ total: 2, states: [{ state: { amount: 9 } }] })
  expect(await ask({ contract: TOKEN, sum: ['amount'], most: ['amount'] }, '/states/sums')).toEqual({
    sums: [{ group: {}, count: 3, sum: { amount: 17 }, least: {}, most: { amount: 9 } }],
  })
})

test('fields of bytes are asked in hex, participants by their keys', async () => {
  const ask = await asked([3])
  const count = async (body: object) => ((await ask({ contract: TOKEN, ...body })) as { total: number }).total
  expect(await count({ where: { issuer: hex(ISSUER) } })).toBe(1)
  expect(await count({ where: { issuer: hex(OTHER) } })).toBe(0)
  expect([await count({ participants: [hex(ISSUER)] }), await count({ participants: [hex(ISSUER), hex(OTHER)] })]).toEqual([1, 0])
})

test.each<[string, unknown, string]>([
  ['no object', [], 'question'],
  ['no contract', {}, 'contract'],
  ['a contract that nobody brought', { contract: 'example.other/1' }, 'contract'],
  ['a standing that is none', { contract: TOKEN, standing: 'lost' }, 'standing'],
  ['a flag that is a word', { contract: TOKEN, own: 'yes' }, 'own'],
  ['a test that is none', { contract: TOKEN, where: { amount: { over: 5 } } }, 'amount'],
  ['a test by an object', { contract: TOKEN, where: { amount: { equal: { a: 1 } } } }, 'amount'],
  ['a field of no state', { contract: TOKEN, where: { __proto__x: 1 } }, '__proto__x'],
  ['no keys', { contract: TOKEN, participants: ['zz'] }, 'participants'],
  ['a sort that is no list', { contract: TOKEN, sort: 'amount' }, 'sort'],
  ['a page of nothing', { contract: TOKEN, size: 0 }, 'size'],
  ['a page of too much', { contract: TOKEN, size: 5000 }, 'size'],
  ['a cursor of another question', { contract: TOKEN, after: 'AAAA' }, 'after'],
])('%s is refused by name', async (_, body, what) => {
  const ask = await asked([3])
  expect(await refusal(ask(body))).toEqual(['INPUT_INVALID', what])
})
