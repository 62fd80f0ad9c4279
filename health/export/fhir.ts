/** FHIR NDJSON with the manifest of a Bulk Data `$export` (hl7.org/fhir/uv/bulkdata): a file for each type of resource. */
import { subjectField } from '../fhir/subject.ts'
import { type ExportFile, Portions, textFile } from './file.ts'
import { resourceId, type Subject } from './subjects.ts'

type Json = { readonly [key: string]: unknown }

/** Takes people one after another. */
export class FhirExport {
  private readonly types = new Map<string, { readonly lines: Portions; count: number }>()

  private put(type: string, resource: Json): void {
    const known = this.types.get(type) ?? { lines: new Portions(), count: 0 }
    this.types.set(type, known)
    known.lines.text(`${JSON.stringify(resource)}\n`)
    known.count++
  }

  add({ pseudonym, sex, age, records }: Subject): void {
    const band = age < 0 ? [] : [{ url: 'urn:hdms:age-band', valueString: `${age}-${age + 9}` }]
    const gender = sex === '' ? {} : { gender: sex }
    this.put('Patient', { resourceType: 'Patient', id: pseudonym, ...gender, ...(band.length > 0 ? { extension: band } : {}) })
    for (const { key, resources } of records)
      resources.forEach((resource, i) => {
        const { resourceType = 'Resource', ...rest } = resource as Json
        const field = subjectField(String(resourceType))
        const whose = field ? { [field]: { reference: `Patient/${pseudonym}` } } : {}
        this.put(String(resourceType), { resourceType, id: resourceId(key, i), ...whose, ...rest })
      })
  }

  /** @param request what the export answers, for the manifest @param at ISO instant */
  files(request: string, at: string): ExportFile[] {
    const files = [...this.types]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([type, { lines, count }]) => ({ type, count, file: lines.textFile(`fhir/${type}.ndjson`) }))
    const output = files.map(({ type, count, file }) => ({ type, url: file.name.slice('fhir/'.length), count }))
    const manifest = { transactionTime: at, request, requiresAccessToken: false, output, deleted: [], error: [] }
    return [textFile('fhir/manifest.json', `${JSON.stringify(manifest, null, 2)}\n`), ...files.map(({ file }) => file)]
  }
}

/** @param request what the export answers, for the manifest @param at ISO instant */
export function fhirFiles(subjects: Iterable<Subject>, request: string, at: string): ExportFile[] {
  const fhir = new FhirExport()
  for (const subject of subjects) fhir.add(subject)
  return fhir.files(request, at)
}
