/** FHIR NDJSON with the manifest of a Bulk Data `$export` (hl7.org/fhir/uv/bulkdata): a file for each type of resource. */
import { subjectField } from '../fhir/subject.ts'
import type { ExportFile } from './file.ts'
import { resourceId, type Subject } from './subjects.ts'
import { Lines } from './table.ts'

type Json = { readonly [key: string]: unknown }

/** @param request what the export answers, for the manifest @param at ISO instant */
export function fhirFiles(subjects: readonly Subject[], request: string, at: string): ExportFile[] {
  const types = new Map<string, { readonly lines: Lines; count: number }>()
  const add = (type: string, resource: Json): void => {
    const known = types.get(type) ?? { lines: new Lines(), count: 0 }
    types.set(type, known)
    known.lines.add(`${JSON.stringify(resource)}\n`)
    known.count++
  }
  for (const { pseudonym, sex, age, records } of subjects) {
    const band = age < 0 ? [] : [{ url: 'urn:hdms:age-band', valueString: `${age}-${age + 9}` }]
    const gender = sex === '' ? {} : { gender: sex }
    add('Patient', { resourceType: 'Patient', id: pseudonym, ...gender, ...(band.length > 0 ? { extension: band } : {}) })
    for (const { key, resources } of records)
      resources.forEach((resource, i) => {
        const { resourceType = 'Resource', ...rest } = resource as Json
        const field = subjectField(String(resourceType))
        const whose = field ? { [field]: { reference: `Patient/${pseudonym}` } } : {}
        add(String(resourceType), { resourceType, id: resourceId(key, i), ...whose, ...rest })
      })
  }
  const files = [...types]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([type, { lines, count }]) => ({ type, count, name: `fhir/${type}.ndjson`, text: lines.whole() }))
  const output = files.map(({ type, count, name }) => ({ type, url: name.slice('fhir/'.length), count }))
  const manifest = { transactionTime: at, request, requiresAccessToken: false, output, deleted: [], error: [] }
  return [
    { name: 'fhir/manifest.json', text: `${JSON.stringify(manifest, null, 2)}\n` },
    ...files.map(({ name, text }) => ({ name, text })),
  ]
}
