/**
 * A NodeStore whose values are encrypted (ChaCha20-Poly1305, the row's key as associated data: a page has no quick AES for many small
 * values) under keys that lie in {@link KeySlots}. Databases keep the bytes of deleted rows for a while; here those bytes lose their key instead: {@link SealedNodeStore.compact}
 * writes what lives under a new key and overwrites the old one. Rows that come and go (journals, messages) have a key of their
 * own, so that this is cheap.
 *
 *   value: slot (u32) ‖ nonce (12) ‖ ciphertext and tag          row `#keys` in clear: slot of lasting rows ‖ of short-lived rows
 */
import { decodeAll, utf8, Writer } from '../bytes.ts'
import type { CryptoProvider } from '../crypto/provider.ts'
import type { Change, NodeStore } from '../ports/node-store.ts'
import type { KeySlots } from './key-slots.ts'

const KEYS = '#keys'
const FIRST = '\u0000'
const LAST = '\uffff\uffff'

export interface SealedNodeStore extends NodeStore {
  /** Slots that this store's own keys lie in. */
  slots(): readonly number[]
}

const slotOf = (value: Uint8Array): number => new DataView(value.buffer, value.byteOffset).getUint32(0)

const decodeKeysRow = (row: Uint8Array) => decodeAll(row, 'keys row', (r) => [r.u32(), r.u32()] as [number, number])

/** Whether a store that was made before is there, with its keys. */
export async function isWhole(inner: NodeStore, keys: KeySlots): Promise<boolean> {
  const row = await inner.get(KEYS)
  return row !== undefined && decodeKeysRow(row).every((slot) => keys.has(slot))
}

/** @param shortLived prefixes of the rows that come and go */
export async function sealedNodeStore(
  inner: NodeStore,
  crypto: CryptoProvider,
  keys: KeySlots,
  shortLived: readonly string[],
): Promise<SealedNodeStore> {
  const opened = new Map<number, Uint8Array>()
  const fresh = async (): Promise<number> => {
    const key = crypto.random(32)
    const slot = await keys.put(key)
    opened.set(slot, key)
    return slot
  }
  const row = await inner.get(KEYS)
  let [lasting, brief] = row ? decodeKeysRow(row) : [await fresh(), await fresh()]
  const keysRow = (a: number, b: number): Change => ({ key: KEYS, value: new Writer().u32(a).u32(b).bytes() })
  if (!row) await inner.commit([keysRow(lasting, brief)])

  const isBrief = (key: string) => shortLived.some((prefix) => key.startsWith(prefix))
  const keyIn = async (slot: number): Promise<Uint8Array> => {
    const known = await keys.get(slot)
    opened.set(slot, known)
    return known
  }
  const seal = async ({ key, value }: Change): Promise<Change> => {
    if (value === null) return { key, value }
    const slot = isBrief(key) ? brief : lasting
    const nonce = crypto.random(12)
    const sealed = await crypto.chachaSeal(opened.get(slot) ?? (await keyIn(slot)), nonce, utf8(key), value)
    const row = new Uint8Array(4 + nonce.length + sealed.length)
    new DataView(row.buffer).setUint32(0, slot)
    row.set(nonce, 4)
    row.set(sealed, 16)
    return { key, value: row }
  }
  const open = async (key: string, bytes: Uint8Array): Promise<Uint8Array> =>
    crypto.chachaOpen(opened.get(slotOf(bytes)) ?? (await keyIn(slotOf(bytes))), bytes.slice(4, 16), utf8(key), bytes.slice(16))

  // Batches are handed to the disk in the order in which they came; the next is sealed while the one before is being written.
  let turn: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work)
    turn = mine.catch(() => {})
    return mine
  }

  /** Batches that were handed to the disk and are not yet there. */
  const writing = new Set<Promise<void>>()

  /** Writes the rows of a kind again under a new key, in one batch, and destroys the old one. */
  const rekey = async (all: boolean): Promise<void> => {
    // A batch that is still being written is sealed under the old key, and would not be among the rows that are read here.
    await Promise.allSettled(writing)
    const old = all ? [lasting, brief] : [brief]
    const rows = (await inner.range(FIRST, LAST)).filter(([key]) => key !== KEYS && (all || isBrief(key)))
    const plain = await Promise.all(rows.map(async ([key, bytes]) => ({ key, value: await open(key, bytes) })))
    ;[lasting, brief] = [all ? await fresh() : lasting, await fresh()]
    await inner.commit([...(await Promise.all(plain.map(seal))), keysRow(lasting, brief)])
    keys.recycle(old)
  }

  return {
    async get(key) {
      const bytes = await inner.get(key)
      return bytes && open(key, bytes)
    },
    async range(from, to) {
      const rows = await inner.range(from, to)
      return Promise.all(rows.filter(([key]) => key !== KEYS).map(async ([key, bytes]) => [key, await open(key, bytes)] as const))
    },
    async commit(changes) {
      const written = await inTurn(async () => {
        const done = inner.commit(await Promise.all(changes.map(seal)))
        writing.add(done)
        // Whoever committed hears of a failure; here only that it is over counts.
        void done.catch(() => {}).then(() => writing.delete(done))
        return { done }
      })
      await written.done
    },
    async compact(what = 'all') {
      await inTurn(() => rekey(what === 'all'))
      if (what === 'all') await inner.compact()
    },
    slots: () => [lasting, brief],
    async close() {
      await turn
      await inner.close()
    },
  }
}
