/** Turns what a HIS gave into the groups of a result document: about this person, with Provenance signed by the hospital. */

import { subjectField } from '@hdms/health/fhir/subject.ts'
import { base64, concat, utf8 } from '@hdms/shared/bytes.ts'
import { H } from '@hdms/shared/crypto/hash.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import type { GroupInput } from '@hdms/shared/documents/document.ts'
import { fromValue, type Json, parseJson, stringMember, writeJson } from '@hdms/shared/documents/json.ts'
import { MEMBER_SYSTEM } from '../core/registered.ts'
import type { Identity } from '../core/services.ts'
import { refuse } from './reasons.ts'

/** The subject of every resource becomes the person's network name: the HIS's own identifier stays in the hospital. */
function aboutPerson(resource: Json, person: string): Json {
  if (resource.t !== 'object') return refuse('HIS_PROTOCOL', 'resource-no-object')
  const field = subjectField(stringMember(resource, 'resourceType') ?? '')
  const subject = fromValue({ identifier: { system: MEMBER_SYSTEM, value: person } })
  const entries = resource.entries.filter(([key]) => key !== 'subject' && key !== 'patient')
  return { t: 'object', entries: field ? [...entries, [field, subject]] : entries }
}

/** What the Provenance's signature covers: the resources' texts, in order. */
export const provenanceMessage = (resources: readonly Json[]): Uint8Array =>
  H('provenance', concat(...resources.map((r) => utf8(`${writeJson(r)}\n`))))

/** @param resources FHIR JSON texts. @param now milliseconds */
export async function withProvenance(
  crypto: CryptoProvider,
  identity: Identity,
  resources: readonly string[],
  person: string,
  now: number,
): Promise<GroupInput[]> {
  const subjects = resources.map((text) => aboutPerson(parseJson(text), person))
  const recorded = new Date(now).toISOString()
  const who = { identifier: { system: MEMBER_SYSTEM, value: identity.name } }
  const signature = await crypto.sign(identity.seed, provenanceMessage(subjects))
  const provenance = fromValue({
    resourceType: 'Provenance',
    target: subjects.map((s) => ({ reference: `${stringMember(s, 'resourceType')}/${stringMember(s, 'id') ?? 'unknown'}` })),
    recorded,
    agent: [{ type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/provenance-participant-type', code: 'author' }] }, who }],
    signature: [
      {
        type: [{ system: 'urn:iso-astm:E1762-95:2013', code: '1.2.840.10065.1.12.1.1' }],
        when: recorded,
        who,
        sigFormat: 'application/octet-stream',
        data: base64(signature),
      },
    ],
  })
  return [...subjects, provenance].map((value) => ({ kind: stringMember(value, 'resourceType') ?? 'Resource', value }))
}
