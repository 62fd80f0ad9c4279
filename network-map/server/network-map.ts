/**
 * The directory of institutions and the network parameters. Objects are addressed by their SHA-256; the map lists the
 * hashes and is signed by the network-map role. Rows: object/HASH · member/NAME → hash and serial · serial ·
 * parameters · announced · ack/HASH/NAME · evicted/NAME · left/NAME → serial of its last info · issued → time of the
 * newest map · checkpoint/NOTARY/INSTITUTION/SEQUENCE.
 */

import { equal, fromHex, fromUtf8, hex, utf8 } from '@hdms/shared/bytes.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { readWhole } from '@hdms/shared/decimal.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { PathRules } from '@hdms/shared/identity/path.ts'
import { type InTurn, inTurn } from '@hdms/shared/in-turn.ts'
import { decode, encode, hdms } from '@hdms/shared/messages/wire.ts'
import { parametersIn } from '@hdms/shared/network/map-facts.ts'
import { verifyNodeInfo } from '@hdms/shared/network/node-info.ts'
import { openSignedObject, type RoleKey, signObject } from '@hdms/shared/network/signed-object.ts'
import { notaryId } from '@hdms/shared/notary/answer.ts'
import { openCheckpoint } from '@hdms/shared/notary/checkpoint.ts'
import { type NodeStore, prefixRange } from '@hdms/shared/ports/node-store.ts'
import { type Clock, MINUTE } from '@hdms/shared/time.ts'
import { refuse } from './reasons.ts'

export interface NetworkMapOptions {
  readonly crypto: CryptoProvider
  readonly clock: Clock
  readonly store: NodeStore
  readonly key: RoleKey
  readonly rules: () => PathRules
  /** How long a map is good for, milliseconds. */
  readonly lifetime?: number
}

/** Of each institution and notary: institutions that are a step apart still have one in common. */
const KEPT_CHECKPOINTS = 3

interface Member {
  readonly hash: string
  readonly serial: number
  /**
   * Hash of its info before, which who read the map just now still asks for. Those before that are gone: a member does
   * not fill the disk.
   */
  readonly before?: string
}

/** How long a map that did not change is handed out before it is signed anew. */
const SIGNED_FOR = 10 * MINUTE

export class NetworkMapRegistry {
  private readonly options: NetworkMapOptions
  private readonly exclusive: InTurn = inTurn()
  private signed: { readonly serial: number; readonly at: number; readonly bytes: Uint8Array } | undefined

  constructor(options: NetworkMapOptions) {
    this.options = options
  }

  private async serial(): Promise<number> {
    const bytes = await this.options.store.get('serial')
    return bytes ? readWhole(fromUtf8(bytes), 'stored serial') : 0
  }

  /**
   * Takes parameters: in force at once when there are none yet or their day has come, else announced until then.
   * Announcing again replaces what was announced.
   * @throws MAP_REFUSED when they are older than those in force or signed by another role
   */
  setParameters(signed: Uint8Array): Promise<void> {
    return this.exclusive(async () => {
      const { crypto, store, rules } = this.options
      const open = async (bytes: Uint8Array) =>
        decode(hdms.NetworkParameters, await openSignedObject(crypto, 'network-parameters', bytes, rules()), 'network parameters')
      const next = await open(signed)
      const hash = sha256(signed)
      const current = await store.get('parameters')
      if (current && hex(current) === hex(hash)) return
      const announced = await store.get('announced')
      if (announced && hex(announced) === hex(hash)) return
      const inForce = current && (await store.get(`object/${hex(current)}`))
      if (inForce && next.epoch <= (await open(inForce)).epoch) refuse('MAP_REFUSED', 'parameters-newer')
      const later = current !== undefined && next.effectiveFrom > this.options.clock.now()
      await store.commit([
        { key: `object/${hex(hash)}`, value: signed },
        ...(later ? [{ key: 'announced', value: hash }] : [{ key: 'parameters', value: hash }]),
        { key: 'serial', value: utf8(String((await this.serial()) + 1)) },
      ])
    })
  }

  /** The day of what is announced has come: it is in force. Only in turn. */
  private async promote(): Promise<void> {
    const { store, clock } = this.options
    const announced = await store.get('announced')
    const signed = announced && (await store.get(`object/${hex(announced)}`))
    if (!announced || !signed || parametersIn(signed).effectiveFrom > clock.now()) return
    const current = await store.get('parameters')
    const inForce = current && (await store.get(`object/${hex(current)}`))
    // Parameters put in force at once meanwhile are newer: parameters never go back.
    const isNewer = !inForce || parametersIn(signed).epoch > parametersIn(inForce).epoch
    await store.commit([
      ...(isNewer ? [{ key: 'parameters', value: announced }] : []),
      { key: 'announced', value: null },
      { key: 'serial', value: utf8(String((await this.serial()) + 1)) },
    ])
  }

  /** A member accepts what is announced. @throws NOT_FOUND */
  async acknowledge(name: string, hash: Uint8Array): Promise<void> {
    const { store } = this.options
    const announced = await store.get('announced')
    if (!announced || hex(announced) !== hex(hash)) fail('NOT_FOUND', { what: 'announced parameters of that hash' })
    await store.commit([{ key: `ack/${hex(hash)}/${name}`, value: Uint8Array.of(1) }])
  }

  /** Who has accepted what is announced, and who has not. */
  async acknowledgements(): Promise<{ name: string; accepted: boolean }[]> {
    const { store } = this.options
    const announced = await store.get('announced')
    const prefix = announced ? `ack/${hex(announced)}/` : undefined
    const accepted = new Set(prefix ? (await store.range(...prefixRange(prefix))).map(([key]) => key.slice(prefix.length)) : [])
    return (await this.members()).map((name) => ({ name, accepted: accepted.has(name) }))
  }

  /** Names of those who are listed. */
  async members(): Promise<string[]> {
    return (await this.options.store.range(...prefixRange('member/'))).map(([key]) => key.slice('member/'.length))
  }

  /** Takes a member off the list and keeps it off until it is readmitted. @throws NOT_FOUND */
  async evict(name: string): Promise<void> {
    await this.remove(name)
    await this.options.store.commit([{ key: `evicted/${name}`, value: Uint8Array.of(1) }])
  }

  /** @throws NOT_FOUND */
  async readmit(name: string): Promise<void> {
    if (!(await this.options.store.get(`evicted/${name}`))) fail('NOT_FOUND', { what: 'evicted member' })
    await this.options.store.commit([{ key: `evicted/${name}`, value: null }])
  }

  /**
   * Lists an institution or replaces its info. @throws CERT_REFUSED, SIGNATURE_INVALID, NOT_ALLOWED for persons,
   * MAP_REFUSED for an old serial
   */
  publish(signed: Uint8Array): Promise<void> {
    return this.exclusive(async () => {
      const { crypto, store, rules } = this.options
      const info = await verifyNodeInfo(crypto, signed, rules())
      if (await store.get(`evicted/${info.name}`)) refuse('NOT_ALLOWED', 'evicted')
      if (info.kind === 'person') refuse('NOT_ALLOWED', 'persons')
      const known = await store.get(`member/${info.name}`)
      const member = known && (JSON.parse(fromUtf8(known)) as Member)
      const hash = hex(info.hash)
      if (member?.hash === hash) return
      await this.checkNewer(info, member)
      await store.commit([
        { key: `left/${info.name}`, value: null },
        ...(member?.before ? [{ key: `object/${member.before}`, value: null }] : []),
        { key: `object/${hash}`, value: signed },
        {
          key: `member/${info.name}`,
          value: utf8(JSON.stringify({ hash, serial: info.serial, ...(member ? { before: member.hash } : {}) })),
        },
        { key: 'serial', value: utf8(String((await this.serial()) + 1)) },
      ])
    })
  }

  /**
   * Nodes that knew who is taken off refuse an older entry, and anybody can bring one: it stays older when its member
   * comes back. @throws MAP_REFUSED
   */
  private async checkNewer(
    { name, serial }: { readonly name: string; readonly serial: number },
    member: Member | undefined,
  ): Promise<void> {
    const left = await this.options.store.get(`left/${name}`)
    const before = left ? readWhole(fromUtf8(left), 'stored serial') : (member?.serial ?? -1)
    if (serial <= before) refuse('MAP_REFUSED', 'info-newer')
  }

  /** Takes a member off the list. */
  remove(name: string): Promise<void> {
    return this.exclusive(async () => {
      const row = await this.options.store.get(`member/${name}`)
      const { serial } = row ? (JSON.parse(fromUtf8(row)) as Member) : fail('NOT_FOUND', { what: 'member' })
      await this.options.store.commit([
        { key: `member/${name}`, value: null },
        { key: `left/${name}`, value: utf8(String(serial)) },
        { key: 'serial', value: utf8(String((await this.serial()) + 1)) },
      ])
    })
  }

  /**
   * The signed map: the same bytes for a while, so that whoever asks often is told that nothing changed. What it says
   * is read in one turn with its serial, and its time never goes back: otherwise an honest map could sign evidence
   * against itself (shared/network/map-facts.ts).
   */
  map(): Promise<Uint8Array> {
    return this.exclusive(async () => {
      await this.promote()
      const serial = await this.serial()
      const { signed } = this
      if (signed?.serial === serial && this.options.clock.now() - signed.at < SIGNED_FOR) return signed.bytes
      return this.sign(serial)
    })
  }

  private async sign(serial: number): Promise<Uint8Array> {
    const { crypto, clock, store, key, lifetime = 24 * 3600_000 } = this.options
    const parameters = (await store.get('parameters')) ?? fail('NOT_FOUND', { what: 'network parameters' })
    const members = await store.range(...prefixRange('member/'))
    const last = await store.get('issued')
    const issued = Math.max(clock.now(), last ? readWhole(fromUtf8(last), 'stored time') : 0)
    await store.commit([{ key: 'issued', value: utf8(String(issued)) }])
    const content = encode(hdms.NetworkMap, {
      serial,
      issued,
      expires: issued + lifetime,
      parameters,
      announced: (await store.get('announced')) ?? new Uint8Array(0),
      nodeInfos: members.map(([, bytes]) => fromHex((JSON.parse(fromUtf8(bytes)) as Member).hash)),
    })
    const bytes = await signObject(crypto, 'network-map', key, content)
    this.signed = { serial, at: clock.now(), bytes }
    return bytes
  }

  /**
   * Keeps a checkpoint beside the two before it of the same institution and notary.
   * @throws SIGNATURE_INVALID, NOT_ALLOWED; MAP_REFUSED for one that is not newer
   */
  checkpoint(bytes: Uint8Array): Promise<void> {
    return this.exclusive(async () => {
      const { crypto, store, rules } = this.options
      const { institution = '' } = decode(hdms.Checkpoint, bytes, 'checkpoint')
      const row = await store.get(`member/${institution}`)
      const signed = row && (await store.get(`object/${(JSON.parse(fromUtf8(row)) as Member).hash}`))
      const info = signed && (await verifyNodeInfo(crypto, signed, rules()))
      const notaries = await this.notaries()
      const keyOf = (id: Uint8Array) => notaries.find((key) => equal(notaryId(key), id))
      const { head } = await openCheckpoint(crypto, bytes, () => info, keyOf)
      const prefix = `checkpoint/${hex(head.header.notary)}/${institution}/`
      const kept = (await store.range(...prefixRange(prefix))).map(([key]) => key)
      const key = prefix + String(head.header.sequence).padStart(16, '0')
      if (kept.some((k) => k >= key)) refuse('MAP_REFUSED', 'checkpoint-newer')
      const gone = kept.slice(0, Math.max(0, kept.length - KEPT_CHECKPOINTS + 1)).map((k) => ({ key: k, value: null }))
      await store.commit([{ key, value: bytes }, ...gone])
    })
  }

  private async notaries(): Promise<Uint8Array[]> {
    const hash = (await this.options.store.get('parameters')) ?? fail('NOT_FOUND', { what: 'network parameters' })
    return parametersIn(await this.object(hex(hash))).notaries.flatMap(({ key }) => (key ? [key] : []))
  }

  /** Checkpoints of a notary. @param notary its id, hex */
  async checkpoints(notary: string): Promise<Uint8Array> {
    if (!/^[0-9a-f]{64}$/.test(notary)) refuse('INPUT_INVALID', 'notary-id', { what: 'notary' })
    const rows = await this.options.store.range(...prefixRange(`checkpoint/${notary}/`))
    return encode(hdms.Checkpoints, { checkpoints: rows.map(([, bytes]) => bytes) })
  }

  async object(hash: string): Promise<Uint8Array> {
    return (await this.options.store.get(`object/${hash}`)) ?? fail('NOT_FOUND', { what: 'object' })
  }
}
