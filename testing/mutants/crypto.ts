/** Rules about the inputs of cryptography (docs/ledger.md §7, docs/adr/0017). */
import type { Mutant } from './mutant.ts'

const RULES = 'shared/crypto/ed25519-rules.ts'
const INPUT = 'shared/crypto/input-rules.ts'
const VECTORS = 'testing/vectors/one-predicate.test.ts'
/** Whose implementation takes everything: only the rules refuse. */
const GULLIBLE = 'testing/unit/input-rules.test.ts'
const rules = { file: RULES, test: GULLIBLE, only: 'Ed25519' }
const ed = { test: VECTORS, only: 'Ed25519: mixed order' }
const odd = { test: VECTORS, only: 'every other operation' }
const input = { file: INPUT, test: GULLIBLE }

export const mutants: readonly Mutant[] = [
  {
    ...{ name: 'T9 R of small order is refused, like A', ...rules },
    find: 'isAcceptablePoint(signature.subarray(0, 32)) &&',
    replace: 'isCanonicalPoint(signature.subarray(0, 32)) &&',
  },
  {
    ...{ name: 'T9 A of small order is refused', ...rules },
    find: 'signature.length !== 64 || !isAcceptablePoint(publicKey)',
    replace: 'signature.length !== 64 || !isCanonicalPoint(publicKey)',
  },
  {
    ...{ name: 'T9 s lies below L', ...rules },
    find: ' && lessThan(signature.subarray(32), ORDER)',
    replace: ' && lessThan(ORDER, ORDER) === false',
  },
  {
    ...{ name: 'T9 y lies below p', ...rules },
    find: 'return (encoded[0] as number) < 0xed',
    replace: 'return (encoded[0] as number) <= 0xff',
  },
  {
    ...{ name: 'T9 no sign on a point whose x is zero', ...rules },
    find: 'if (negativeZero) return false',
    replace: 'if (negativeZero && encoded.length === 0) return false',
  },
  {
    ...{ name: 'T9 portable: the check has no factor 8', file: 'shared/crypto/portable.ts', ...ed },
    find: 'return equal(sB.subtract(hA).toBytes(), r)',
    replace: 'return sB.subtract(hA).subtract(Point.fromBytes(r)).clearCofactor().equals(Point.ZERO)',
  },
  {
    ...{ name: 'T9 certified keys are checked for torsion', file: 'shared/identity/certificate.ts', test: GULLIBLE, only: 'certified' },
    find: ' || !isTorsionFree(key)',
    replace: '',
  },
  {
    ...{ name: 'T9 a seed has its length', ...input },
    find: 'if (secret.length !== length) refuseFor(',
    replace: 'if (secret.length > 1_000 + length) refuseFor(',
  },
  {
    ...{ name: 'T9 a shared secret of zeros is refused', ...input },
    find: 'return equal(shared, new Uint8Array(32)) ? noSecret() : shared',
    replace: 'return shared',
  },
  {
    ...{ name: 'T9 ML-KEM: the length of a ciphertext', ...input },
    find: 'if (ciphertext.length !== MLKEM.ciphertext) noCiphertext()',
    replace: '',
  },
  {
    ...{ name: 'T9 ML-KEM: coefficients below q', ...input, only: 'ML-KEM' },
    find: '>= MLKEM.q ||',
    replace: '> 4_095 ||',
  },
  {
    ...{ name: 'T9 a nonce has 12 bytes', ...input },
    find: "if (nonce.length !== AEAD.nonce) refuseFor('INPUT_INVALID'",
    replace: "if (nonce.length > 1_000) refuseFor('INPUT_INVALID'",
  },
  {
    ...{ name: 'T9 opening: nonce and tag have their lengths', ...input },
    find: 'if (nonce.length !== AEAD.nonce || sealed.length < AEAD.tag) refuse()',
    replace: 'if (sealed.length < 1) refuse()',
  },
  {
    ...{ name: 'T9 HKDF gives 8160 bytes at most', file: 'shared/crypto/hkdf.ts', ...odd },
    find: ' || length > MOST_DERIVED)',
    replace: ')',
  },
  {
    ...{ name: 'T9 P-256 keys are compressed points', file: 'shared/crypto/p256.ts', ...odd },
    find: 'publicKey.length !== 33 || ',
    replace: '',
  },
  {
    ...{ name: 'T9 P-256: a high s is as good', file: 'shared/crypto/p256.ts', ...odd },
    find: 'lowS: false',
    replace: 'lowS: true',
  },
]
