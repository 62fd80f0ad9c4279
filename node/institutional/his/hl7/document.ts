/** A document of an MDM as a result: its words, and its files. */
import { fhirTime } from '@hdms/health/hl7-time.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { Hl7Message, Hl7Segment } from '@medplum/core'
import { prefixOf } from '../documents.ts'
import type { Reported, ReportedItem } from '../reports.ts'
import { filesIn } from './files.ts'
import { field, part, whole } from './text.ts'

/** Document completion status (TXA-17, table 0271) and availability (TXA-19, table 0273) that say: not yet, or not any more. */
const DRAFT = new Set(['DI', 'IP', 'IN', 'PA'])

/** One document, and whom its files name. @throws HIS_PROTOCOL */
export function documentIn(message: Hl7Message, zone: string): Reported & { readonly named: readonly (readonly string[])[] } {
  const txa = message.getSegment('TXA') ?? fail('HIS_PROTOCOL', { why: 'there is no TXA' })
  const trigger = field(message, 'MSH', 9, 2)
  const cancelled = trigger === 'T11' || part(txa, 19) === 'CA' || part(txa, 19) === 'OB'
  const obx = message.getAllSegments('OBX')
  const text = documentText(obx)
  const replaced = part(txa, 13) || part(txa, 12)
  const later = trigger === 'T09' || trigger === 'T10' || trigger === 'T05' || trigger === 'T06'
  const status = cancelled ? 'entered-in-error' : DRAFT.has(part(txa, 17)) ? 'preliminary' : later ? 'corrected' : 'final'
  const files = filesIn(
    obx.filter((x) => part(x, 2) === 'ED').map((x) => ({ s: x, key: [replaced, `${part(x, 3)} ${part(x, 4)}`], status })),
    zone,
  )
  const reason = field(message, 'NTE', 3)
  // A notification without contents changes nothing that could be issued.
  if (text === '' && files.items.length === 0 && !cancelled) return { items: [], reason, named: files.about }
  const at = fhirTime(part(txa, 4) || part(txa, 6) || field(message, 'MSH', 7), zone)
  const resource = {
    resourceType: 'DiagnosticReport',
    id: `document-${replaced || '1'}`.replace(/[^A-Za-z0-9.-]/g, '-').slice(0, 64),
    code: {
      coding: [{ system: 'urn:hdms:his-local', code: part(txa, 2) || 'document', display: part(txa, 2) || 'document' }],
      text: part(txa, 16) || part(txa, 2) || 'document',
    },
    ...(at ? { effectiveDateTime: at } : {}),
    ...(text ? { conclusion: text } : {}),
  }
  const words: ReportedItem[] =
    text !== '' || files.items.length === 0 ? [{ key: `document/${replaced}`, status, resource: JSON.stringify(resource) }] : []
  // Another version of the whole document, or none any more: nothing else of it stands.
  const instead = [{ prefix: prefixOf([replaced]), status: cancelled ? ('entered-in-error' as const) : ('deleted' as const) }]
  return { items: [...words, ...files.items], instead, reason, named: files.about }
}

const documentText = (obx: readonly Hl7Segment[]): string =>
  obx
    .filter((s) => ['TX', 'FT', 'ST'].includes(part(s, 2)))
    .map((s) => whole(s, 5))
    .join('\n')
    .trim()
