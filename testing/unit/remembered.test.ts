import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { XWING } from '@hdms/shared/crypto/hpke.ts'
import { Remembered } from '@hdms/shared/remembered.ts'
import { expect, test } from 'vitest'

test('what was computed of an array is remembered for that array alone, and for the bytes that it held', () => {
  let computed = 0
  const remembered = new Remembered<number>()
  const sum = (bytes: Uint8Array) =>
    remembered.of(bytes, () => {
      computed++
      return bytes.reduce((a, b) => a + b, 0)
    })
  const bytes = Uint8Array.of(1, 2, 3)
  expect([sum(bytes), sum(bytes), computed]).toEqual([6, 6, 1])
  expect([sum(bytes.slice()), computed]).toEqual([6, 2])
  bytes[0] = 5
  expect([sum(bytes), computed]).toEqual([10, 3])
  bytes.fill(0)
  expect([sum(bytes), computed]).toEqual([0, 4])
})

test('a secret that is overwritten in place opens what is sealed to the new one, and not to the old', async () => {
  const crypto = nativeCrypto()
  const secret = crypto.random(32)
  const sealed = async () => {
    const { secret: shared, enc } = await XWING.encapsulate(crypto, await XWING.publicKey(crypto, secret))
    return { shared, enc }
  }
  const before = await sealed()
  expect(await XWING.decapsulate(crypto, secret, before.enc)).toEqual(before.shared)
  secret.set(crypto.random(32))
  const after = await sealed()
  expect(await XWING.decapsulate(crypto, secret, after.enc)).toEqual(after.shared)
  expect(await XWING.decapsulate(crypto, secret, before.enc)).not.toEqual(before.shared)
  // X25519 alone, whose imported keys are remembered too.
  const x = crypto.random(32)
  const one = await crypto.x25519Public(x)
  x.set(crypto.random(32))
  expect(await crypto.x25519Public(x)).not.toEqual(one)
  expect(await crypto.x25519Public(x)).toEqual(await crypto.x25519Public(x.slice()))
})
