/** A root, a doorman's CA, and members certified under it, for tests of what members say to each other. */
import { DOORMAN_NAME, rootCeremony } from '@hdms/doorman/server/ca.ts'
import { XWING } from '@hdms/shared/crypto/hpke.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { type Role, readCertificate } from '@hdms/shared/identity/certificate.ts'
import { issueCertificate } from '@hdms/shared/identity/certificates.ts'
import { formatName, type MemberName } from '@hdms/shared/identity/names.ts'
import type { PathRules } from '@hdms/shared/identity/path.ts'
import { signNodeInfo } from '@hdms/shared/network/node-info.ts'
import type { RoleKey } from '@hdms/shared/network/signed-object.ts'

export interface TestMember {
  readonly name: string
  readonly transportSeed: Uint8Array
  /** What it signs as a member with. */
  readonly key: RoleKey
  /** The signed node info with these addresses. */
  info(multiaddrs: readonly string[], serial?: number): Promise<Uint8Array>
}

export class TestRoot {
  private readonly crypto: CryptoProvider
  private readonly seed: Uint8Array
  readonly root: Uint8Array
  private readonly doormanCa: Uint8Array
  private readonly now: number

  private constructor(crypto: CryptoProvider, seed: Uint8Array, root: Uint8Array, doormanCa: Uint8Array, now: number) {
    this.crypto = crypto
    this.seed = seed
    this.root = root
    this.doormanCa = doormanCa
    this.now = now
  }

  static async make(crypto: CryptoProvider, now: number): Promise<TestRoot> {
    const seed = crypto.random(32)
    const { root, doormanCa } = await rootCeremony(crypto, now, crypto.random(32), await crypto.publicKey(seed))
    return new TestRoot(crypto, seed, root, doormanCa, now)
  }

  rules(): PathRules {
    return { root: this.root, now: this.now, crlPolicy: 'soft' }
  }

  /** The certificate path of a notary with this seed, end entity first. */
  async notary(
    seed: Uint8Array,
    subject: MemberName,
    kind: 'notary' | 'institution' = 'notary',
    role: Role = 'service-identity',
  ): Promise<readonly Uint8Array[]> {
    const { crypto, now } = this
    const caSeed = crypto.random(32)
    const times = { notBefore: now - 1000, notAfter: now + 1e8, kind, subject }
    const nodeCa = await issueCertificate(
      crypto,
      { name: DOORMAN_NAME, seed: this.seed },
      { ...times, publicKey: await crypto.publicKey(caSeed), role: 'node-ca' },
    )
    const under = { name: readCertificate(nodeCa).subject, seed: caSeed }
    const leaf = await issueCertificate(crypto, under, { ...times, publicKey: await crypto.publicKey(seed), role })
    return [leaf, nodeCa, this.doormanCa, this.root]
  }

  async member(subject: MemberName, kind: 'institution' | 'person' | 'service'): Promise<TestMember> {
    const { crypto, now } = this
    const [caSeed, seed, transportSeed, secret] = [crypto.random(32), crypto.random(32), crypto.random(32), crypto.random(32)]
    const times = { notBefore: now - 1000, notAfter: now + 1e8, kind, subject }
    const nodeCa = await issueCertificate(
      crypto,
      { name: DOORMAN_NAME, seed: this.seed },
      { ...times, publicKey: await crypto.publicKey(caSeed), role: 'node-ca' },
    )
    const under = { name: readCertificate(nodeCa).subject, seed: caSeed }
    const leaf = await issueCertificate(crypto, under, { ...times, publicKey: await crypto.publicKey(seed), role: 'legal-identity' })
    const transport = await issueCertificate(crypto, under, {
      ...times,
      publicKey: await crypto.publicKey(transportSeed),
      role: 'transport',
    })
    const sealingKey = await XWING.publicKey(crypto, secret)
    const name = formatName(subject)
    const chain = [leaf, nodeCa, this.doormanCa, this.root]
    return {
      name,
      transportSeed,
      key: { seed, chain },
      info: (multiaddrs, serial = 1) =>
        signNodeInfo(crypto, seed, {
          name,
          serial,
          chain,
          sealingKey,
          rest: '',
          multiaddrs,
          notary: '',
          platformVersion: 1,
          transport,
        }),
    }
  }
}
