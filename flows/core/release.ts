/**
 * Letting data go (docs/ledger.md §5). What was sealed for somebody waits under a key that lies in the document store as a piece made of
 * the records that it opens, so that an erasure destroys the key wherever the ciphertext lies: with the other side, in a mailbox, in a
 * journal. A key leaves through {@link letGo} alone, which asks each time whether the records stand and whether the consent does.
 */
import { hex } from '@hdms/shared/bytes.ts'
import { fail } from '@hdms/shared/errors.ts'
import { type InputLeaf, inputNullifier } from '@hdms/shared/ledger/components.ts'
import type { Change } from '@hdms/shared/ports/node-store.ts'
import { minuteOf } from '@hdms/shared/time.ts'
import type { StoredBlob } from './documents.ts'
import type { CoreServices } from './services.ts'

/** A consent as whoever relies on it asks for it. */
export interface Relied {
  readonly notary: string
  /** Of the consent's state. */
  readonly nullifier: Uint8Array
  /** Whole minutes since 1970: from then on it is none. */
  readonly end: number
}
export type ConsentStanding = 'stands' | 'withdrawn' | 'ended'

/** The consent behind a reference to it. */
export const reliedOn = (notary: string, reference: InputLeaf, end: number): Relied => ({
  notary,
  nullifier: inputNullifier(reference),
  end,
})

/**
 * Asks the notary how a consent stands at this moment, by the notary's own time: every use begins with it.
 * @returns with the notary's time, ms. @throws SERVICE_UNAVAILABLE while the notary is silent: then nothing is used
 */
export async function consentNow(
  { network }: Pick<CoreServices, 'network'>,
  { notary, nullifier, end }: Relied,
): Promise<{ readonly standing: ConsentStanding; readonly time: number }> {
  const { unspent, time } = await network.notary(notary).unspent(nullifier)
  // An end that is no number is past.
  return { standing: !unspent ? 'withdrawn' : minuteOf(time) < end ? 'stands' : 'ended', time }
}

/** Says in a flow why a consent cannot be relied on. */
export const refuseConsent = (standing: Exclude<ConsentStanding, 'stands'>): never =>
  fail(standing === 'withdrawn' ? 'CONSENT_SPENT' : 'CONSENT_EXPIRED')

/** Prefix of the pieces in which a flow keeps its keys; they go with it. */
export const keysOf = (flow: string): string => `key/${flow}/`
/** Name of the piece of a key under a consent. @param consent transaction that gave it @param number drawn for this key */
export const keyPiece = (flow: string, consent: Uint8Array, number: Uint8Array): string => `${keysOf(flow)}${hex(consent)}/${hex(number)}`
/** Whether a piece is a key under a consent, by its transaction, hex. */
export const isKeyUnder = (piece: string, consent: string): boolean => piece.startsWith('key/') && piece.includes(`/${consent}/`)

/** A key of data that were sealed, and what it may be let go on. */
export interface Held extends Relied {
  /** Piece that the key lies in. */
  readonly piece: string
  /** Verification keys, hex, of the records that it opens. */
  readonly records: readonly string[]
  /** Which records may leave at a minute, beside that they stand. */
  readonly mayLeave?: (minute: number) => (record: string) => boolean
}

/** Writes a data key, before the batch that keeps it under a name. */
export const writeKey = ({ documents }: Pick<CoreServices, 'documents'>, key: Uint8Array): Promise<StoredBlob> => documents.writeBlob(key)

/** Keeps a written key for as long as all its records are here. @returns false when one of them is gone already, or does not stand: nothing was kept */
export function keepKey(
  { documents }: Pick<CoreServices, 'documents'>,
  changes: Change[],
  piece: string,
  stored: StoredBlob,
  records: readonly string[],
): boolean {
  if (!records.every((record) => documents.stands(record))) return false
  documents.keepPiece(changes, piece, stored, records)
  return true
}

/** Whether a key may still leave, as far as this node knows by itself. */
export const isHeld = ({ documents }: Pick<CoreServices, 'documents'>, { piece, records }: Pick<Held, 'piece' | 'records'>): boolean =>
  documents.hasPiece(piece) && records.every((record) => documents.stands(record))

/**
 * Lets a data key go: the records stand, the notary says that the consent is unspent and by its time has not ended, and the records stand
 * after that too. Called anew for every try of whatever lets it go.
 * @param use gets the key and the notary's time, ms; what it makes of the key leaves
 * @throws RECORDS_GONE, CONSENT_SPENT, CONSENT_EXPIRED; SERVICE_UNAVAILABLE while the notary is silent
 */
export async function letGo<T>(
  services: Pick<CoreServices, 'documents' | 'network'>,
  held: Held,
  use: (key: Uint8Array, time: number) => Promise<T>,
): Promise<T> {
  if (!isHeld(services, held)) fail('RECORDS_GONE')
  const { standing, time } = await consentNow(services, held)
  if (standing !== 'stands') return refuseConsent(standing)
  const key = await readKey(services, held)
  // Erased, replaced, or out of its basis, while the notary was asked and the key was read.
  const may = held.mayLeave?.(minuteOf(time))
  if (!isHeld(services, held) || (may && !held.records.every(may))) fail('RECORDS_GONE')
  return use(key, time)
}

async function readKey(services: Pick<CoreServices, 'documents'>, held: Held): Promise<Uint8Array> {
  if (!isHeld(services, held)) fail('RECORDS_GONE')
  try {
    return await services.documents.readPiece(held.piece)
  } catch (error) {
    if (isHeld(services, held)) throw error
    return fail('RECORDS_GONE')
  }
}
