/** Answer tokens over the doorman's own interface, by members as it knows them. */
import { AnswerTokensClient } from '@hdms/doorman/client/answer-tokens.ts'
import { DoormanClient } from '@hdms/doorman/client/enrol.ts'
import { blindToken } from '@hdms/shared/crypto/answer-token.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { RoleKey } from '@hdms/shared/network/signed-object.ts'
import { DAY } from '@hdms/shared/time.ts'
import { expect, test } from 'vitest'
import { MockNetwork } from '../support/mock-network.ts'

test('an institution opens a query, a person gets one token, the token admits one name; nobody plays the part of another', async () => {
  const net = new MockNetwork(40)
  await net.start()
  const { crypto, clock } = net
  const draw = (n: number): Uint8Array => crypto.random(n)
  const doorman = new DoormanClient(net.http, 'http://doorman')
  const clientOf = (node: typeof net.hospital | typeof net.person) => {
    const { identity } = (node ?? fail('BUG', { what: 'node' })).services
    return new AnswerTokensClient(doorman, crypto, clock, identity as typeof identity & RoleKey)
  }
  const [institute, person] = [clientOf(net.hospital), clientOf(net.person)]
  const code = (work: Promise<unknown>) =>
    net.run(
      work.then(
        () => 'done',
        (error: { code: string }) => error.code,
      ),
    )
  const query = draw(16)
  const expires = clock.now() + DAY
  expect(await code(person.open(query, expires))).toBe('NOT_ALLOWED')
  const key = await net.run(institute.open(query, expires))
  const blinded = blindToken(draw)
  expect(await code(institute.token(query, blinded, key))).toBe('NOT_ALLOWED')
  const token = await net.run(person.token(query, blinded, key))
  expect(await net.run(person.token(query, blinded, key))).toEqual(token)
  expect(await code(person.token(query, blindToken(draw), key))).toBe('NOT_ALLOWED')
  expect(await code(person.token(query, blinded, draw(32)))).toBe('SIGNATURE_INVALID')
  expect(await code(person.spend(query, token, draw(32)))).toBe('NOT_ALLOWED')
  expect(await code(institute.spend(query, token, draw(32)))).toBe('done')
  expect(await code(institute.spend(query, token, draw(32)))).toBe('NOT_ALLOWED')
})
