/** A passkey in software (WebAuthn Level 3, attestation "none", ES256), that can also do what an honest one never does. */
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

/** What a page asks for, as its options say. */
interface Options {
  readonly challenge?: string
  readonly rp?: { readonly id?: string }
  readonly user?: { readonly id: string }
  readonly rpId?: string
}
interface Odd {
  readonly origin?: string
  readonly domain?: string
  readonly challenge?: string
  /** User handle that is shown, base64url. */
  readonly handle?: string
  readonly counter?: number
  /** Without the person's finger or PIN. */
  readonly unverified?: boolean
}

const url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')
const sha256 = (data: string | Uint8Array): Buffer => createHash('sha256').update(data).digest()

// CBOR (RFC 8949) of the few things that are needed.
const head = (major: number, length: number): Buffer =>
  length < 24
    ? Buffer.of((major << 5) | length)
    : length < 256
      ? Buffer.of((major << 5) | 24, length)
      : Buffer.of((major << 5) | 25, length >> 8, length & 255)
const number = (n: number): Buffer => (n < 0 ? head(1, -n - 1) : head(0, n))
const bytes = (b: Uint8Array): Buffer => Buffer.concat([head(2, b.length), b])
const text = (t: string): Buffer => Buffer.concat([head(3, t.length), Buffer.from(t)])
const map = (entries: readonly (readonly [Buffer, Buffer])[]): Buffer => Buffer.concat([head(5, entries.length), ...entries.flat()])

export class Authenticator {
  readonly id: string = url(randomBytes(16))
  private readonly keys: { readonly publicKey: KeyObject; readonly privateKey: KeyObject } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
  })
  private readonly origin: string
  private handle = ''
  counter = 0

  /** @param origin of the page that it is shown to */
  constructor(origin: string) {
    this.origin = origin
  }

  private data(domain: string, counter: number, { unverified = false }: Odd, created: Uint8Array = new Uint8Array(0)): Buffer {
    const flags = 1 | (unverified ? 0 : 4) | (created.length > 0 ? 64 : 0)
    const count = Buffer.alloc(4)
    count.writeUInt32BE(counter)
    return Buffer.concat([sha256(domain), Buffer.of(flags), count, created])
  }

  private client(type: string, challenge: string, odd: Odd): string {
    return JSON.stringify({ type, challenge: odd.challenge ?? challenge, origin: odd.origin ?? this.origin, crossOrigin: false })
  }

  /** @param options of `navigator.credentials.create` @returns what the page sends */
  create(options: object, odd: Odd = {}): object {
    const { challenge = '', rp, user } = options as Options
    this.handle = user?.id ?? ''
    const { x = '', y = '' } = this.keys.publicKey.export({ format: 'jwk' })
    const [px, py] = [Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]
    const cose = map([
      [number(1), number(2)],
      [number(3), number(-7)],
      [number(-1), number(1)],
      [number(-2), bytes(px)],
      [number(-3), bytes(py)],
    ])
    const id = Buffer.from(this.id, 'base64url')
    const made = Buffer.concat([Buffer.alloc(16), Buffer.of(0, id.length), id, cose])
    const authData = this.data(odd.domain ?? rp?.id ?? '', this.counter, odd, made)
    const attestation = map([
      [text('fmt'), text('none')],
      [text('attStmt'), map([])],
      [text('authData'), bytes(authData)],
    ])
    const clientDataJSON = url(Buffer.from(this.client('webauthn.create', challenge, odd)))
    return { ...this.named(), response: { clientDataJSON, attestationObject: url(attestation), transports: ['internal'] } }
  }

  /** @param options of `navigator.credentials.get` @returns what the page sends */
  get(options: object, odd: Odd = {}): object {
    const { challenge = '', rpId = '' } = options as Options
    this.counter = odd.counter ?? this.counter + 1
    const authenticatorData = this.data(odd.domain ?? rpId, this.counter, odd)
    const clientData = Buffer.from(this.client('webauthn.get', challenge, odd))
    const signature = sign('sha256', Buffer.concat([authenticatorData, sha256(clientData)]), this.keys.privateKey)
    const userHandle = odd.handle ?? this.handle
    const response = { clientDataJSON: url(clientData), authenticatorData: url(authenticatorData), signature: url(signature), userHandle }
    return { ...this.named(), response }
  }

  private named(): object {
    return { id: this.id, rawId: this.id, type: 'public-key', clientExtensionResults: {} }
  }
}
