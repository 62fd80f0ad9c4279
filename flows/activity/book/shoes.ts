/** The shoes that are bound to a person. Rows: ac/shoe/SERIAL. */
import { equal, hex } from '@hdms/shared/bytes.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { decodeShoeCertificate, encodeShoeCertificate, type Pairing } from '@hdms/shared/device/shoe.ts'
import { fail } from '@hdms/shared/errors.ts'
import { type Change, type NodeStore, prefixRange } from '@hdms/shared/ports/node-store.ts'
import { decodeValue, encodeValue } from '../../engine/codec.ts'
import { type BoundShoe, bind, type Makers, ShoeIntake } from '../intake.ts'

export interface ShoesOptions {
  readonly crypto: CryptoProvider
  readonly now: () => number
  /** Identity key that shoes are bound to. */
  readonly owner: Uint8Array
  readonly makers: Makers
}

export class Shoes {
  private readonly o: ShoesOptions
  private readonly intakes = new Map<string, ShoeIntake>()

  constructor(options: ShoesOptions) {
    this.o = options
  }

  async load(store: NodeStore): Promise<void> {
    for (const [, bytes] of await store.range(...prefixRange('ac/shoe/'))) this.add(decodeShoe(bytes))
  }
  private add(shoe: BoundShoe): void {
    this.intakes.set(hex(shoe.certificate.serial), new ShoeIntake(this.o.crypto, this.o.makers, this.o.now, shoe))
  }

  list(): readonly BoundShoe[] {
    return [...this.intakes.values()].map((i) => i.shoe)
  }
  /** @throws SHOE_REFUSED unpaired */
  intake(serial: string): ShoeIntake {
    return this.intakes.get(serial) ?? fail('SHOE_REFUSED', { why: 'unpaired' })
  }
  /** How far a shoe's packets are here. @throws SHOE_REFUSED unpaired */
  counterOf(serial: string): number {
    return this.intake(serial).shoe.counter
  }
  /** Encoded certificates of those that are still bound. */
  certificates(serials: ReadonlySet<string>): Uint8Array[] {
    return [...serials].flatMap((serial) => {
      const intake = this.intakes.get(serial)
      return intake ? [encodeShoeCertificate(intake.shoe.certificate)] : []
    })
  }

  /** A fresh challenge is answered: the shoe is this person's from now on. @throws SHOE_REFUSED */
  async bind(store: NodeStore, pairing: Pairing): Promise<BoundShoe> {
    const { crypto, now, owner, makers } = this.o
    if (!equal(pairing.owner, owner)) fail('SHOE_REFUSED', { why: 'other-owner' })
    const shoe = await bind(crypto, makers, now(), pairing)
    const serial = hex(shoe.certificate.serial)
    const before = this.intakes.get(serial)?.shoe
    // The same shoe, paired again: its chain goes on where it was.
    if (before && before.binding === shoe.binding && !before.forked) return before
    await store.commit([this.row(shoe)])
    this.add(shoe)
    return shoe
  }
  /** What a shoe brought could not be kept: it stands where it stood, and brings it again. */
  putBack(shoe: BoundShoe): void {
    this.add(shoe)
  }
  /** How far a shoe has come, to be committed with what it brought. */
  row(shoe: BoundShoe): Change {
    return { key: `ac/shoe/${hex(shoe.certificate.serial)}`, value: encodeShoe(shoe) }
  }

  /** The person gives a shoe away, or it is lost. What it brought stays. @throws NOT_FOUND */
  async unbind(store: NodeStore, serial: string): Promise<void> {
    if (!this.intakes.has(serial)) fail('NOT_FOUND', { what: 'shoe' })
    await store.commit([{ key: `ac/shoe/${serial}`, value: null }])
    this.intakes.delete(serial)
  }
}

type ShoeRow = Omit<BoundShoe, 'certificate'> & { readonly certificate: Uint8Array }
const encodeShoe = (s: BoundShoe): Uint8Array => encodeValue({ ...s, certificate: encodeShoeCertificate(s.certificate) })
function decodeShoe(bytes: Uint8Array): BoundShoe {
  const row = decodeValue<ShoeRow>(bytes)
  return { ...row, boot: row.boot ?? undefined, certificate: decodeShoeCertificate(row.certificate) }
}
