/** Sealed messages and exchanges (docs/ledger.md §8; acceptance P5): for one recipient, once, from one sender, in one suite. */

import { DOORMAN_NAME, rootCeremony } from '@hdms/doorman/server/ca.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { utf8 } from '@hdms/shared/bytes.ts'
import { setupReceiver, setupSender, XWING } from '@hdms/shared/crypto/hpke.ts'
import { openEnvelope, openSealed, sealEnvelope, sealTo } from '@hdms/shared/envelope/envelope.ts'
import { openRequest, sealRequest } from '@hdms/shared/envelope/exchange.ts'
import { readCertificate } from '@hdms/shared/identity/certificate.ts'
import { issueCertificate } from '@hdms/shared/identity/certificates.ts'
import { decode, encode, hdms } from '@hdms/shared/messages/wire.ts'
import { signNodeInfo } from '@hdms/shared/network/node-info.ts'
import { describe, expect, test } from 'vitest'

const crypto = nativeCrypto()
const code = async (p: Promise<unknown>) =>
  p.then(
    () => 'ok',
    (e: { code: string }) => e.code,
  )

async function parties() {
  const now = Date.now()
  const [doormanSeed, nodeSeed, seed] = [crypto.random(32), crypto.random(32), crypto.random(32)]
  const { root, doormanCa } = await rootCeremony(crypto, now, crypto.random(32), await crypto.publicKey(doormanSeed))
  const times = {
    subject: { organisation: 'Sender', country: 'KR' },
    kind: 'institution' as const,
    notBefore: now - 1000,
    notAfter: now + 1e8,
  }
  const nodeCa = await issueCertificate(
    crypto,
    { name: DOORMAN_NAME, seed: doormanSeed },
    { ...times, publicKey: await crypto.publicKey(nodeSeed), role: 'node-ca' },
  )
  const issuer = { name: readCertificate(nodeCa).subject, seed: nodeSeed }
  const leaf = await issueCertificate(crypto, issuer, { ...times, publicKey: await crypto.publicKey(seed), role: 'legal-identity' })
  const key = async () => {
    const secret = crypto.random(32)
    return { secret, publicKey: await XWING.publicKey(crypto, secret) }
  }
  const [recipient, third] = [await key(), await key()]
  const base = {
    name: 'O=Sender,C=KR',
    serial: 1,
    chain: [leaf, nodeCa, doormanCa, root],
    rest: '',
    multiaddrs: [],
    notary: '',
    platformVersion: 1,
  }
  const nodeInfo = await signNodeInfo(crypto, seed, { ...base, sealingKey: recipient.publicKey, transport: new Uint8Array(0) })
  return { sender: { seed, nodeInfo }, recipient, third, rules: { root, now, crlPolicy: 'soft' as const } }
}

describe('envelopes', () => {
  const message = { session: crypto.random(16), counter: 3, payload: utf8('hello') }

  test("opens for its recipient with the sender's verified identity, and for nobody else", async () => {
    const { sender, recipient, third, rules } = await parties()
    const envelope = await sealEnvelope(crypto, sender, recipient.publicKey, message)
    const opened = await openEnvelope(crypto, recipient, envelope, rules)
    expect(opened.sender.name).toBe('O=Sender,C=KR')
    expect(opened.message).toEqual(message)
    expect(await code(openEnvelope(crypto, third, envelope, rules))).toBe('ENVELOPE_REFUSED')
  })

  test('P5 every byte flipped: refused, never opened as something else', async () => {
    const { sender, recipient, rules } = await parties()
    const envelope = await sealEnvelope(crypto, sender, recipient.publicKey, message)
    for (let at = 0; at < envelope.length; at += 3) {
      const twisted = envelope.slice()
      twisted[at] = (twisted[at] as number) ^ 4
      expect(await code(openEnvelope(crypto, recipient, twisted, rules)), `byte ${at}`).toMatch(/ENVELOPE_REFUSED|WIRE_MALFORMED/)
    }
  })

  test('another suite is refused: there is no downgrade', async () => {
    const { sender, recipient, rules } = await parties()
    const envelope = decode(hdms.Envelope, await sealEnvelope(crypto, sender, recipient.publicKey, message), 'envelope')
    expect(await code(openEnvelope(crypto, recipient, encode(hdms.Envelope, { ...envelope, suite: 2 }), rules))).toBe('ENVELOPE_REFUSED')
  })

  test("a message passed on to a third, under the sender's signature, is refused there", async () => {
    const { sender, recipient, third, rules } = await parties()
    const inner = await sealEnvelope(crypto, sender, recipient.publicKey, message)
    // The recipient opens it and seals the very same signed body to a third.
    const forged = await sealEnvelope(crypto, { seed: crypto.random(32), nodeInfo: sender.nodeInfo }, third.publicKey, message)
    expect(await code(openEnvelope(crypto, third, forged, rules))).toBe('SIGNATURE_INVALID')
    expect(await code(openEnvelope(crypto, third, inner, rules))).toBe('ENVELOPE_REFUSED')
  })

  test('lengths of the body are hidden within its size class', async () => {
    const { sender, recipient } = await parties()
    const seal = async (n: number) =>
      (await sealEnvelope(crypto, sender, recipient.publicKey, { ...message, payload: new Uint8Array(n) })).length
    expect(await seal(40)).toBe(await seal(41))
  })
})

describe('sealed secrets and exchanges', () => {
  test('a secret opens under its own context only', async () => {
    const { recipient } = await parties()
    const sealed = await sealTo(crypto, recipient.publicKey, utf8('share 1'), utf8('key'))
    expect(await openSealed(crypto, recipient.secret, utf8('share 1'), sealed)).toEqual(utf8('key'))
    expect(await code(openSealed(crypto, recipient.secret, utf8('share 2'), sealed))).toBe('ENVELOPE_REFUSED')
  })
  test('a reply opens for who asked, and not for another question', async () => {
    const { recipient } = await parties()
    const [mine, other] = [
      await sealRequest(crypto, recipient.publicKey, utf8('?')),
      await sealRequest(crypto, recipient.publicKey, utf8('!')),
    ]
    const { request, sealReply } = await openRequest(crypto, recipient.secret, mine.sealed)
    expect(request).toEqual(utf8('?'))
    const reply = await sealReply(utf8('answer'))
    expect(await mine.openReply(reply)).toEqual(utf8('answer'))
    expect(await code(other.openReply(reply))).toBe('ENVELOPE_REFUSED')
  })
})

test('a message that does not open is not counted: those that follow still do, in their order, also when all are opened at once (RFC 9180 §5.2)', async () => {
  const none = new Uint8Array(0)
  const seed = crypto.random(32)
  const { enc, context } = await setupSender(crypto, XWING, await XWING.publicKey(crypto, seed), none)
  const sealed = await Promise.all(['one', 'two', 'three'].map((text) => context.seal(none, utf8(text))))
  const receiver = await setupReceiver(crypto, XWING, seed, enc, none)
  await expect(receiver.open(none, crypto.random(40))).rejects.toBeDefined()
  await expect(receiver.open(none, sealed[1] as Uint8Array)).rejects.toBeDefined()
  const opened = await Promise.all(sealed.map((each) => receiver.open(none, each)))
  expect(opened.map((bytes) => new TextDecoder().decode(bytes))).toEqual(['one', 'two', 'three'])
})
