/**
 * Observations and reports that came over FHIR, as results of their order. One that has no id gets one of its own, by the identifiers, codes and time
 * that it has in all its versions, or else by what it says; references inside a transaction follow. Quantities claim UCUM only when they are in it.
 */
import { UCUM, unitOf } from '@hdms/health/codes/units.ts'
import { hex, utf8 } from '@hdms/shared/bytes.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import { instantIn } from '@hdms/shared/decimal.ts'
import { type Json, parseJson, stringMember, writeJson } from '@hdms/shared/documents/json.ts'
import type { ReportedItem, ResultName } from '../his/reports.ts'
import { isUcum } from '../his/ucum.ts'
import { writtenAs } from './exact-json.ts'

export interface PostedResult {
  readonly resourceType: string
  readonly id?: string
  readonly status?: string
  readonly identifier?: readonly { readonly system?: string; readonly value?: string }[]
  readonly code?: { readonly coding?: readonly { readonly system?: string; readonly code?: string }[]; readonly text?: string }
  readonly effectiveDateTime?: string
  readonly effectiveInstant?: string
  readonly effectivePeriod?: { readonly start?: string }
}
export interface Posted {
  readonly resource: PostedResult
  /** Of its entry in a transaction. */
  readonly fullUrl?: string
}

/** @returns and what was changed of them, in words for the sender */
export function itemsOf(posted: readonly Posted[]): { readonly items: ReportedItem[]; readonly changed: string[] } {
  const seen = new Map<string, number>()
  const named = posted.map(({ resource, fullUrl }) => ({ resource, fullUrl, ...namesOf(resource, seen) }))
  const places = new Map(
    named.flatMap(({ resource, fullUrl, id }) => (fullUrl === undefined ? [] : [[fullUrl, `${resource.resourceType}/${id}`] as const])),
  )
  const changed: string[] = []
  const items = named.map(({ resource, id, name }): ReportedItem => {
    const json = edited(parseJson(writtenAs(resource, ['basedOn', 'status'])), places, changed)
    const own = resource.id === undefined ? withId(json, id) : json
    return {
      key: `${resource.resourceType}/${id}`,
      status: resource.status ?? 'final',
      ...(name ? { name } : {}),
      resource: writeJson(own),
    }
  })
  return { items, changed: [...new Set(changed)] }
}

/** @param seen how often the same content came in this transaction */
function namesOf(resource: PostedResult, seen: Map<string, number>): { readonly id: string; readonly name?: ResultName } {
  if (resource.id !== undefined) return { id: resource.id }
  const { resourceType, identifier = [], code } = resource
  const codes = (code?.coding ?? []).map((c) => `${c.system ?? ''}|${c.code ?? ''}`).join(' ')
  const at = resource.effectiveDateTime ?? resource.effectiveInstant ?? resource.effectivePeriod?.start ?? ''
  const name: ResultName = {
    of: `${resourceType} ${codes || (code?.text ?? '')}`,
    filler: identifier.flatMap(({ system = '', value }) => (value ? [`${system}|${value}`] : [])).join(' '),
    at: String(instantIn(at) ?? at),
    set: '',
  }
  if (name.filler !== '') return { id: idOf(JSON.stringify([name.of, name.filler, name.at])), name }
  // The same content twice in one transaction is two; the same call again is the same.
  const content = writtenAs(resource, ['basedOn'])
  const count = seen.get(content) ?? 0
  seen.set(content, count + 1)
  return { id: idOf(`${content} ${count}`), name: { ...name, fresh: true } }
}

const idOf = (text: string): string => hex(sha256(utf8(text))).slice(0, 24)

function withId(json: Json, id: string): Json {
  if (json.t !== 'object') return json
  const [type, ...rest] = json.entries
  return { t: 'object', entries: [...(type ? [type] : []), ['id', { t: 'string', value: id }], ...rest] }
}

/** With references to other entries by their ids, and with codes of UCUM that are some. */
function edited(json: Json, places: ReadonlyMap<string, string>, changed: string[]): Json {
  if (json.t === 'array') return { t: 'array', items: json.items.map((item) => edited(item, places, changed)) }
  if (json.t !== 'object') return json
  const entries = json.entries.map(([key, value]): readonly [string, Json] => {
    const place = key === 'reference' && value.t === 'string' ? places.get(value.value) : undefined
    return [key, place === undefined ? edited(value, places, changed) : { t: 'string', value: place }]
  })
  return judged({ t: 'object', entries }, changed)
}

function judged(json: Json & { t: 'object' }, changed: string[]): Json {
  const [system, code] = [stringMember(json, 'system'), stringMember(json, 'code')]
  const isQuantity = json.entries.some(([key]) => key === 'value' || key === 'comparator' || key === 'unit')
  if (system !== UCUM || code === undefined || !isQuantity) return json
  const known = unitOf(code, { claimed: true, isUcum })
  if (known.code === code) return json
  changed.push(known.code === undefined ? `${code} is no code of UCUM` : `${code} is ${known.code} in UCUM`)
  const rest = json.entries.filter(([key]) => !['system', 'code', 'unit'].includes(key))
  const said = { unit: stringMember(json, 'unit') ?? code, ...(known.code === undefined ? {} : { system: UCUM, code: known.code }) }
  return { t: 'object', entries: [...rest, ...Object.entries(said).map(([k, value]): [string, Json] => [k, { t: 'string', value }])] }
}
