/**
 * The doorman: admits members and certifies them. Institutions wait for an operator; a person comes with a one-time
 * token from an institution. Rows, by prefix:
 *   request/ID · name/NAME → live serial · person/INVITER/HANDLE → live serial · invitation/H(token) · once/NONCE ·
 * cert/SERIAL · signed → number and time of the newest revocation list
 */

import type { IssuedCertificate, Pending } from '@hdms/doorman/client/enrol.ts'
import { fingerprint } from '@hdms/doorman/client/member.ts'
import { Budget } from '@hdms/platform/node/budget.ts'
import { equal, fromHex, fromUtf8, hex, utf8 } from '@hdms/shared/bytes.ts'
import { H, sha256 } from '@hdms/shared/crypto/hash.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { fail } from '@hdms/shared/errors.ts'
import { readCertificate } from '@hdms/shared/identity/certificate.ts'
import { type Csr, issueCertificate, issueCrl, readCsr } from '@hdms/shared/identity/certificates.ts'
import { BACKDATE } from '@hdms/shared/identity/doorman-facts.ts'
import { formatName, type MemberName, PERSONS } from '@hdms/shared/identity/names.ts'
import { type InTurn, inTurn } from '@hdms/shared/in-turn.ts'
import { TOKEN_WINDOW } from '@hdms/shared/network/member-token.ts'
import { type Change, type NodeStore, prefixRange } from '@hdms/shared/ports/node-store.ts'
import { type RefuseAs, refusingAs } from '@hdms/shared/reasons.ts'
import { type Clock, DAY, HOUR } from '@hdms/shared/time.ts'
import { DOORMAN_NAME } from './ca.ts'
import { IssuanceLog } from './issuance-log.ts'
import { Lookalikes, SERVICES } from './lookalikes.ts'
import { type DoormanReasons, refuse as refuseFor } from './reasons.ts'

export interface DoormanOptions {
  readonly crypto: CryptoProvider
  readonly clock: Clock
  readonly store: NodeStore
  /** Seed of the doorman's CA key. */
  readonly seed: Uint8Array
  readonly doormanCa: Uint8Array
  readonly root: Uint8Array
  /** Countries that names may be of. */
  readonly countries?: readonly string[]
  /** How long a revocation list is good for, milliseconds. */
  readonly crlPeriod?: number
  /** What a poll is told to wait, seconds. */
  readonly pollSeconds?: number
}

type Request =
  | {
      readonly status: 'pending'
      readonly csr: string
      readonly name: string
      readonly role: string
      /** Fingerprint of the key that asks; missing in rows of old. */
      readonly key?: string
      readonly since?: number
    }
  | { readonly status: 'approved'; readonly serial: string; readonly name: string; readonly role: string }
  | { readonly status: 'refused'; readonly reason: string; readonly name: string; readonly role: string }

interface Invitation {
  readonly inviter: string
  readonly handle: string
  readonly expires: number
  readonly usedBy?: string
}
/** Of the newest revocation list: numbers and times grow, also when the clock is set back. */
interface Signed {
  readonly number: number
  readonly time: number
}
interface Issued {
  readonly der: string
  readonly name: string
  readonly revokedAt?: number
}

const VALIDITY = 2 * 365 * DAY
const INVITATION_LIFE = 7 * DAY
/** A request that no operator decided is forgotten after it: whoever still wants in asks again. */
const PENDING_LIFE = 30 * DAY
/** Requests that wait at once; of one address in a day. */
const MOST_PENDING = 5_000
const PENDING_A_DAY = 100
const refuse: RefuseAs<DoormanReasons, 'CSR_REFUSED'> = refusingAs(refuseFor, 'CSR_REFUSED', {})

export class Doorman {
  private readonly options: Required<DoormanOptions>
  /** Admission decisions one after the other: what is checked must still hold when it is written. */
  private readonly exclusive: InTurn = inTurn()
  private list: { readonly renewAt: number; readonly der: Promise<Uint8Array> } | undefined
  readonly log: IssuanceLog
  private readonly lookalikes: Lookalikes
  private readonly asking: Budget
  /** Requests that wait; counted at the first that comes and at every sweep. */
  private pendings: number | undefined

  constructor(options: DoormanOptions) {
    this.options = { countries: ['KR'], crlPeriod: HOUR, pollSeconds: 2, ...options }
    this.log = new IssuanceLog(this.options)
    this.lookalikes = new Lookalikes(options.store)
    this.asking = new Budget(options.clock, PENDING_A_DAY / 1440, PENDING_A_DAY)
  }

  /** Reads what was issued before. */
  load(): Promise<void> {
    return this.log.load()
  }

  private async read<T>(key: string): Promise<T | undefined> {
    const bytes = await this.options.store.get(key)
    return bytes && (JSON.parse(fromUtf8(bytes)) as T)
  }
  private row(key: string, value: unknown): Change {
    return { key, value: utf8(JSON.stringify(value)) }
  }

  get pollSeconds(): number {
    return this.options.pollSeconds
  }

  /**
   * Takes a PKCS#10 request. The same request twice is one.
   * @param from whom the requests count for that wait for an operator: an address
   * @returns its id. @throws CSR_REFUSED, NAME_INVALID, KEY_INVALID, QUOTA
   */
  async request(der: Uint8Array, invitation: string | undefined, from = ''): Promise<string> {
    const csr = await readCsr(this.options.crypto, der)
    return this.exclusive(async () => {
      const id = hex(sha256(der)).slice(0, 32)
      if (await this.read(`request/${id}`)) return id
      this.checkPolicy(csr)
      await this.checkNameFree(csr.name, csr.kind)
      if (csr.kind === 'person') await this.admitPerson(id, csr, invitation)
      else await this.keepPending(id, der, csr, from)
      return id
    })
  }

  /** What a stranger can leave here is counted. */
  private async keepPending(id: string, der: Uint8Array, { name, role, kind, publicKey }: Csr, from: string): Promise<void> {
    this.asking.take(from)
    this.pendings ??= (await this.waiting()).length
    if (this.pendings >= MOST_PENDING) fail('QUOTA', { seconds: DAY / 1000 })
    const pending = { csr: hex(der), name: formatName(name), role: `${role}/${kind}`, key: fingerprint(publicKey) }
    await this.options.store.commit([this.row(`request/${id}`, { status: 'pending', ...pending, since: this.options.clock.now() })])
    this.pendings++
  }

  private checkPolicy({ name, role, kind }: Csr): void {
    const wanted = role === 'node-ca' ? kind !== 'none' : (role === 'network-map' || role === 'network-parameters') && kind === 'service'
    if (!wanted) refuse('role-not-given', { kind: role, role: kind })
    if (!this.options.countries.includes(name.country)) refuse('country', { countries: this.options.countries.join(', ') })
    const pseudonym = name.organisation === PERSONS && /^[0-9a-f]{16,32}$/.test(name.commonName ?? '') && name.locality === undefined
    if (kind === 'person' && !pseudonym) refuse('person-name', { organisation: PERSONS })
    if (kind !== 'person' && name.organisation === PERSONS) refuse('reserved-persons')
    if (name.organisation === SERVICES && kind !== 'service') refuse('reserved-services')
  }

  private async checkNameFree(name: MemberName, kind: Csr['kind']): Promise<void> {
    if (await this.options.store.get(`name/${formatName(name)}`)) refuse('name-taken')
    await this.lookalikes.check(name, kind)
  }

  private async admitPerson(id: string, csr: Csr, token: string | undefined): Promise<void> {
    if (!token) return refuse('invitation-needed')
    const key = `invitation/${hex(H('invitation', utf8(token)))}`
    const invitation = await this.read<Invitation>(key)
    if (!invitation) return refuse('invitation-unknown')
    if (invitation.usedBy) return refuse('invitation-used')
    if (this.options.clock.now() > invitation.expires) return refuse('invitation-expired')
    const person = `person/${invitation.inviter}/${invitation.handle}`
    if (await this.options.store.get(person)) return refuse('certificate-live')
    const { serial, der, changes } = await this.issue(csr)
    await this.options.store.commit([
      ...changes,
      this.row(`request/${id}`, { status: 'approved', serial, name: formatName(csr.name), role: `${csr.role}/${csr.kind}` }),
      this.row(key, { ...invitation, usedBy: serial }),
      { key: person, value: utf8(serial) },
      { key: `whose/${serial}`, value: utf8(person) },
    ])
    this.log.entered(der)
  }

  private async issue(csr: Csr): Promise<{ serial: string; der: Uint8Array; changes: Change[] }> {
    const { crypto, seed } = this.options
    const { now } = await this.moment()
    const der = await issueCertificate(
      crypto,
      { name: DOORMAN_NAME, seed },
      {
        subject: csr.name,
        publicKey: csr.publicKey,
        role: csr.role,
        kind: csr.kind,
        notBefore: now - BACKDATE,
        notAfter: now + VALIDITY,
      },
    )
    const { serial, subjectText } = readCertificate(der)
    const certificate = this.row(`cert/${serial}`, { der: hex(der), name: subjectText })
    const name = { key: `name/${subjectText}`, value: utf8(serial) }
    return { serial, der, changes: [certificate, name, ...this.lookalikes.rows(subjectText), this.log.entry(der)] }
  }

  /** @throws NOT_FOUND; CSR_REFUSED when it was refused */
  async state(id: string): Promise<{ status: 'pending' } | { status: 'approved'; chain: Uint8Array[] }> {
    const request = await this.read<Request>(`request/${id}`)
    if (!request) return fail('NOT_FOUND', { what: 'request' })
    if (request.status === 'refused') return fail('CSR_REFUSED', { why: request.reason })
    if (request.status === 'pending') return { status: 'pending' }
    const issued = (await this.read<Issued>(`cert/${request.serial}`)) as Issued
    return { status: 'approved', chain: [fromHex(issued.der), this.options.doormanCa, this.options.root] }
  }

  private async waiting(): Promise<(Extract<Request, { status: 'pending' }> & { readonly id: string })[]> {
    const rows = await this.options.store.range(...prefixRange('request/'))
    return rows.flatMap(([key, bytes]) => {
      const request = JSON.parse(fromUtf8(bytes)) as Request
      return request.status === 'pending' ? [{ id: key.slice('request/'.length), ...request }] : []
    })
  }

  /** Those who wait for the operator, each with what is to be known of its name: whom it resembles. */
  async pending(): Promise<Pending[]> {
    const waiting = await this.waiting()
    const names = waiting.map(({ name }) => name)
    const keyOf = async (csr: string): Promise<string> => fingerprint((await readCsr(this.options.crypto, fromHex(csr))).publicKey)
    return Promise.all(
      waiting.map(async ({ id, name, role, csr, key }) => ({
        ...{ id, name, role },
        key: key ?? (await keyOf(csr)),
        warning: await this.lookalikes.warning(name, names),
      })),
    )
  }

  /** Every certificate that was issued, persons' too, which are known by their pseudonyms. */
  async issued(): Promise<IssuedCertificate[]> {
    const rows = await this.options.store.range(...prefixRange('cert/'))
    return rows.map(([key, bytes]) => {
      const { der, name, revokedAt } = JSON.parse(fromUtf8(bytes)) as Issued
      const { role, kind, notAfter } = readCertificate(fromHex(der))
      const revoked = revokedAt === undefined ? '' : new Date(revokedAt).toISOString()
      return {
        serial: key.slice('cert/'.length),
        name,
        role: `${role}/${kind}`,
        until: new Date(notAfter).toISOString().slice(0, 10),
        revoked,
      }
    })
  }

  /** The operator's decision. @throws NOT_FOUND, CSR_REFUSED when the name was taken meanwhile */
  decide(id: string, approve: boolean, reason: string): Promise<void> {
    return this.exclusive(async () => {
      const request = await this.read<Request>(`request/${id}`)
      if (request?.status !== 'pending') return fail('NOT_FOUND', { what: 'pending request' })
      const { name, role } = request
      this.pendings = undefined
      if (!approve)
        return this.options.store.commit([
          this.row(`request/${id}`, { status: 'refused', reason: reason || 'the operator refused it', name, role }),
        ])
      const csr = await readCsr(this.options.crypto, fromHex(request.csr))
      await this.checkNameFree(csr.name, csr.kind)
      const { serial, der, changes } = await this.issue(csr)
      await this.options.store.commit([...changes, this.row(`request/${id}`, { status: 'approved', serial, name, role })])
      this.log.entered(der)
    })
  }

  /**
   * @param inviter name of the inviting institution
   * @param request what the inviter drew for this request: a copy of it gets no other token
   * @returns a one-time token. @throws NOT_ALLOWED for a copy
   */
  invite(inviter: MemberName, handle: string, request?: string): Promise<{ token: string; expires: number }> {
    return this.exclusive(async () => {
      if (!/^[0-9a-f]{32}$/.test(handle)) refuseFor('INPUT_INVALID', 'handle-form', { what: 'handle' })
      const name = formatName(inviter)
      if (await this.options.store.get(`person/${name}/${handle}`)) refuse('certificate-live')
      const now = this.options.clock.now()
      if (request && (await this.options.store.get(`once/${request}`))) refuseFor('NOT_ALLOWED', 'invitation-repeated')
      const token = hex(this.options.crypto.random(16))
      const expires = now + INVITATION_LIFE
      const once = request ? [this.row(`once/${request}`, { until: now + 2 * TOKEN_WINDOW })] : []
      await this.options.store.commit([
        this.row(`invitation/${hex(H('invitation', utf8(token)))}`, { inviter: name, handle, expires }),
        ...once,
      ])
      return { token, expires }
    })
  }

  /**
   * Whom a name belongs to, as their inviter knows them: the same person certified anew is the same. @param name of a
   * live certificate
   */
  async whose(name: string): Promise<string> {
    const { store } = this.options
    const serial = await store.get(`name/${name}`)
    const person = serial && (await store.get(`whose/${fromUtf8(serial)}`))
    return person ? fromUtf8(person) : name
  }

  /** Revokes for good; name and handle become free for a new key. @throws NOT_FOUND */
  async revoke(serial: string): Promise<void> {
    try {
      await this.markRevoked(serial)
    } finally {
      this.list = undefined
    }
  }

  private markRevoked(serial: string): Promise<void> {
    return this.exclusive(async () => {
      const issued = await this.read<Issued>(`cert/${serial}`)
      if (!issued) return fail('NOT_FOUND', { what: 'certificate' })
      if (issued.revokedAt !== undefined) return
      // The name may belong to another certificate already, which lives.
      const named = await this.options.store.get(`name/${issued.name}`)
      const own = named !== undefined && equal(named, utf8(serial))
      const name = own ? [{ key: `name/${issued.name}`, value: null }, ...this.lookalikes.rows(issued.name, true)] : []
      const persons = await this.options.store.range(...prefixRange('person/'))
      const freed = persons.filter(([, value]) => equal(value, utf8(serial))).map(([key]) => ({ key, value: null }))
      return this.options.store.commit([this.row(`cert/${serial}`, { ...issued, revokedAt: this.options.clock.now() }), ...name, ...freed])
    })
  }

  /**
   * Forgets what nobody can use any more: requests that nobody decided, invitations that nobody took. Run it now and
   * then.
   */
  sweep(): Promise<void> {
    return this.exclusive(async () => {
      const { store, clock } = this.options
      const now = clock.now()
      const over = async (prefix: string, until: (row: never) => number): Promise<Change[]> =>
        (await store.range(...prefixRange(prefix)))
          .filter(([, bytes]) => until(JSON.parse(fromUtf8(bytes)) as never) < now)
          .map(([key]) => ({ key, value: null }))
      await store.commit([
        ...(await over('invitation/', (row: Invitation) => row.expires)),
        ...(await over('once/', (row: { readonly until: number }) => row.until)),
        ...(await over('request/', (row: Request) => (row.status === 'pending' ? (row.since ?? now) + PENDING_LIFE : now))),
      ])
    })
  }

  /**
   * The revocation list: made anew after a revocation and at half of its life, since anybody may ask for it. @returns
   * DER
   */
  crl(): Promise<Uint8Array> {
    const { clock, crlPeriod } = this.options
    if (!this.list || clock.now() >= this.list.renewAt) {
      const list = { renewAt: clock.now() + crlPeriod / 2, der: this.makeCrl() }
      this.list = list
      void list.der.catch(() => {
        if (this.list === list) this.list = undefined
      })
    }
    return this.list.der
  }

  /** The time of what is signed now: never before that of a list that was signed. Only in turn ({@link exclusive}). */
  private async moment(): Promise<{ now: number; number: number }> {
    const { number = 0, time = 0 } = (await this.read<Signed>('signed')) ?? {}
    return { now: Math.max(this.options.clock.now(), time), number }
  }

  /**
   * Rows and time are taken in one turn, and the list's number is written before the list is signed: what was revoked
   * by the time of a list stands in it, and no two lists have one number. Otherwise an honest doorman could sign
   * evidence against itself.
   */
  private makeCrl(): Promise<Uint8Array> {
    return this.exclusive(async () => {
      const { crypto, seed, store, crlPeriod } = this.options
      const { now, number } = await this.moment()
      const rows = await store.range(...prefixRange('cert/'))
      const revoked = rows.flatMap(([key, bytes]) => {
        const { revokedAt } = JSON.parse(fromUtf8(bytes)) as Issued
        return revokedAt === undefined ? [] : [{ serial: key.slice('cert/'.length), at: revokedAt }]
      })
      await store.commit([this.row('signed', { number: number + 1, time: now })])
      const content = { revoked, number: number + 1, thisUpdate: now, nextUpdate: now + crlPeriod }
      return issueCrl(crypto, { name: DOORMAN_NAME, seed }, content)
    })
  }
}
