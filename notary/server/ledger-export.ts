/**
 * A notary's ledger as a file, for auditors: a line that says whose it is, then a line for each batch, JSON with binary values in base64.
 * It holds what the notary saw of each transaction and nothing else: no person, no content.
 */

import { base64, fromBase64 } from '@hdms/shared/bytes.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { readCertificate } from '@hdms/shared/identity/certificate.ts'
import { validatePath } from '@hdms/shared/identity/path.ts'
import { headerMessage, notaryId } from '@hdms/shared/notary/answer.ts'
import { type RefuseAs, refusingAs } from '@hdms/shared/reasons.ts'
import type { AuditedBatch, AuditedEntry } from './audit.ts'
import { type NotaryReasons, refuse as refuseFor } from './reasons.ts'
import type { UniquenessStore } from './store.ts'

const FORMAT = 'hdms-notary-ledger'
const VERSION = 1

/** Every batch of a store, with its transactions; one that is gone is passed over, so that the audit names it. */
export async function* batchesOf(store: UniquenessStore): AsyncIterable<AuditedBatch> {
  const last = await store.lastSequence()
  for (let sequence = 1; ; sequence++) {
    const batch = await store.batch(sequence)
    if (!batch && sequence > last) return
    if (!batch) continue
    const entries = await Promise.all(
      batch.ids.map(async (id): Promise<AuditedEntry | undefined> => {
        const kept = await store.evidence(id)
        return kept && { id, ...kept, place: { sequence: kept.sequence, index: kept.index } }
      }),
    )
    yield { sequence, header: batch.header, leaves: batch.leaves, entries }
  }
}

/**
 * The lines of an export. @param key seed and certificate path of the notary: headers are signed again, to the same
 * bytes
 */
export async function* exportLines(
  crypto: CryptoProvider,
  store: UniquenessStore,
  key: { readonly seed: Uint8Array; readonly chain: readonly Uint8Array[] },
): AsyncIterable<string> {
  yield JSON.stringify({ format: FORMAT, version: VERSION, chain: key.chain.map(base64), last: await store.lastSequence() })
  for await (const { sequence, header, entries } of batchesOf(store)) {
    const signature = base64(await crypto.sign(key.seed, headerMessage(header)))
    const shown = entries.map(
      (e) =>
        e && {
          ...{ id: base64(e.id), visible: base64(e.visible), witnesses: e.witnesses.map(base64), preimages: e.preimages.map(base64) },
          ...(e.privateRoot ? { privateRoot: base64(e.privateRoot) } : {}),
        },
    )
    yield JSON.stringify({ sequence, header: base64(header), signature, entries: shown.map((e) => e ?? null) })
  }
}

export interface Exported {
  /** X.500 name. */
  readonly name: string
  readonly notary: Uint8Array
  readonly key: Uint8Array
  /** DER of the root that certifies it. */
  readonly root: Uint8Array
  readonly last: number
  readonly batches: AsyncIterable<AuditedBatch>
}

type Fields = Readonly<Record<string, unknown>>
const refuse: RefuseAs<NotaryReasons, 'INPUT_INVALID', 'what'> = refusingAs(refuseFor, 'INPUT_INVALID', { what: 'export of a ledger' })
const bytes = (value: unknown): Uint8Array => (typeof value === 'string' ? fromBase64(value) : refuse('no-value'))
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : refuse('no-list'))

function parse(line: string): Fields {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? (value as Fields) : refuse('line-no-object')
  } catch {
    return refuse('line-no-json')
  }
}

/** Opens an export. @throws INPUT_INVALID, CERT_REFUSED */
export async function readExport(crypto: CryptoProvider, lines: AsyncIterable<string>): Promise<Exported> {
  const rest = lines[Symbol.asyncIterator]()
  const first = await rest.next()
  const head = parse(first.done ? '' : first.value)
  if (head['format'] !== FORMAT) refuse('no-ledger')
  if (head['version'] !== VERSION) refuse('other-version')
  const chain = list(head['chain']).map(bytes)
  const root = chain[chain.length - 1] ?? refuse('no-certificates')
  const now = readCertificate(chain[0] as Uint8Array).notBefore
  const leaf = await validatePath(crypto, chain, ['service-identity'], { root, now, crlPolicy: 'soft' })
  const last = head['last']
  if (typeof last !== 'number' || !Number.isSafeInteger(last)) return refuse('no-last')
  const batches = { [Symbol.asyncIterator]: () => ({ next: () => nextBatch(rest) }) }
  return { name: leaf.subjectText, notary: notaryId(leaf.publicKey), key: leaf.publicKey, root, last, batches }
}

async function nextBatch(lines: AsyncIterator<string>): Promise<IteratorResult<AuditedBatch>> {
  const line = await lines.next()
  if (line.done || line.value === '') return { done: true, value: undefined }
  const { sequence, header, signature, entries } = parse(line.value)
  if (typeof sequence !== 'number' || !Number.isSafeInteger(sequence)) return refuse('batch-no-sequence')
  const value = { sequence, header: bytes(header), signature: bytes(signature), entries: list(entries).map(entryIn) }
  return { done: false, value }
}

function entryIn(value: unknown): AuditedEntry | undefined {
  if (value === null) return undefined
  const { id, visible, privateRoot, witnesses, preimages } = typeof value === 'object' ? (value as Fields) : refuse('transaction-no-object')
  return {
    ...{ id: bytes(id), visible: bytes(visible), witnesses: list(witnesses).map(bytes), preimages: list(preimages).map(bytes) },
    privateRoot: privateRoot === undefined ? undefined : bytes(privateRoot),
  }
}
