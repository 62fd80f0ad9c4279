/** What a hospital's FHIR interface gives of whom, and what leaves in portions. */
import type { Mutant } from './mutant.ts'

const rest = { test: 'testing/unit/fhir-rest.test.ts' }
const records = { ...rest, file: 'node/institutional/fhir/records.ts' }
const orders = { ...rest, file: 'node/institutional/orders.ts' }

const identity = { ...rest, file: 'node/institutional/his/identity.ts', only: 'names a patient by' }

export const mutants: readonly Mutant[] = [
  {
    ...records,
    name: 'everything of a patient is everything of all',
    find: '(patient === undefined ? this.orders.list() : this.orders.ofPatient(patient))',
    replace: '(patient === undefined ? this.orders.ofPatient(patient ?? "") : this.orders.list())',
    only: 'of nobody else',
  },
  {
    ...records,
    name: 'all records are read before the first is given',
    find: 'const AHEAD = 8',
    replace: 'const AHEAD = 8000',
    only: 'as it is read',
  },
  { ...records, name: 'oldest first', find: '.toReversed()', replace: '.slice()', only: 'newest record first' },
  {
    ...records,
    name: 'what was read is given under the name that the patient had then',
    find: 'if (known?.patient === patient) return known.issued',
    replace: 'if (known) return known.issued',
    only: 'calls the patient now',
  },
  {
    ...records,
    name: 'what is kept for the law is given when that became so while it was read',
    find: 'return this.orders.isRestricted(record.verificationKey) ? [] : issued',
    replace: 'return issued',
    only: 'the law alone',
  },
  {
    ...records,
    name: 'nothing stays in memory',
    find: '    this.kept.set(verificationKey, kept)\n',
    replace: '',
    only: 'that is in memory',
  },
  {
    ...orders,
    name: 'an order stays with whom its patient was before',
    find: '    orders?.delete(orderId)\n',
    replace: '',
    only: 'calls the patient now',
  },
  {
    ...orders,
    name: 'a forgotten order is found by its patient',
    find: '    this.leave(orderId)\n    this.rows.delete(orderId)',
    replace: '    this.rows.delete(orderId)',
    only: 'calls the patient now',
  },
  {
    file: 'node/institutional/fhir/bundles.ts',
    ...rest,
    name: 'the patient is not counted in the total',
    find: '[`${head},"entry":[${matched(base, first)}`, 1]',
    replace: '[`${head},"entry":[${matched(base, first)}`, 0]',
    only: 'how many they are',
  },
  {
    ...identity,
    name: 'a patient goes out under a name of ours though a domain is configured',
    find: '...(this.written[configured] ?? [])]',
    replace: '...(this.written[configured + 100] ?? [])]',
  },
  { ...identity, name: 'an OID goes out as it is', find: 'return `urn:oid:${name}`', replace: 'return name' },
  {
    ...identity,
    name: 'what was said of whose number it is does not go out',
    find: "(authority === '' ? [] : [authority])",
    replace: "(authority === '' ? [authority] : [])",
  },
  {
    name: 'what a person is shown of a record lost its digits',
    file: 'node/core/views.ts',
    find: 'json: prettyJson(g.value)',
    replace: 'json: JSON.stringify(toValue(g.value), null, 2)',
    test: 'testing/unit/record-view.test.ts',
  },
  {
    name: 'an image of a relative is the patient’s',
    file: 'health/ccda/media.ts',
    find: '  if (STATEMENTS.has(name) && isAboutAnother(node)) return\n',
    replace: '',
    test: 'testing/unit/ccda.test.ts',
    only: 'files of their entry',
  },
  {
    name: 'an entry is its number, whoever gave it out',
    file: 'health/ccda/media.ts',
    find: "`${attribute(id, 'root')}^${attribute(id, 'extension')}`",
    replace: "`^${attribute(id, 'extension')}`",
    test: 'testing/unit/ccda.test.ts',
    only: 'files of their entry',
  },
]
