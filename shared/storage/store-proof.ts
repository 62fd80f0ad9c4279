/**
 * How a store is proved before it is opened. Beside its rows it keeps a proof: how many commits there were, and the digest of all rows after
 * the last one and the one before. The proof must fit the rows, and know at least as much as every anchor says was acknowledged; where a
 * store lies in two places, they must be of one history. Whatever does not fit is refused before anything is written.
 */
import { decodeAll, equal, Writer } from '../bytes.ts'
import { fail } from '../errors.ts'
import type { Head } from '../ports/anchor.ts'
import type { Rows } from '../ports/node-store.ts'
import { NO_DIGEST, type RowSums, SUM, toggle } from './row-sums.ts'

/** Rows of the store itself. They sort before all others, are in no digest, and nobody above sees them. */
export const PROOF = '\u0001proof'
/** There while a place becomes as another one is: it says nothing yet. */
export const COPYING = '\u0001copying'
/** There while a store of older programs gets its sums: the last key that has one. */
export const ADOPTING = '\u0001adopting'
/** Counter of commits in mirrored stores of older programs. */
export const OLD_COUNT = '\u0001commits'
const OWN: ReadonlySet<string> = new Set([PROOF, COPYING, ADOPTING, OLD_COUNT])
export const isOwn = (key: string): boolean => OWN.has(key)

export interface Proof extends Head {
  /** Digest before the last commit, which ties two places of one history together. */
  readonly before: Uint8Array
  readonly rows: number
  /** Whether anchors were written before this commit, so that one has to be there. */
  readonly anchored: boolean
}

export const encodeProof = (p: Proof): Uint8Array =>
  new Writer()
    .raw(p.id, 16)
    .u64(p.sequence)
    .raw(p.digest, SUM)
    .raw(p.before, SUM)
    .u64(p.rows)
    .u8(p.anchored ? 1 : 0)
    .bytes()
const decodeProof = (bytes: Uint8Array): Proof =>
  decodeAll(bytes, 'proof of a store', (r) => ({
    id: r.raw(16),
    sequence: r.u64(),
    digest: r.raw(SUM),
    before: r.raw(SUM),
    rows: r.u64(),
    anchored: r.flag(),
  }))

/** What lies in one place. */
export type Found =
  | { readonly kind: 'empty' }
  /** Of a program before there were proofs, or on the way from it. */
  | { readonly kind: 'unproven'; readonly commits: number }
  | { readonly kind: 'unfinished' }
  | { readonly kind: 'whole'; readonly proof: Proof }
  | { readonly kind: 'damaged'; readonly why: string }

const damaged = (why: string): Found => ({ kind: 'damaged', why })

/** @param most rows that are read at once; of a larger store the proof alone, and all rows later ({@link fits}) */
export async function look(rows: Rows, sums: RowSums, most: number): Promise<Found> {
  const [proofRow, copying, count] = await rows.getMany([PROOF, COPYING, OLD_COUNT])
  if (copying) return { kind: 'unfinished' }
  if (!proofRow) {
    for await (const _ of rows.scan()) return { kind: 'unproven', commits: count ? oldCount(count) : 0 }
    return { kind: 'empty' }
  }
  const value = sums.value(PROOF, proofRow)
  if (!value) return damaged('the row that proves it is not what was written')
  const proof = decodeProof(value)
  const why = proof.rows > most ? undefined : await fits(rows, sums, proof)
  return why === undefined ? { kind: 'whole', proof } : damaged(why)
}

const oldCount = (row: Uint8Array): number => (row.length === 8 ? decodeAll(row, 'count', (r) => r.u64()) : 0)

/** Reads every row. @param pause waited for after each lot. @returns what does not fit the proof; undefined when all does */
export async function fits(rows: Rows, sums: RowSums, proof: Proof, pause?: () => Promise<void>): Promise<string | undefined> {
  const digest = NO_DIGEST.slice()
  let count = 0
  for await (const lot of rows.scan()) {
    for (const [key, row] of lot) {
      if (isOwn(key)) continue
      if (!sums.value(key, row)) return 'a row is not what was written'
      toggle(digest, sums.of(key, row))
      count++
    }
    await pause?.()
  }
  if (count !== proof.rows)
    return count < proof.rows ? `${proof.rows - count} rows are missing` : `${count - proof.rows} rows are there that had gone`
  return equal(digest, proof.digest) ? undefined : 'rows are there that were replaced later'
}

export interface Evidence {
  /** What people call the place, such as its folder. */
  readonly name: string
  readonly found: Found
  readonly head: Head | 'damaged' | undefined
}

/** What to do with the places, the first of which is the one that is read. */
export type Plan =
  | { readonly kind: 'new' }
  /** A store of older programs, which counted so many commits. */
  | { readonly kind: 'adopt'; readonly commits: number }
  /** All rows are in `source`; the places in `behind` become as it is. */
  | { readonly kind: 'open'; readonly source: number; readonly behind: readonly number[]; readonly proof: Proof }

/** What an operator does. */
export const REMEDY = {
  restore: 'Bring it back from its mirror or a backup: docs/operate.md, "When a store is damaged".',
  adopt: 'Put the newest copy back; if you know that this is the newest, run "adopt-store".',
  mirror: 'Look which of the two is right: docs/operate.md, "When a store is damaged".',
} as const

function refuse(store: string, why: string, remedy: keyof typeof REMEDY): never {
  return fail('STORE_DAMAGED', { store, why, remedy: REMEDY[remedy] })
}

/** @throws STORE_DAMAGED when a place lost something, is an old copy, or knows more than the one that would overwrite it */
export function decide(places: readonly [Evidence, ...Evidence[]]): Plan {
  const [first, ...others] = places
  const heads = places.flatMap(({ head }) => (head && head !== 'damaged' ? [head] : []))
  for (const { name, found } of places) if (found.kind === 'damaged') refuse(name, found.why, 'restore')
  if (first.found.kind === 'empty') return begin(places)
  if (first.found.kind === 'unproven') return adopt(first, others, heads)
  const whole = places.flatMap(({ found, name }, index) => (found.kind === 'whole' ? [{ ...found, name, index }] : []))
  const source = whole.sort((a, b) => b.proof.sequence - a.proof.sequence || a.index - b.index)[0]
  if (!source) return refuse(first.name, 'it was being copied, and what it was copied from is gone', 'restore')
  anchored(source, heads)
  const behind = places.flatMap((place, index) => (index !== source.index && follows(place, source) ? [index] : []))
  return { kind: 'open', source: source.index, behind, proof: source.proof }
}

/** Nothing is there: a first start, unless something says that there was. */
function begin(places: readonly Evidence[]): Plan {
  const [first] = places as readonly [Evidence]
  for (const { name, found, head } of places) {
    // One that was only made, and never written to, may be made again.
    if (head && head !== 'damaged' && head.sequence === 0 && found.kind === 'empty') continue
    if (head) refuse(first.name, 'it is gone or empty, and what is kept beside it says that there was one', 'restore')
    if (found.kind !== 'empty') refuse(first.name, `it is gone or empty, and ${name} is not`, 'restore')
  }
  return { kind: 'new' }
}

function adopt(first: Evidence, others: readonly Evidence[], heads: readonly Head[]): Plan {
  if (heads.length > 0) refuse(first.name, 'the row that proves it is gone', 'restore')
  const commits = first.found.kind === 'unproven' ? first.found.commits : 0
  for (const { name, found } of others) {
    const more = found.kind === 'whole' || (found.kind === 'unproven' && found.commits > commits)
    if (more) refuse(first.name, `${name} knows more`, 'mirror')
  }
  return { kind: 'adopt', commits }
}

interface Source {
  readonly name: string
  readonly index: number
  readonly proof: Proof
}

/** Whether the store is as new as what was said of it. */
function anchored({ name, proof }: Source, heads: readonly Head[]): void {
  if (heads.length === 0 && proof.anchored) refuse(name, 'what was kept beside it, to show that it is the newest, is gone', 'adopt')
  for (const head of heads) {
    if (!equal(head.id, proof.id)) refuse(name, 'it is another store than the one that was here', 'restore')
    if (head.sequence > proof.sequence)
      refuse(name, `it is an old state: ${head.sequence} commits were acknowledged, and it has ${proof.sequence}`, 'restore')
    if (head.sequence === proof.sequence && !equal(head.digest, proof.digest)) refuse(name, 'it has another history', 'restore')
  }
}

/** @returns whether the place has to become as the source is. @throws STORE_DAMAGED when it might know what the source does not */
function follows({ name, found, head }: Evidence, source: Source): boolean {
  const { proof } = source
  switch (found.kind) {
    case 'unfinished':
      return true
    case 'empty':
      if (head && head !== 'damaged') refuse(name, 'it is gone or empty, and was not', 'mirror')
      return true
    case 'unproven':
      if (found.commits > proof.sequence) refuse(source.name, `${name} knows more`, 'mirror')
      return true
    case 'whole': {
      const mine = found.proof
      if (!equal(mine.id, proof.id)) refuse(name, `it is another store than ${source.name}`, 'mirror')
      if (mine.sequence === proof.sequence) {
        if (!equal(mine.digest, proof.digest)) refuse(name, `it has another history than ${source.name}`, 'mirror')
        return false
      }
      // A crash parts two places by one commit; what lies further back was away, or goes back to another history.
      if (mine.sequence + 1 !== proof.sequence || !equal(mine.digest, proof.before))
        refuse(name, `it is ${proof.sequence - mine.sequence} commits behind ${source.name}, more than a crash leaves`, 'mirror')
      return true
    }
    default:
      return refuse(name, found.why, 'restore')
  }
}

/** The head of a proof, as anchors keep it. */
export const headOf = ({ id, sequence, digest }: Proof): Head => ({ id, sequence, digest })
