/**
 * A walking aid that minutes rest on. What a person says of themselves is enough for what their own node tells them; where pay depends on it, a
 * hospital's record of them has to say so: the person shows one entry of it, and the issuer finds it in the register.
 */
import { subjectField } from '@hdms/health/fhir/subject.ts'
import type { Aid } from '@hdms/health/gait/genuine.ts'
import { fromHex } from '@hdms/shared/bytes.ts'
import { rangeIn } from '@hdms/shared/decimal.ts'
import { discloseGroups, type Group, groupsOf, openDisclosure } from '@hdms/shared/documents/document.ts'
import { type Json, member, stringMember } from '@hdms/shared/documents/json.ts'
import { DAY } from '@hdms/shared/time.ts'
import { MEMBER_SYSTEM, standsInRegister } from '../core/registered.ts'
import type { CoreServices } from '../core/services.ts'
import type { activity } from './wire.ts'

/** Those by which a foot may do less; a stick or a rollator changes no verdict. */
const CODES: Readonly<Partial<Record<Aid, readonly string[]>>> = {
  // SNOMED CT "Crutch"; HCPCS level II, E0110 to E0118.
  crutches: [
    'http://snomed.info/sct|74566002',
    ...[110, 111, 112, 113, 114, 116, 117, 118].map((n) => `urn:oid:2.16.840.1.113883.6.285|E0${n}`),
  ],
  // ICD-10-CM "Presence of artificial leg": right, left, both.
  prosthesis: ['Z97.13', 'Z97.14', 'Z97.16'].map((code) => `http://hl7.org/fhir/sid/icd-10-cm|${code}`),
}
/** An injury heals: an entry about crutches is relied on for so long after its date. A leg does not grow again. */
const CRUTCHES_DAYS = 365

/** Kinds of resources that say of somebody what they walk with, the field that says what, and the one that says since when. */
const KINDS: Readonly<Record<string, { readonly what: string; readonly dates: readonly string[] }>> = {
  Condition: { what: 'code', dates: ['recordedDate', 'onsetDateTime'] },
  DeviceRequest: { what: 'codeCodeableConcept', dates: ['authoredOn'] },
  Device: { what: 'type', dates: [] },
}
const STANDS = ['active', 'completed', 'recurrence', 'relapse', 'confirmed', undefined]

const codings = (concept: Json | undefined): (readonly [system: string, code: string])[] => {
  const list = member(concept, 'coding')
  return list?.t === 'array' ? list.items.map((c) => [stringMember(c, 'system') ?? '', stringMember(c, 'code') ?? ''] as const) : []
}

/** Whether a resource says of a member of the network that they walk with this, now. Nothing that is denied, over or doubtful does. */
export function confirms(resource: Json, aid: Aid, person: string, now: number): boolean {
  const type = stringMember(resource, 'resourceType') ?? ''
  const kind = KINDS[type]
  if (!kind) return false
  const who = member(member(resource, subjectField(type) ?? 'subject'), 'identifier')
  if (stringMember(who, 'system') !== MEMBER_SYSTEM || stringMember(who, 'value') !== person) return false
  const [clinical, verified] = ['clinicalStatus', 'verificationStatus'].map((name) => codings(member(resource, name))[0]?.[1])
  if (![stringMember(resource, 'status'), clinical, verified].every((status) => STANDS.includes(status))) return false
  if (!codings(member(resource, kind.what)).some((coding) => CODES[aid]?.includes(coding.join('|')))) return false
  if (aid !== 'crutches') return true
  const since = kind.dates.map((name) => rangeIn(stringMember(resource, name) ?? '')?.[0]).find((at) => at !== undefined)
  return since !== undefined && since <= now + DAY && now <= since + CRUTCHES_DAYS * DAY
}

type Shown = activity.Aid.$Properties

/** The entry that confirms the person's aid, where they let the issuer see it. */
export async function aidToShow(
  { documents, identity, network }: Pick<CoreServices, 'documents' | 'identity' | 'network'>,
  aid: Aid,
  now: number,
): Promise<{ aid: string; disclosure: Uint8Array; recordId: Uint8Array; issuerSignature: Uint8Array; notary: string } | null> {
  const kept = documents.standing().filter((row) => row.record && Object.keys(KINDS).some((kind) => row.kinds[kind]))
  for (const { verificationKey, issuer, record } of kept.reverse()) {
    if (!record || network.institutionOf(fromHex(issuer)) === undefined) continue
    const doc = await documents.readStanding(verificationKey)
    const entry = doc && groupsOf(doc.leaves).find((g: Group) => confirms(g.value, aid, identity.name, now))
    if (!entry) continue
    const { id: recordId, issuerSignature, notary } = record
    return { aid, disclosure: discloseGroups(doc, [entry]), recordId, issuerSignature, notary }
  }
  return null
}

/**
 * The aid that a claim rests on, when a hospital's record of the claimant says so.
 * @throws DOCUMENT_MISMATCH, SIGNATURE_INVALID, WIRE_MALFORMED when what is shown is nobody's record
 * @returns a reason when it is one and confirms nothing
 */
export async function confirmedAid(
  services: Pick<CoreServices, 'network' | 'crypto'>,
  shown: Shown,
  { person, now }: { readonly person: string; readonly now: number },
): Promise<{ readonly aid: Aid } | { readonly refused: string }> {
  const aid = (Object.keys(CODES) as Aid[]).find((one) => one === shown.aid)
  if (!aid) return { refused: 'it names no aid that a claim can rest on' }
  const { header, verificationKey, groups } = openDisclosure(shown.disclosure ?? new Uint8Array(0))
  const issuer = services.network.institutionOf(header.issuer)
  if (issuer === undefined || issuer === person) return { refused: 'no institution of the network made the record' }
  const registered = {
    recordId: shown.recordId ?? new Uint8Array(0),
    issuerSignature: shown.issuerSignature ?? new Uint8Array(0),
    notary: shown.notary ?? '',
  }
  if (!(await standsInRegister(services, registered, header.issuer, verificationKey)))
    return { refused: 'the record of the aid was corrected or erased' }
  const [entry, ...more] = groups
  if (!entry || more.length > 0 || !confirms(entry.value, aid, person, now))
    return { refused: 'the record does not say of the claimant that they walk with it now' }
  return { aid }
}
