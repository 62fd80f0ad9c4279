/** What a member trusts: the pinned root and the doorman's newest revocation list. */
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { asHdmsError } from '@hdms/shared/errors.ts'
import { readCertificate } from '@hdms/shared/identity/certificate.ts'
import type { Crl } from '@hdms/shared/identity/certificates.ts'
import type { PathRules } from '@hdms/shared/identity/path.ts'
import type { HttpClient } from '@hdms/shared/ports/http.ts'
import type { Clock } from '@hdms/shared/time.ts'

export interface TrustOptions {
  readonly crypto: CryptoProvider
  readonly clock: Clock
  readonly http: HttpClient
  /** Base URL of the doorman. */
  readonly doorman: string
  /** DER of the network root and of the doorman's CA. */
  readonly root: Uint8Array
  readonly doormanCa: Uint8Array
  /** What an unreachable revocation list means. */
  readonly crlPolicy?: 'hard' | 'soft'
}

export class TrustStore {
  private crl: Crl | undefined
  private readonly options: TrustOptions

  constructor(options: TrustOptions) {
    this.options = options
  }

  /** The rules for now. */
  rules(): PathRules {
    const { root, clock, crlPolicy = 'soft' } = this.options
    return { root, now: clock.now(), crlPolicy, ...(this.crl ? { crl: this.crl } : {}) }
  }

  /** Fetches the revocation list; an older or unsigned one never replaces the one held. @returns whether a list was got */
  async refresh(): Promise<boolean> {
    const { crypto, http, doorman, doormanCa } = this.options
    try {
      const reply = await http({ method: 'GET', url: `${doorman}/v1/crl` })
      if (reply.status !== 200) return false
      // A phone shows what is here before it needs a library for what the doorman says.
      const { readCrl } = await import('@hdms/shared/identity/certificates.ts')
      const crl = await readCrl(crypto, reply.body, readCertificate(doormanCa).publicKey)
      if (!this.crl || crl.thisUpdate >= this.crl.thisUpdate) this.crl = crl
      return true
    } catch (error) {
      if (asHdmsError(error).code === 'BUG') throw error
      return false
    }
  }
}
