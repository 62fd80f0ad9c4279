/** What a member trusts: the pinned root and the doorman's newest revocation list. */
import { decodeAll, equal, Writer } from '@hdms/shared/bytes.ts'
import { verifyConsistency } from '@hdms/shared/crypto/merkle.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { asHdmsError, fail } from '@hdms/shared/errors.ts'
import { readCertificate } from '@hdms/shared/identity/certificate.ts'
import type { Crl } from '@hdms/shared/identity/certificates.ts'
import { decodeLogProof, isLogged, type LogHead } from '@hdms/shared/identity/issuance-log.ts'
import type { PathRules } from '@hdms/shared/identity/path.ts'
import type { HttpClient } from '@hdms/shared/ports/http.ts'
import type { Clock } from '@hdms/shared/time.ts'
import { DoormanClient } from './enrol.ts'

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

/**
 * Where what was revoked outlives the process. Without it whoever stands between a member and its doorman gives revoked
 * certificates back at each start, by a list of before.
 */
export interface TrustMemory {
  load(): Promise<Uint8Array | undefined>
  save(kept: Uint8Array): Promise<void>
}
/** The newest list as it was got, and serials that earlier ones had beyond it. */
const encodeKept = (list: Uint8Array, beyond: readonly string[]): Uint8Array =>
  new Writer()
    .long(list)
    .list(beyond, (w, serial) => void w.text(serial))
    .bytes()
const decodeKept = (kept: Uint8Array): { list: Uint8Array; beyond: string[] } =>
  decodeAll(kept, 'kept revocation list', (r) => ({ list: r.long(), beyond: r.list((i) => i.text()) }))

/** Two heads of one log that cannot both be true, both signed by the doorman, are evidence against it. */
const FORKED = { why: 'the doorman shows two issuance logs that contradict each other; tell the operator of the network' }

export class TrustStore {
  private crl: Crl | undefined
  /** The list in use as it was got: what comes again the same is not read again. */
  private crlBytes: Uint8Array = new Uint8Array(0)
  private memory: TrustMemory | undefined
  private readonly options: TrustOptions
  private readonly doorman: DoormanClient
  /** Head of the issuance log that holds the own certificate. */
  private anchor: LogHead | undefined
  /** Roots that were seen to belong to one history, by size. */
  private readonly roots = new Map<number, Uint8Array>()

  constructor(options: TrustOptions) {
    this.options = options
    this.doorman = new DoormanClient(options.http, options.doorman)
  }

  /** The rules for now. */
  rules(): PathRules {
    const { root, clock, crlPolicy = 'soft' } = this.options
    const log = this.anchor ? { log: (der: Uint8Array, proof: Uint8Array) => this.logged(der, proof) } : {}
    return { root, now: clock.now(), crlPolicy, ...(this.crl ? { crl: this.crl } : {}), ...log }
  }

  /**
   * From now on every certificate has to stand in the issuance log that holds the own one. @param proof LogProof of the
   * own certificate
   */
  follow(proof: Uint8Array): void {
    const { head } = decodeLogProof(proof)
    this.anchor = head
    this.roots.set(head.size, head.root)
  }

  /**
   * @throws CERT_REFUSED when the certificate is not in the log, or in one with another history than the log that holds
   * the own
   */
  private async logged(der: Uint8Array, bytes: Uint8Array): Promise<void> {
    const { crypto, doormanCa, crlPolicy = 'soft' } = this.options
    if (bytes.length === 0) fail('CERT_REFUSED', { why: 'it comes without a proof that it stands in the issuance log' })
    const proof = decodeLogProof(bytes)
    if (!(await isLogged(crypto, readCertificate(doormanCa).publicKey, der, proof)))
      fail('CERT_REFUSED', { why: 'it does not stand in the issuance log' })
    const { size, root } = proof.head
    const known = this.roots.get(size)
    if (known) return equal(known, root) ? undefined : fail('CERT_REFUSED', FORKED)
    const own = this.anchor as LogHead
    const [from, to] = size < own.size ? [proof.head, own] : [own, proof.head]
    let path: Uint8Array[]
    try {
      path = await this.doorman.logConsistency(from.size, to.size)
    } catch (error) {
      // A doorman that is away, or a refusal that nobody signed: what it signed counts until it answers, unless the
      // setting is hard.
      if (crlPolicy === 'soft') return
      return fail('SERVICE_UNAVAILABLE', { service: 'doorman' }, error)
    }
    if (!verifyConsistency(from.size, to.size, path, from.root, to.root)) fail('CERT_REFUSED', FORKED)
    this.roots.set(size, root)
  }

  /**
   * Goes on with what was revoked before the last end, and keeps it from now on. Only the first memory counts.
   * @throws WIRE_MALFORMED, CERT_REFUSED when what was kept is not what was written: it does not go on without
   */
  async remember(memory: TrustMemory): Promise<void> {
    if (this.memory) return
    this.memory = memory
    const kept = await memory.load()
    if (!kept) return
    const { list, beyond } = decodeKept(kept)
    const crl = await this.read(list)
    this.crl = { ...crl, serials: new Set([...beyond, ...crl.serials]) }
    this.crlBytes = list
  }

  private async read(list: Uint8Array): Promise<Crl> {
    // A phone shows what is here before it needs a library for what the doorman says.
    const { readCrl } = await import('@hdms/shared/identity/certificates.ts')
    return readCrl(this.options.crypto, list, readCertificate(this.options.doormanCa).publicKey)
  }

  /**
   * Fetches the revocation list; an older or unsigned one never replaces the one held, and a later one never shortens it.
   * @returns whether a list was got
   */
  async refresh(): Promise<boolean> {
    const { http, doorman } = this.options
    try {
      const reply = await http({ method: 'GET', url: `${doorman}/v1/crl` })
      if (reply.status !== 200) return false
      if (equal(reply.body, this.crlBytes)) return true
      const crl = await this.read(reply.body)
      if (this.crl && crl.thisUpdate < this.crl.thisUpdate) return true
      // Revoked is for ever (the doorman's lists never forget): a later list that leaves a serial out, shown to this member or made by
      // mistake, gives nobody their certificate back.
      const beyond = [...(this.crl?.serials ?? [])].filter((serial) => !crl.serials.has(serial))
      this.crl = { ...crl, serials: new Set([...beyond, ...crl.serials]) }
      this.crlBytes = reply.body
      await this.memory?.save(encodeKept(reply.body, beyond))
      return true
    } catch (error) {
      if (asHdmsError(error).code === 'BUG') throw error
      return false
    }
  }
}
