/**
 * What is counted of a question: all who could answer, and of them each sex in each ten years of age, so that whoever sells knows how many they
 * hide among. A result is signed by both services that added it up.
 */
import { decodeAll, Writer } from '../bytes.ts'
import { H } from '../crypto/hash.ts'
import type { CryptoProvider } from '../crypto/provider.ts'
import { fail } from '../errors.ts'
import { allDistinct } from '../one-to-one.ts'
import type { Question, Sex } from './query.ts'

/** People of one sex in ten years of age. */
export interface Cell {
  readonly from: number
  readonly sex: Sex
}
/** Older people are too few for a cell of their own. */
const OLDEST = 90

/** The cells of a question; the whole of it comes before them. */
export function cellsOf({ ages, sex }: Pick<Question, 'ages' | 'sex'>): Cell[] {
  const decades = Array.from({ length: OLDEST / 10 }, (_, i) => i * 10).filter(
    (from) => !ages || (from >= ages.from && from + 9 <= ages.to),
  )
  const sexes: Sex[] = sex ? [sex] : ['female', 'male']
  return decades.flatMap((from) => sexes.map((each) => ({ from, sex: each })))
}

/** The cell of a person. @param about what is known of them @param year now */
export function cellOf(
  cells: readonly Cell[],
  about: { readonly born?: number | undefined; readonly sex?: string | undefined },
  year: number,
): number | undefined {
  const { born, sex } = about
  if (born === undefined) return undefined
  const at = cells.findIndex((c) => c.sex === sex && year - born >= c.from && year - born <= c.from + 9)
  return at < 0 ? undefined : at
}

export interface CountResult {
  /** Of what was asked, without who asked and what it costs. */
  readonly question: Uint8Array
  /** All, then each cell: in tens, 0 for fewer than ten. */
  readonly counts: readonly number[]
  /** ms since 1970. */
  readonly at: number
  /** Of both counting services, in their order. */
  readonly signatures: readonly Uint8Array[]
}

export const resultMessage = ({ question, counts, at }: Omit<CountResult, 'signatures'>): Uint8Array =>
  H('count-result', question, new Writer().list(counts, (w, n) => void w.u32(n)).bytes(), new Writer().u64(at).bytes())

export function encodeResult(r: CountResult): Uint8Array {
  const w = new Writer().raw(r.question).list(r.counts, (to, n) => void to.u32(n))
  return w
    .u64(r.at)
    .list(r.signatures, (to, s) => void to.raw(s, 64))
    .bytes()
}
/** @throws WIRE_MALFORMED */
export const decodeResult = (bytes: Uint8Array): CountResult =>
  decodeAll(bytes, 'count', (r) => ({
    question: r.raw(32),
    counts: r.list((i) => i.u32()),
    at: r.u64(),
    signatures: r.list((i) => i.raw(64)),
  }))

/** @param counters identity keys of both services @throws SIGNATURE_INVALID */
export async function checkResult(crypto: CryptoProvider, r: CountResult, counters: readonly Uint8Array[]): Promise<void> {
  const given = await Promise.all(counters.map((key, i) => crypto.verify(key, resultMessage(r), r.signatures[i] ?? new Uint8Array(64))))
  if (counters.length !== 2 || !allDistinct(counters) || !given.every(Boolean)) fail('SIGNATURE_INVALID', { what: 'the count' })
}
