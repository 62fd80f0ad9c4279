/** One call of a cryptographic operation as plain text, so that Node and a page of Chromium can be asked the same and be compared. */
import { fromHex, hex } from '@hdms/shared/bytes.ts'
import { hkdfExpand, hkdfExtract } from '@hdms/shared/crypto/hkdf.ts'
import { DHKEM_X25519, setupReceiver, setupSender, XWING } from '@hdms/shared/crypto/hpke.ts'
import { verifyP256 } from '@hdms/shared/crypto/p256.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { asHdmsError } from '@hdms/shared/errors.ts'
import type { Stretch } from '@hdms/shared/storage/key-store.ts'

export interface Platform {
  readonly crypto: CryptoProvider
  readonly stretch: Stretch
}

type Ask = (p: Platform, args: readonly Uint8Array[]) => Promise<Uint8Array | boolean>

const at = (args: readonly Uint8Array[], i: number): Uint8Array => args[i] ?? new Uint8Array(0)
const lengthIn = (bytes: Uint8Array): number => bytes.reduce((n, b) => n * 256 + b, 0)

export type OperationName =
  | 'verify'
  | 'sign'
  | 'publicKey'
  | 'x25519'
  | 'x25519Public'
  | 'mlkemPublic'
  | 'mlkemEncapsulate'
  | 'mlkemDecapsulate'
  | 'chachaSeal'
  | 'chachaOpen'
  | 'gcmSeal'
  | 'gcmOpen'
  | 'verifyP256'
  | 'hkdf'
  | 'xwingEncapsulate'
  | 'xwingDecapsulate'
  | 'hpkeOpen'
  | 'hpkeExport'
  | 'stretch'

/** Every operation that has two implementations, or of which a peer's bytes reach an implementation. */
const OPERATIONS: Readonly<Record<OperationName, Ask>> = {
  verify: (p, a) => p.crypto.verify(at(a, 0), at(a, 1), at(a, 2)),
  sign: (p, a) => p.crypto.sign(at(a, 0), at(a, 1)),
  publicKey: (p, a) => p.crypto.publicKey(at(a, 0)),
  x25519: (p, a) => p.crypto.x25519(at(a, 0), at(a, 1)),
  x25519Public: (p, a) => p.crypto.x25519Public(at(a, 0)),
  mlkemPublic: (p, a) => p.crypto.mlkemPublic(at(a, 0)),
  /** Drawn anew each time, so only whether it is taken can be compared. */
  mlkemEncapsulate: async (p, a) => (await p.crypto.mlkemEncapsulate(at(a, 0))).ciphertext.length === 1088,
  mlkemDecapsulate: (p, a) => p.crypto.mlkemDecapsulate(at(a, 0), at(a, 1)),
  chachaSeal: (p, a) => p.crypto.chachaSeal(at(a, 0), at(a, 1), at(a, 2), at(a, 3)),
  chachaOpen: (p, a) => p.crypto.chachaOpen(at(a, 0), at(a, 1), at(a, 2), at(a, 3)),
  gcmSeal: (p, a) => p.crypto.gcmSeal(at(a, 0), at(a, 1), at(a, 2), at(a, 3)),
  gcmOpen: (p, a) => p.crypto.gcmOpen(at(a, 0), at(a, 1), at(a, 2), at(a, 3)),
  verifyP256: async (_, a) => verifyP256(at(a, 0), at(a, 1), at(a, 2)),
  hkdf: async (_, a) => hkdfExpand(hkdfExtract(at(a, 0), at(a, 1)), at(a, 2), lengthIn(at(a, 3))),
  xwingEncapsulate: async (p, a) => (await setupSender(p.crypto, XWING, at(a, 0), at(a, 1))).enc.length === XWING.encLength,
  xwingDecapsulate: (p, a) => XWING.decapsulate(p.crypto, at(a, 0), at(a, 1)),
  hpkeOpen: async (p, a) => (await setupReceiver(p.crypto, DHKEM_X25519, at(a, 0), at(a, 1), at(a, 2))).open(at(a, 3), at(a, 4)),
  hpkeExport: async (p, a) =>
    (await setupReceiver(p.crypto, DHKEM_X25519, at(a, 0), at(a, 1), new Uint8Array(0))).export(new Uint8Array(0), lengthIn(at(a, 2))),
  stretch: (p, a) => p.stretch(new TextDecoder().decode(at(a, 0)), at(a, 1)),
}

export interface Operation {
  readonly name: string
  readonly operation: OperationName
  /** Hexadecimal. */
  readonly args: readonly string[]
  /** As {@link outcome} gives it, where it is known without asking an implementation. */
  readonly expected?: string
}

/** @returns hexadecimal bytes, a verdict, or the code of the refusal */
export async function outcome(p: Platform, { operation, args }: Operation): Promise<string> {
  try {
    const found = await OPERATIONS[operation](p, args.map(fromHex))
    return typeof found === 'boolean' ? String(found) : hex(found)
  } catch (error) {
    return asHdmsError(error).code
  }
}

/** One after another, so that a page answers one message for all of them. */
export async function outcomes(p: Platform, operations: readonly Operation[]): Promise<string[]> {
  const all: string[] = []
  for (const o of operations) all.push(await outcome(p, o))
  return all
}
