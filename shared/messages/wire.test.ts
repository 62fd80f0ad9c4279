/** Fields that a decoded message has to have. */
import { describe, expect, test } from 'vitest'
import { decode, encode, hdms, required } from './wire.ts'

describe('required', () => {
  test('scalars that were not sent have their default, and are there', () => {
    const empty = decode(hdms.FetchMessages, new Uint8Array(0), 'fetch')
    const { id, from } = required(empty, 'fetch', 'id', 'from')
    expect([id.length, from]).toEqual([0, 0])
  })
  test('a message within that was not sent is named', () => {
    const asked = decode(hdms.MailboxRequest, encode(hdms.MailboxRequest, { fetch: { id: new Uint8Array(16) } }), 'request')
    expect(required(asked, 'request', 'fetch').fetch.id?.length).toBe(16)
    expect(() => required(asked, 'request', 'fetch', 'create')).toThrowError(
      expect.objectContaining({ code: 'WIRE_MALFORMED', data: { what: 'request', reason: 'messages/missing', missing: 'create' } }),
    )
  })
})
