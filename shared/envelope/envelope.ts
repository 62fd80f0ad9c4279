/**
 * Sealed messages (docs/ledger.md §8): a fresh body key per message, wrapped to the recipient; the sender signs inside, over
 * the recipient's key too, so that nobody can pass a message on as meant for a third.
 */

import { concat, Reader, Writer } from '../bytes.ts'
import { sha256, tag } from '../crypto/hash.ts'
import { setupReceiver, setupSender, XWING } from '../crypto/hpke.ts'
import type { CryptoProvider } from '../crypto/provider.ts'
import { fail } from '../errors.ts'
import type { PathRules } from '../identity/path.ts'
import { decode, encode, hdms } from '../messages/wire.ts'
import { type VerifiedNodeInfo, verifySender } from '../network/node-info.ts'
import { pad, unpad } from './padding.ts'
import { refuse } from './reasons.ts'

const SUITE = 1
const NONCE = new Uint8Array(12)
const NO_AAD = new Uint8Array(0)
const INFO = tag('env')

/** A header that a notary signed, for others to compare. */
export interface SeenHead {
  readonly header: Uint8Array
  readonly signature: Uint8Array
}

export interface Message {
  /** 16 bytes. */
  readonly session: Uint8Array
  readonly counter: number
  readonly payload: Uint8Array
}

function signedPart(recipientKey: Uint8Array, enc: Uint8Array, m: Message): Uint8Array {
  const head = new Writer().u8(SUITE).short(recipientKey).short(enc).raw(m.session, 16).u32(m.counter).bytes()
  return concat(tag('env'), head, sha256(m.payload))
}

export interface Sender {
  readonly seed: Uint8Array
  /** The sender's SignedNodeInfo. */
  readonly nodeInfo: Uint8Array
  /** The newest headers of the network's notaries that it has seen; none under a one-time name, which they could link. */
  readonly heads?: readonly SeenHead[]
}

export async function sealEnvelope(
  crypto: CryptoProvider,
  sender: Sender,
  recipientKey: Uint8Array,
  message: Message,
): Promise<Uint8Array> {
  const { enc, context } = await setupSender(crypto, XWING, recipientKey, INFO)
  const key = crypto.random(32)
  const body = encode(hdms.SealedBody, {
    session: message.session,
    counter: message.counter,
    sender: sender.nodeInfo,
    payload: message.payload,
    signature: await crypto.sign(sender.seed, signedPart(recipientKey, enc, message)),
    heads: (sender.heads ?? []).map(({ header, signature }) => ({ header, signature })),
  })
  const [wrappedKey, ciphertext] = await Promise.all([
    context.seal(NO_AAD, key),
    crypto.gcmSeal(key, NONCE, Uint8Array.of(SUITE), pad(body)),
  ])
  return encode(hdms.Envelope, { suite: SUITE, enc, wrappedKey, ciphertext })
}

export interface Recipient {
  readonly secret: Uint8Array
  readonly publicKey: Uint8Array
}

/** @throws ENVELOPE_REFUSED, WIRE_MALFORMED, CERT_REFUSED, SIGNATURE_INVALID */
export async function openEnvelope(
  crypto: CryptoProvider,
  recipient: Recipient,
  bytes: Uint8Array,
  rules: PathRules,
): Promise<{ sender: VerifiedNodeInfo; message: Message; heads: readonly SeenHead[] }> {
  const envelope = decode(hdms.Envelope, bytes, 'envelope')
  // A weaker suite is never negotiated.
  if (envelope.suite !== SUITE) refuse('ENVELOPE_REFUSED', 'suite')
  const context = await setupReceiver(crypto, XWING, recipient.secret, envelope.enc, INFO)
  const key = await context.open(NO_AAD, envelope.wrappedKey)
  const padded = await crypto.gcmOpen(key, NONCE, Uint8Array.of(SUITE), envelope.ciphertext)
  const body = decode(hdms.SealedBody, unpad(padded), 'sealed body')
  if (body.session.length !== 16) refuse('WIRE_MALFORMED', 'session-length', { what: 'sealed body' })
  const sender = await verifySender(crypto, body.sender, rules)
  const message = { session: body.session, counter: body.counter, payload: body.payload }
  const good = await crypto.verify(sender.identityKey, signedPart(recipient.publicKey, envelope.enc, message), body.signature)
  if (!good) fail('SIGNATURE_INVALID', { what: 'the sealed message' })
  const none = new Uint8Array(0)
  return { sender, message, heads: body.heads.map(({ header, signature }) => ({ header: header ?? none, signature: signature ?? none })) }
}

/** Seals a small secret (a data key, a verification key) to one recipient, bound to `context`. */
export async function sealTo(
  crypto: CryptoProvider,
  recipientKey: Uint8Array,
  context: Uint8Array,
  plain: Uint8Array,
): Promise<Uint8Array> {
  const { enc, context: hpke } = await setupSender(crypto, XWING, recipientKey, tag('wrap'))
  return new Writer()
    .short(enc)
    .short(await hpke.seal(context, plain))
    .bytes()
}

/** @throws ENVELOPE_REFUSED when it was sealed to another key or bound to another context */
export async function openSealed(crypto: CryptoProvider, secret: Uint8Array, context: Uint8Array, sealed: Uint8Array): Promise<Uint8Array> {
  const r = new Reader(sealed, 'sealed secret')
  const enc = r.short()
  const ciphertext = r.short()
  r.end()
  const hpke = await setupReceiver(crypto, XWING, secret, enc, tag('wrap'))
  return hpke.open(context, ciphertext)
}
