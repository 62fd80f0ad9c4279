/** The person's own records: a FHIR R4 bundle of one patient enters as self-reported, one document, a group per resource. */

import type { CoreServices } from '@hdms/flows/core/services.ts'
import { validateBundle } from '@hdms/health/fhir/validate.ts'
import { stepsObservation } from '@hdms/health/gait/observations.ts'
import { appleHealthSteps, healthConnectSteps, isAppleHealth, isHealthConnect } from '@hdms/health/imports/steps.ts'
import { hex } from '@hdms/shared/bytes.ts'
import { encodeDocument, type GroupInput, issueDocument } from '@hdms/shared/documents/document.ts'
import { fromValue, member, parseJson, stringMember } from '@hdms/shared/documents/json.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { Change, NodeStore } from '@hdms/shared/ports/node-store.ts'

export interface Imported {
  /** Hex. */
  readonly verificationKey: string
  readonly kinds: Readonly<Record<string, number>>
}

/**
 * Imports a bundle. The same text twice is two documents: each has its own salts.
 * @throws DOCUMENT_INVALID naming path and reason: truncated JSON, an invalid resource, no patient, two patients
 */
export async function importBundle(services: CoreServices, store: NodeStore, text: string, now: number): Promise<Imported> {
  const json = parseJson(text)
  validateBundle(json)
  const entry = member(json, 'entry')
  const resources = (entry?.t === 'array' ? entry.items : []).flatMap((e) => member(e, 'resource') ?? [])
  const patients = resources.filter((r) => stringMember(r, 'resourceType') === 'Patient').length
  if (patients !== 1) fail('DOCUMENT_INVALID', { path: 'Bundle.entry', why: `it must hold exactly one Patient, and holds ${patients}` })
  const groups = resources.map((value) => ({ kind: stringMember(value, 'resourceType') ?? 'Resource', value }))
  return enter(services, store, groups, now)
}

/**
 * Imports what the person has: a FHIR bundle, or the steps that Apple Health or Health Connect exported.
 * @throws DOCUMENT_INVALID
 */
export async function importAny(services: CoreServices, store: NodeStore, text: string, now: number): Promise<Imported> {
  const days = isAppleHealth(text) ? appleHealthSteps(text) : isHealthConnect(text) ? healthConnectSteps(text) : undefined
  if (!days) return importBundle(services, store, text, now)
  const subject = services.identity.name
  const groups = days.map(({ date, steps, source }) => ({
    kind: 'Observation',
    value: fromValue(stepsObservation(date, steps, subject, source)),
  }))
  return enter(services, store, groups, now)
}

async function enter(services: CoreServices, store: NodeStore, groups: readonly GroupInput[], now: number): Promise<Imported> {
  const { crypto, identity, documents } = services
  const doc = issueDocument('fhir-r4/self-reported', identity.key, groups, (n) => crypto.random(n))
  const stored = await documents.writeBlob(encodeDocument(doc))
  const changes: Change[] = []
  documents.enter(changes, doc, stored, { storedAt: now })
  await store.commit(changes)
  const verificationKey = hex(doc.verificationKey)
  return { verificationKey, kinds: documents.row(verificationKey)?.kinds ?? {} }
}
