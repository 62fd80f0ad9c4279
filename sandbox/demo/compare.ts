/** At the end: both ledgers, the register and the two stores, compared. */

import type { LedgerLine } from '@hdms/node/core/views.ts'
import { asHdmsError } from '@hdms/shared/errors.ts'
import type { NetworkFile } from '../network/launcher.ts'
import { call, type PersonNode } from '../people/person.ts'
import { hospitalApi } from './hospital-api.ts'

export interface ComparisonRow {
  readonly what: string
  readonly person: string
  readonly hospital: string
  readonly same: boolean
}
export interface Comparison {
  readonly rows: readonly ComparisonRow[]
  readonly same: boolean
}

interface RecordLine {
  readonly verificationKey: string
  readonly profile: string
  readonly dealing?: string
  readonly recordId?: string
}
interface TransactionLine {
  readonly known: boolean
  readonly standing?: string
  readonly answer?: string
  readonly transaction?: string
}

interface RegisterEntry {
  readonly recordId: string
  readonly known: boolean
  readonly verificationKey: string
}

/** Asks again while a service on the way is being restarted. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await ask()
    } catch (error) {
      if (!asHdmsError(error).retry || tries > 80) throw error
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
  }
}

const short = (text: string) => (text.length > 16 ? `${text.slice(0, 12)}…` : text)

export async function compare(network: NetworkFile, person: PersonNode, dealing: string): Promise<Comparison> {
  const api = hospitalApi(network)
  // Either side may just be coming back.
  const hospital = <T>(path: string) => patiently(() => call<T>(api, 'GET', path))
  const mineSays = <T>(path: string) => patiently(() => person.get<T>(path))
  const ledger = async (get: <T>(path: string) => Promise<T>) =>
    (await get<{ transactions: LedgerLine[] }>('/ledger')).transactions.filter((t) => t.dealing === dealing && t.standing !== 'dropped')
  const [mine, theirs] = [await ledger(mineSays), await ledger(hospital)]
  const ids = [...new Set([...mine, ...theirs].map((t) => t.id))]
  const rows: ComparisonRow[] = []
  for (const id of ids) {
    const [a, b] = [await mineSays<TransactionLine>(`/transactions/${id}`), await hospital<TransactionLine>(`/transactions/${id}`)]
    const name = (mine.find((t) => t.id === id) ?? theirs.find((t) => t.id === id))?.commands.join(' + ') ?? ''
    const line = mine.find((t) => t.id === id)
    const place = line?.sequence === undefined ? '' : ` #${line.sequence}`
    const same =
      a.known &&
      b.known &&
      a.standing === 'verified' &&
      b.standing === 'verified' &&
      a.answer === b.answer &&
      a.transaction === b.transaction
    rows.push({
      what: `${name} ${short(id)}`,
      person: a.known ? `${a.standing}${place}` : 'unknown',
      hospital: b.known ? `${b.standing}${place}` : 'unknown',
      same,
    })
  }
  const record = async (get: <T>(path: string) => Promise<T>) =>
    (await get<{ records: RecordLine[] }>('/records')).records.find((r) => r.dealing === dealing && r.profile === 'fhir-r4/medical-result')
  const [own, kept] = [await record(mineSays), await record(hospital)]
  rows.push({
    what: 'medical result, verification key',
    person: short(own?.verificationKey ?? 'none'),
    hospital: short(kept?.verificationKey ?? 'none'),
    same: own !== undefined && own.verificationKey === kept?.verificationKey,
  })
  const { entries } = await mineSays<{ entries: RegisterEntry[] }>('/register')
  const entry = entries.find((e) => e.recordId === own?.recordId)
  rows.push({
    what: 'register of the notary',
    person: short(own?.verificationKey ?? 'none'),
    hospital: entry?.known ? short(entry.verificationKey) : 'none',
    same: entry?.known === true && entry.verificationKey === own?.verificationKey,
  })
  return { rows, same: rows.length >= 6 && rows.every((r) => r.same) }
}
