/**
 * What was brought in by hand, a row a record: about whom it was, and fingerprints of its content, so that a file is recognised as the person's own or
 * another's, and the same content of the same source counts once. A row goes with its record. Rows: im/VERIFICATION-KEY.
 */
import type { DocumentStore } from '@hdms/flows/core/documents.ts'
import { type Comparison, compareAll, type Identity, identityOf } from '@hdms/health/people/identity.ts'
import { fromUtf8, hex, utf8 } from '@hdms/shared/bytes.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import { type GroupInput, groupsOf } from '@hdms/shared/documents/document.ts'
import { type Json, toValue, writeJson } from '@hdms/shared/documents/json.ts'
import { fail } from '@hdms/shared/errors.ts'
import { type Change, type NodeStore, prefixRange } from '@hdms/shared/ports/node-store.ts'

export const OWN_PROFILE = 'fhir-r4/self-reported'

export type FileKind = 'fhir' | 'apple-health' | 'health-connect'

export interface ImportRow {
  /** Empty for the owner of this node. */
  readonly subject: string
  readonly kind: FileKind
  readonly about: Identity
  /** Of each resource, hex. */
  readonly prints: readonly string[]
  /** Of counted days: steps and who counted them. */
  readonly days?: Readonly<Record<string, { readonly steps: number; readonly source: string }>>
}
export interface KnownImport extends ImportRow {
  /** Verification key of its record, hex. */
  readonly key: string
}

const PREFIX = 'im/'

export const importRow = (key: string, row: ImportRow): Change => ({ key: PREFIX + key, value: utf8(JSON.stringify(row)) })
/** What goes with an erased record. */
export const importErased = (key: string): Change[] => [{ key: PREFIX + key, value: null }]

export async function knownImports(store: NodeStore): Promise<KnownImport[]> {
  const rows = await store.range(...prefixRange(PREFIX))
  return rows.map(([key, bytes]) => ({ ...(JSON.parse(fromUtf8(bytes)) as ImportRow), key: key.slice(PREFIX.length) }))
}

/** Makes rows of records that were imported before there were any. */
export async function catchUp(documents: DocumentStore, store: NodeStore): Promise<void> {
  const known = new Set((await store.range(...prefixRange(PREFIX))).map(([key]) => key))
  const changes: Change[] = []
  for (const { verificationKey, profile } of documents.standing()) {
    if (profile !== OWN_PROFILE || known.has(PREFIX + verificationKey)) continue
    const groups = groupsOf((await documents.read(verificationKey)).leaves)
    const patient = groups.find((g) => g.kind === 'Patient')
    const about = identityOf(patient && toValue(patient.value))
    changes.push(importRow(verificationKey, { subject: '', kind: 'fhir', about, prints: groups.map(printOf) }))
  }
  if (changes.length > 0) await store.commit(changes)
}

/** Said anew with every export of the same content: when it was exported, how a machine renders it, names inside one file. */
const PASSING = new Set(['meta', 'text', 'subject', 'patient'])

/** Fingerprint of what a resource says. */
export function printOf({ value }: Pick<GroupInput, 'value'>): string {
  const lasting = value.t === 'object' ? { ...value, entries: value.entries.filter(([key]) => !PASSING.has(key)) } : value
  return hex(sha256(utf8(writeJson(inOrder(lasting))))).slice(0, 32)
}

/** Members by name, and references that only hold inside one file without their address. */
function inOrder(json: Json): Json {
  if (json.t === 'array') return { t: 'array', items: json.items.map(inOrder) }
  if (json.t !== 'object') return json
  const entries = json.entries
    .filter(([key, value]) => !(key === 'reference' && value.t === 'string' && value.value.startsWith('urn:uuid:')))
    .map(([key, value]) => [key, inOrder(value)] as const)
  return { t: 'object', entries: entries.sort(([a], [b]) => (a < b ? -1 : 1)) }
}

// ── Whose it is ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** `own` and `other`: as the person says. `ask`: also where nothing is known yet of the person. */
export type Whose = 'own' | 'other' | 'ask'

const told = (identity: Identity): boolean => identity.names.length > 0 || identity.birthDate !== ''

/** @returns the subject among others whom a file is about without doubt */
function knownOther(known: readonly KnownImport[], about: Identity): string | undefined {
  const others = new Map<string, Identity[]>()
  for (const { subject, about: each } of known) if (subject !== '') others.set(subject, [...(others.get(subject) ?? []), each])
  return [...others].find(([, each]) => compareAll(each, about).verdict === 'same')?.[0]
}

/** How a file compares with the owner: `first` when nothing is known of them yet. */
export function comparedWithOwner(
  known: readonly KnownImport[],
  about: Identity,
): Comparison | { readonly verdict: 'first'; readonly because: [] } {
  const own = known.filter((row) => row.subject === '').map((row) => row.about)
  const compared = compareAll(own, about)
  return compared.verdict === 'same' || own.some(told) ? compared : { verdict: 'first', because: [] }
}

/**
 * Decides whose a file is. What cannot be told for certain is asked, and the answer is remembered with the record that follows from it.
 * @param fresh a new name for somebody
 * @returns empty for the owner, else the name of a subject
 * @throws IMPORT_WHOSE
 */
export function subjectOf(known: readonly KnownImport[], about: Identity, whose: Whose | undefined, fresh: () => string): string {
  if (whose === 'own') return ''
  const other = knownOther(known, about)
  if (whose === 'other') return other ?? fresh()
  const { verdict, because } = comparedWithOwner(known, about)
  if (verdict === 'same') return ''
  if (other !== undefined) return other
  if (verdict === 'first' && whose !== 'ask') return ''
  return fail('IMPORT_WHOSE', { verdict, why: because.join(', ') || 'nothing is known yet' })
}
