/**
 * The doorman: admits members and certifies them. Institutions wait for an operator; a person comes with a one-time token
 * from an institution. Rows, by prefix:
 *   request/ID · name/NAME → live serial · person/INVITER/HANDLE → live serial · invitation/H(token) · cert/SERIAL
 */

import type { IssuedCertificate, Pending } from '@hdms/doorman/client/enrol.ts'
import { fingerprint } from '@hdms/doorman/client/member.ts'
import { equal, fromHex, fromUtf8, hex, utf8 } from '@hdms/shared/bytes.ts'
import { H, sha256 } from '@hdms/shared/crypto/hash.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { fail } from '@hdms/shared/errors.ts'
import { readCertificate } from '@hdms/shared/identity/certificate.ts'
import { type Csr, issueCertificate, issueCrl, readCsr } from '@hdms/shared/identity/certificates.ts'
import { formatName, type MemberName, PERSONS } from '@hdms/shared/identity/names.ts'
import { type InTurn, inTurn } from '@hdms/shared/in-turn.ts'
import { type Change, type NodeStore, prefixRange } from '@hdms/shared/ports/node-store.ts'
import { type Clock, DAY, HOUR } from '@hdms/shared/time.ts'
import { BACKDATE, DOORMAN_NAME } from './ca.ts'
import { IssuanceLog } from './issuance-log.ts'

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
  | { readonly status: 'pending'; readonly csr: string; readonly name: string; readonly role: string }
  | { readonly status: 'approved'; readonly serial: string; readonly name: string; readonly role: string }
  | { readonly status: 'refused'; readonly reason: string; readonly name: string; readonly role: string }

interface Invitation {
  readonly inviter: string
  readonly handle: string
  readonly expires: number
  readonly usedBy?: string
}
interface Issued {
  readonly der: string
  readonly name: string
  readonly revokedAt?: number
}

const VALIDITY = 2 * 365 * DAY
const INVITATION_LIFE = 7 * DAY
const refuse = (why: string): never => fail('CSR_REFUSED', { why })

export class Doorman {
  private readonly options: Required<DoormanOptions>
  /** Admission decisions one after the other: what is checked must still hold when it is written. */
  private readonly exclusive: InTurn = inTurn()
  private list: { readonly renewAt: number; readonly der: Promise<Uint8Array> } | undefined
  readonly log: IssuanceLog

  constructor(options: DoormanOptions) {
    this.options = { countries: ['KR'], crlPeriod: HOUR, pollSeconds: 2, ...options }
    this.log = new IssuanceLog(this.options)
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

  /** Takes a PKCS#10 request. The same request twice is one. @returns its id. @throws CSR_REFUSED, NAME_INVALID, KEY_INVALID */
  request(der: Uint8Array, invitation: string | undefined): Promise<string> {
    return this.exclusive(async () => {
      const csr = await readCsr(this.options.crypto, der)
      const id = hex(sha256(der)).slice(0, 32)
      if (await this.read(`request/${id}`)) return id
      const name = formatName(csr.name)
      this.checkPolicy(csr)
      await this.checkNameFree(name)
      if (csr.kind === 'person') await this.admitPerson(id, csr, invitation)
      else
        await this.options.store.commit([
          this.row(`request/${id}`, { status: 'pending', csr: hex(der), name, role: `${csr.role}/${csr.kind}` }),
        ])
      return id
    })
  }

  private checkPolicy({ name, role, kind }: Csr): void {
    const wanted = role === 'node-ca' ? kind !== 'none' : (role === 'network-map' || role === 'network-parameters') && kind === 'service'
    if (!wanted) refuse(`the role ${role}/${kind} is not given on request`)
    if (!this.options.countries.includes(name.country)) refuse(`the country must be one of ${this.options.countries.join(', ')}`)
    const pseudonym = name.organisation === PERSONS && /^[0-9a-f]{16,32}$/.test(name.commonName ?? '') && name.locality === undefined
    if (kind === 'person' && !pseudonym) refuse(`a person is called CN=<16 to 32 hex digits>,O=${PERSONS}`)
    if (kind !== 'person' && name.organisation === PERSONS) refuse('that organisation is reserved for persons')
    if (name.organisation === 'HDMS' && kind !== 'service') refuse("that organisation is reserved for the network's services")
  }

  private async checkNameFree(name: string): Promise<void> {
    if (await this.options.store.get(`name/${name}`)) refuse('the name is taken; revoke its certificate first')
  }

  private async admitPerson(id: string, csr: Csr, token: string | undefined): Promise<void> {
    if (!token) return refuse('a person needs an invitation token')
    const key = `invitation/${hex(H('invitation', utf8(token)))}`
    const invitation = await this.read<Invitation>(key)
    if (!invitation) return refuse('the invitation token is not known')
    if (invitation.usedBy) return refuse('the invitation token was used')
    if (this.options.clock.now() > invitation.expires) return refuse('the invitation token has expired')
    const person = `person/${invitation.inviter}/${invitation.handle}`
    if (await this.options.store.get(person)) return refuse('this person has a live certificate; revoke it first')
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
    const { crypto, clock, seed } = this.options
    const now = clock.now()
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
    return { serial, der, changes: [certificate, { key: `name/${subjectText}`, value: utf8(serial) }, this.log.entry(der)] }
  }

  /** @throws NOT_FOUND; CSR_REFUSED when it was refused */
  async state(id: string): Promise<{ status: 'pending' } | { status: 'approved'; chain: Uint8Array[] }> {
    const request = await this.read<Request>(`request/${id}`)
    if (!request) return fail('NOT_FOUND', { what: 'request' })
    if (request.status === 'refused') return refuse(request.reason)
    if (request.status === 'pending') return { status: 'pending' }
    const issued = (await this.read<Issued>(`cert/${request.serial}`)) as Issued
    return { status: 'approved', chain: [fromHex(issued.der), this.options.doormanCa, this.options.root] }
  }

  async pending(): Promise<Pending[]> {
    const rows = await this.options.store.range(...prefixRange('request/'))
    const waiting = rows.flatMap(([key, bytes]) => {
      const request = JSON.parse(fromUtf8(bytes)) as Request
      return request.status === 'pending' ? [{ id: key.slice('request/'.length), ...request }] : []
    })
    const keyOf = async (csr: string): Promise<string> => fingerprint((await readCsr(this.options.crypto, fromHex(csr))).publicKey)
    return Promise.all(waiting.map(async ({ id, name, role, csr }) => ({ id, name, role, key: await keyOf(csr) })))
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
      if (!approve)
        return this.options.store.commit([
          this.row(`request/${id}`, { status: 'refused', reason: reason || 'the operator refused it', name, role }),
        ])
      await this.checkNameFree(name)
      const { serial, der, changes } = await this.issue(await readCsr(this.options.crypto, fromHex(request.csr)))
      await this.options.store.commit([...changes, this.row(`request/${id}`, { status: 'approved', serial, name, role })])
      this.log.entered(der)
    })
  }

  /** @param inviter name of the inviting institution. @returns a one-time token */
  invite(inviter: MemberName, handle: string): Promise<{ token: string; expires: number }> {
    return this.exclusive(async () => {
      if (!/^[0-9a-f]{32}$/.test(handle))
        fail('INPUT_INVALID', { what: 'handle', why: 'it must be 32 hex digits, opaque to everyone but the inviter' })
      const name = formatName(inviter)
      if (await this.options.store.get(`person/${name}/${handle}`)) refuse('this person has a live certificate; revoke it first')
      const token = hex(this.options.crypto.random(16))
      const expires = this.options.clock.now() + INVITATION_LIFE
      await this.options.store.commit([this.row(`invitation/${hex(H('invitation', utf8(token)))}`, { inviter: name, handle, expires })])
      return { token, expires }
    })
  }

  /** Whom a name belongs to, as their inviter knows them: the same person certified anew is the same. @param name of a live certificate */
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
      const name = named && equal(named, utf8(serial)) ? [{ key: `name/${issued.name}`, value: null }] : []
      const persons = await this.options.store.range(...prefixRange('person/'))
      const freed = persons.filter(([, value]) => equal(value, utf8(serial))).map(([key]) => ({ key, value: null }))
      return this.options.store.commit([this.row(`cert/${serial}`, { ...issued, revokedAt: this.options.clock.now() }), ...name, ...freed])
    })
  }

  /** The revocation list: made anew after a revocation and at half of its life, since anybody may ask for it. @returns DER */
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

  private async makeCrl(): Promise<Uint8Array> {
    const { crypto, clock, seed, store, crlPeriod } = this.options
    const rows = await store.range(...prefixRange('cert/'))
    const revoked = rows.flatMap(([key, bytes]) => {
      const { revokedAt } = JSON.parse(fromUtf8(bytes)) as Issued
      return revokedAt === undefined ? [] : [{ serial: key.slice('cert/'.length), at: revokedAt }]
    })
    const now = clock.now()
    return issueCrl(crypto, { name: DOORMAN_NAME, seed }, revoked, now, now + crlPeriod)
  }
}
