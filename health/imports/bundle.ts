/**
 * What of a FHIR R4 bundle becomes a person's record: every resource that is valid and about the one patient of the file. What is not is left out
 * and named; one bad resource never refuses the rest.
 */

import { digits } from '@hdms/shared/decimal.ts'
import { type Json, member, stringMember, toValue } from '@hdms/shared/documents/json.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { Problem } from '../fhir/rules.ts'
import { withShortIds } from '../fhir/source-ids.ts'
import { problemsOf } from '../fhir/validate.ts'
import { compare, type Identity, identityOf } from '../people/identity.ts'
import { type LeftOut, LeftOuts } from './left-out.ts'
import { refuse } from './reasons.ts'

export interface Taken {
  /** Whom it is about, as far as it says. */
  readonly about: Identity
  /** Resources in their order, with their type. */
  readonly groups: readonly { readonly kind: string; readonly value: Json }[]
  readonly leftOut: readonly LeftOut[]
}

interface Entry {
  readonly at: number
  readonly json: Json
  readonly resource: Json
  readonly type: string
}

/** @throws DOCUMENT_INVALID when it is no bundle of one patient, or nothing of it can be taken */
export function takeBundle(json: Json): Taken {
  if (stringMember(json, 'resourceType') !== 'Bundle') refuse('DOCUMENT_INVALID', 'bundle-expected', { path: 'resourceType' })
  const bundle = withShortIds(json)
  const list = member(bundle, 'entry')
  const entries = (list?.t === 'array' ? list.items : []).flatMap((entry, at): Entry[] => {
    const resource = member(entry, 'resource')
    return resource === undefined ? [] : [{ at, json: entry, resource, type: stringMember(resource, 'resourceType') ?? 'Resource' }]
  })
  const patients = entries.filter((e) => e.type === 'Patient')
  const [patient] = patients
  if (!patient || patients.length > 1) return refuse('DOCUMENT_INVALID', 'one-patient', { path: 'Bundle.entry', count: patients.length })
  const left = new LeftOuts()
  // Read also where the resource itself is not valid: whose file it is must be known all the same.
  const about = identityOf(toValue(patient.resource))
  const isOwn = aboutPatient(patient, entries, about)
  const groups = validOf(bundle, entries, left).flatMap(({ at, resource, type }) => {
    if (isOwn(resource)) return [{ kind: type, value: resource }]
    left.add(`Bundle.entry[${at}].resource`, 'it is about somebody else than the patient of this file')
    return []
  })
  if (groups.length === 0) left.refuse('Bundle.entry', 'nothing of it can be taken')
  return { about, groups, leftOut: left.list() }
}

const entryOf = ({ path }: Problem): number | undefined => {
  const found = /^Bundle\.entry\[(\d{1,9})\]/.exec(path)?.[1]
  return found === undefined ? undefined : digits(found)
}

/** Entries that are valid: of the whole bundle at once, where it is; else each by itself, and then what they are together. */
function validOf(bundle: Json, entries: readonly Entry[], left: LeftOuts): readonly Entry[] {
  if (problemsOf(bundle).length === 0) return entries
  const valid = entries.filter(({ at, resource, type }) => {
    const [problem] = problemsOf(resource)
    if (problem) left.add(`Bundle.entry[${at}].resource${problem.path.replace(/^\$$/, '').replace(type, '')}`, problem.why)
    return !problem
  })
  const together = problemsOf(withEntries(bundle, valid)).filter((p) => !p.dangling)
  const outer = together.find((p) => entryOf(p) === undefined)
  if (outer) return fail('DOCUMENT_INVALID', { path: outer.path, why: outer.why })
  const bad = new Map(together.map((p) => [entryOf(p) ?? -1, p]))
  return valid.filter(({ at }, i) => {
    const problem = bad.get(i)
    if (problem) left.add(problem.path.replace(`entry[${i}]`, `entry[${at}]`), problem.why)
    return !problem
  })
}

function withEntries(bundle: Json, entries: readonly Entry[]): Json {
  if (bundle.t !== 'object') return bundle
  const rest = bundle.entries.filter(([key]) => key !== 'entry')
  const items = entries.map((e) => e.json)
  return { t: 'object', entries: items.length === 0 ? rest : [...rest, ['entry', { t: 'array', items }]] }
}

/** Where resources say whom they are about. */
const ABOUT = ['subject', 'patient', 'individual', 'beneficiary', 'for'] as const

/** @returns whether a resource is about the patient of the file, or about nobody; what names another patient is not */
function aboutPatient(patient: Entry, entries: readonly Entry[], about: Identity): (resource: Json) => boolean {
  const id = stringMember(patient.resource, 'id')
  const types = new Map(
    entries.map((e) => [stringMember(e.json, 'fullUrl') ?? `${e.type}/${stringMember(e.resource, 'id') ?? ''}`, e.type]),
  )
  // Files without fullUrl name the patient by its id, in either form.
  const own = new Set([stringMember(patient.json, 'fullUrl'), ...(id === undefined ? [] : [`Patient/${id}`, `urn:uuid:${id}`])])
  const nameless = id === undefined && stringMember(patient.json, 'fullUrl') === undefined
  const isOwn = (reference: string, resource: Json): boolean => {
    const plain = reference.split('/_history/')[0] as string
    const [type, place] = plain.split('/').slice(-2)
    if (plain.startsWith('#')) return isContained(plain.slice(1), resource)
    if (own.has(plain) || (id !== undefined && type === 'Patient' && place === id)) return true
    // A group, a device or a place is no other patient.
    const known = types.get(plain) ?? (plain.startsWith('urn:') ? 'Patient' : (type ?? ''))
    return nameless || known !== 'Patient'
  }
  const isContained = (name: string, resource: Json): boolean => {
    const contained = member(resource, 'contained')
    const found = contained?.t === 'array' ? contained.items.find((c) => stringMember(c, 'id') === name) : undefined
    if (!found || stringMember(found, 'resourceType') !== 'Patient') return true
    return compare(about, identityOf(toValue(found))).verdict !== 'other'
  }
  return (resource) => {
    if (stringMember(resource, 'resourceType') === 'Patient') return true
    return ABOUT.every((field) => {
      const reference = stringMember(member(resource, field), 'reference')
      return reference === undefined || isOwn(reference, resource)
    })
  }
}
