/**
 * Passkeys (WebAuthn Level 3), checked by @simplewebauthn/server. A challenge is not kept but signed by this process:
 * whoever asks for a million of them fills no table and pushes nobody else's out. One that was answered is not answered
 * again.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { toBig } from '@hdms/shared/decimal.ts'
import { type Clock, MINUTE } from '@hdms/shared/time.ts'
import {
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type { Account, StaffPasskey } from './accounts.ts'
import { refuse } from './reasons.ts'
import type { Draw } from './secrets.ts'

/** Where a page of this node stands, as a browser says it. */
export interface PagePlace {
  /** Origins of its pages: the first is the one to open. */
  readonly origins: readonly string[]
  /** Domain that passkeys belong to; an address is none. */
  readonly domain: string | undefined
}

const VALID = 5 * MINUTE
/** Ed25519, ES256, RS256: what authenticators have. */
const ALGORITHMS = [-8, -7, -257]
const url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')

/** Makes challenges, and checks what authenticators answer. */
export class Passkeys {
  private readonly key: Uint8Array
  private readonly random: Draw
  private readonly clock: Clock
  /** Challenges that were answered, and until when they would have been good. */
  private readonly answered = new Map<string, number>()

  constructor(random: Draw, clock: Clock) {
    this.key = random(32)
    this.random = random
    this.clock = clock
  }

  /** @param use what the answer may be used for: a challenge to sign in registers nothing */
  challenge(use: string): string {
    const said = Buffer.alloc(24)
    said.set(this.random(16))
    said.writeBigUInt64BE(toBig(this.clock.now() + VALID), 16)
    return url(Buffer.concat([said, this.seal(said, use)]))
  }

  private seal(said: Uint8Array, use: string): Buffer {
    return createHmac('sha256', this.key).update(said).update(use).digest()
  }

  private isGood(challenge: string, use: string): boolean {
    const bytes = Buffer.from(challenge, 'base64url')
    if (bytes.length !== 56 || url(bytes) !== challenge) return false
    const said = bytes.subarray(0, 24)
    const now = this.clock.now()
    const until = said.readBigUInt64BE(16)
    // A clock that was set back makes none live longer.
    const inTime = until > toBig(now) && until <= toBig(now + VALID)
    return timingSafeEqual(bytes.subarray(24), this.seal(said, use)) && inTime && !this.answered.has(challenge)
  }

  /** @throws NOT_ALLOWED when it was answered meanwhile */
  private spend(challenge: string): void {
    const now = this.clock.now()
    if (this.answered.has(challenge)) refuse('NOT_ALLOWED', 'passkey-refused')
    for (const [each, until] of this.answered) if (until < now) this.answered.delete(each)
    this.answered.set(challenge, now + VALID)
  }

  /** Options of `navigator.credentials.create`, as JSON. */
  creation({ handle, id, name, passkeys }: Account, { domain }: PagePlace, institution: string, use: string): object {
    return {
      rp: { id: domain, name: institution },
      user: { id: handle, name: id, displayName: name },
      challenge: this.challenge(use),
      pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      attestation: 'none',
      excludeCredentials: passkeys.map((each) => ({ type: 'public-key', id: each.id })),
      timeout: VALID,
    }
  }

  /**
   * Options of `navigator.credentials.get`, as JSON: they name no credential, so they tell nobody who has an account.
   */
  request({ domain }: PagePlace): object {
    return { challenge: this.challenge(SIGN_IN), rpId: domain, userVerification: 'required', allowCredentials: [], timeout: VALID }
  }

  /**
   * @throws NOT_ALLOWED for anything but a passkey that was made now, for this page, of the account with this handle
   */
  async created(response: unknown, { origins, domain }: PagePlace, use: string): Promise<StaffPasskey> {
    if (domain === undefined) return refuse('NOT_ALLOWED', 'passkey-refused')
    let challenge = ''
    try {
      const { verified, registrationInfo } = await verifyRegistrationResponse({
        response: response as RegistrationResponseJSON,
        expectedChallenge: (given) => {
          challenge = given
          return this.isGood(given, use)
        },
        expectedOrigin: [...origins],
        expectedRPID: domain,
        requireUserVerification: true,
        supportedAlgorithmIDs: ALGORITHMS,
      })
      if (!verified) return refuse('NOT_ALLOWED', 'passkey-refused')
      this.spend(challenge)
      const { id, publicKey, counter } = registrationInfo.credential
      return { id, key: url(publicKey), counter, since: this.clock.now() }
    } catch (error) {
      return refuse('NOT_ALLOWED', 'passkey-refused', {}, error)
    }
  }

  /**
   * @param whose the account of a credential id
   * @returns the account, and how often its passkey says it was used: whether that rose is for the caller to decide,
   * where nothing comes between
   * @throws NOT_ALLOWED
   */
  async shown(
    response: unknown,
    { origins, domain }: PagePlace,
    whose: (id: string) => { readonly account: Account; readonly passkey: StaffPasskey } | undefined,
  ): Promise<{ readonly account: Account; readonly passkey: StaffPasskey; readonly counter: number }> {
    const given = response as AuthenticationResponseJSON
    const found = typeof given?.id === 'string' ? whose(given.id) : undefined
    if (!found || domain === undefined) return refuse('NOT_ALLOWED', 'passkey-refused')
    const { account, passkey } = found
    let challenge = ''
    try {
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        response: given,
        expectedChallenge: (said) => {
          challenge = said
          return this.isGood(said, SIGN_IN)
        },
        expectedOrigin: [...origins],
        expectedRPID: domain,
        requireUserVerification: true,
        // Its own rule about the counter is looked at by the caller, where two answers at once cannot both pass.
        credential: { id: passkey.id, publicKey: new Uint8Array(Buffer.from(passkey.key, 'base64url')), counter: 0 },
      })
      if (!verified || given.response.userHandle !== account.handle) return refuse('NOT_ALLOWED', 'passkey-refused')
      this.spend(challenge)
      return { account, passkey, counter: authenticationInfo.newCounter }
    } catch (error) {
      return refuse('NOT_ALLOWED', 'passkey-refused', {}, error)
    }
  }
}

const SIGN_IN = 'sign in'
