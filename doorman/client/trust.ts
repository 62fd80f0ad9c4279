/** What a member trusts: the pinned root and the doorman's newest revocation list. */
import { decodeAll, equal, Writer } from '@hdms/shared/bytes.ts'
import { verifyConsistency } from '@hdms/shared/crypto/merkle.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { asHdmsError, fail } from '@hdms/shared/errors.ts'
import type { AuthorityStanding } from '@hdms/shared/evidence/authority.ts'
import { type Role, readCertificate } from '@hdms/shared/identity/certificate.ts'
import type { Crl } from '@hdms/shared/identity/certificates.ts'
import { type ReadDoormanFact, readDoormanFact } from '@hdms/shared/identity/doorman-facts.ts'
import { decodeLogProof, isLogged, type LogHead } from '@hdms/shared/identity/issuance-log.ts'
import { type PathRules, validatePath } from '@hdms/shared/identity/path.ts'
import type { HttpClient } from '@hdms/shared/ports/http.ts'
import type { Clock } from '@hdms/shared/time.ts'
import { DoormanWatch } from './doorman-watch.ts'
import { DoormanClient } from './enrol.ts'
import { refuse } from './reasons.ts'

type ReadList = Extract<ReadDoormanFact, { kind: 'crl' }>

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
/**
 * The newest list as it was got, serials that earlier ones had beyond it, and what the watch over the doorman keeps.
 */
const encodeKept = (list: Uint8Array, beyond: readonly string[], watch: Uint8Array): Uint8Array =>
  new Writer()
    .long(list)
    .list(beyond, (w, serial) => void w.text(serial))
    .long(watch)
    .bytes()
const decodeKept = (kept: Uint8Array): { list: Uint8Array; beyond: string[]; watch: Uint8Array | undefined } =>
  decodeAll(kept, 'kept revocation list', (r) => ({
    ...{ list: r.long(), beyond: r.list((i) => i.text()) },
    // Kept before there was a watch.
    watch: r.remaining > 0 ? r.long() : undefined,
  }))

export class TrustStore {
  private crl: Crl | undefined
  /**
   * The list in use, without what earlier ones had beyond it, and as it was got: what comes again the same is not
   * read again.
   */
  private current: Crl | undefined
  private crlBytes: Uint8Array = new Uint8Array(0)
  private memory: TrustMemory | undefined
  private readonly options: TrustOptions
  private readonly doorman: DoormanClient
  private readonly watch: DoormanWatch
  /** Whether certificates have to stand in the log: from {@link follow} on. */
  private isFollowed = false
  /** Changes of {@link watch} that are kept already. */
  private saved = 0

  constructor(options: TrustOptions) {
    this.options = options
    this.doorman = new DoormanClient(options.http, options.doorman)
    this.watch = new DoormanWatch([options.doormanCa, options.root], () => options.clock.now())
  }

  private get key(): Uint8Array {
    return readCertificate(this.options.doormanCa).publicKey
  }

  /** The rules for now. */
  rules(): PathRules {
    const { root, clock, crlPolicy = 'soft' } = this.options
    const log = this.isFollowed ? { log: (der: Uint8Array, proof: Uint8Array) => this.logged(der, proof) } : {}
    return { root, now: clock.now(), crlPolicy, ...(this.crl ? { crl: this.crl } : {}), ...log }
  }

  /**
   * From now on every certificate has to stand in the issuance log that holds the own one. @param proof LogProof of the
   * own certificate
   */
  follow(proof: Uint8Array): void {
    this.isFollowed = true
    this.watch.sawHead(decodeLogProof(proof).head)
  }

  /** Says how the doorman stands with this member. */
  standing(): AuthorityStanding {
    return this.watch.standing()
  }

  /**
   * The operator decides to trust the doorman again, whose evidence stays. @throws NOT_FOUND when it is trusted, or
   * of another name
   */
  async trustAgain(name: string): Promise<void> {
    const { name: own } = this.watch.standing()
    if (name !== own || !this.watch.isDistrusted) fail('NOT_FOUND', { what: 'doorman of that name that is not trusted' })
    this.watch.trust()
    await this.save()
  }

  /**
   * Checks what the doorman answered to the own request for a certificate, before it is kept: nobody signed the
   * answer itself, and a path that is kept once is never asked for again. @param chain above the own key, its
   * certificate first @throws CERT_REFUSED
   */
  async checkOwn(chain: readonly Uint8Array[], key: Uint8Array, role: Role): Promise<void> {
    const { crypto } = this.options
    const { root, now } = this.rules()
    const own = await validatePath(crypto, chain, [role], { root, now, crlPolicy: 'soft' })
    if (!equal(own.publicKey, key)) refuse('CERT_REFUSED', 'own-other-key')
  }

  /** The same for the proof that the own certificate stands in the log. @throws CERT_REFUSED, WIRE_MALFORMED */
  async checkProof(der: Uint8Array, proof: Uint8Array): Promise<void> {
    if (!(await isLogged(this.options.crypto, this.key, der, decodeLogProof(proof)))) refuse('CERT_REFUSED', 'not-in-log')
  }

  /**
   * @throws CERT_REFUSED when the certificate is not in the log, in one with another history than the log that holds
   * the own, or new since the doorman contradicted itself
   */
  private async logged(der: Uint8Array, bytes: Uint8Array): Promise<void> {
    if (bytes.length === 0) refuse('CERT_REFUSED', 'no-log-proof')
    const proof = decodeLogProof(bytes)
    await this.checkProof(der, bytes)
    const { head } = proof
    const known = this.watch.known(head)
    if (known === 'forked') {
      await this.save()
      refuse('CERT_REFUSED', 'log-forked')
    }
    if (!this.watch.admits(proof.index)) refuse('CERT_REFUSED', 'doorman-distrusted')
    if (known === 'unknown') await this.compareHead(head)
    this.watch.sawCertificate(der)
  }

  /** That a head belongs to the history of the newest one that is known, which all before it were compared with. */
  private async compareHead(head: LogHead): Promise<void> {
    const newest = this.watch.newest as LogHead
    const [from, to] = head.size < newest.size ? [head, newest] : [newest, head]
    let path: Uint8Array[]
    try {
      path = await this.doorman.logConsistency(from.size, to.size)
    } catch (error) {
      // A doorman that is away, or a refusal that nobody signed: what it signed counts until it answers, unless the
      // setting is hard, or it has contradicted itself.
      if ((this.options.crlPolicy ?? 'soft') === 'soft' && !this.watch.isDistrusted) return
      return fail('SERVICE_UNAVAILABLE', { service: 'doorman' }, error)
    }
    if (!verifyConsistency(from.size, to.size, path, from.root, to.root)) refuse('CERT_REFUSED', 'log-forked')
    this.watch.sawHead(head)
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
    const { list, beyond, watch } = decodeKept(kept)
    if (watch) this.watch.restore(watch)
    this.saved = this.watch.changes
    if (list.length > 0) this.take(await this.read(list), list, beyond)
  }

  /** Keeps what has to outlast this process. */
  private async save(): Promise<void> {
    const { changes } = this.watch
    const [list, all] = [this.current, this.crl?.serials ?? []]
    const beyond = [...all].filter((serial) => !list?.serials.has(serial))
    await this.memory?.save(encodeKept(this.crlBytes, beyond, this.watch.bytes()))
    this.saved = changes
  }

  private async read(bytes: Uint8Array): Promise<ReadList> {
    const read = await readDoormanFact(this.options.crypto, this.key, { kind: 'crl', bytes })
    return read.kind === 'crl' ? read : fail('BUG', { what: 'a list that is none' })
  }

  /**
   * Puts a list in use, if it is later than the one before. Revoked is for ever (the doorman's lists never forget): a
   * later list that leaves a serial out, shown to this member or made by mistake, gives nobody their certificate
   * back. Nor does an older one that names more.
   */
  private take({ crl, ...read }: ReadList, bytes: Uint8Array, beyond: readonly string[] = []): void {
    const isNew = this.watch.sawList({ crl, ...read })
    const serials = new Set([...beyond, ...(this.crl?.serials ?? []), ...crl.serials])
    if (isNew) [this.current, this.crlBytes] = [crl, bytes]
    this.crl = { ...(this.current ?? crl), serials }
  }

  /**
   * Fetches the revocation list; an older or unsigned one never replaces the one held, and a later one never shortens
   * it.
   * @returns whether a list was got
   */
  async refresh(): Promise<boolean> {
    const { http, doorman } = this.options
    try {
      const reply = await http({ method: 'GET', url: `${doorman}/v1/crl` })
      if (reply.status !== 200) return false
      if (equal(reply.body, this.crlBytes)) {
        if (this.watch.changes !== this.saved) await this.save()
        return true
      }
      this.take(await this.read(reply.body), reply.body)
      await this.save()
      return true
    } catch (error) {
      if (asHdmsError(error).code === 'BUG') throw error
      return false
    }
  }
}
