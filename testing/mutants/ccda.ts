/** C-CDA: a number is one to its end, a plan is no deed, and nothing leaves that says more than the record. */
import type { Mutant } from './mutant.ts'

const test = 'testing/unit/ccda.test.ts'
const values = { file: 'health/ccda/values.ts', test }
const place = { file: 'health/ccda/place.ts', test }
const plain = { file: 'health/ccda/plain.ts', test }

export const mutants: readonly Mutant[] = [
  {
    ...{ name: 'C-CDA an open bound is open', ...values, only: 'a number with' },
    find: "attribute(own, 'inclusive') === 'false' ? open : `${open}=`",
    replace: '`${open}=`',
  },
  {
    ...{ name: 'C-CDA a range that is open has words', ...values, only: 'a number with' },
    find: "low.comparator === '>=' && high.comparator === '<=' && inOrder(low, high))",
    replace: 'inOrder(low, high))',
  },
  {
    ...{ name: 'C-CDA what is no number to its end is named', ...values, only: 'to its end' },
    find: "  reading.leave('a number that is none, but for its words')\n  return { valueString: text }",
    replace: '  return { valueString: text }',
  },
  {
    ...{ name: 'C-CDA a unit claims UCUM only when it is of UCUM', ...values, only: 'a number with' },
    find: "unit === '1' ? {} : unitOf(unit, { claimed: true, isUcum: reading.isUcum ?? isUsual })",
    replace: "{ unit, system: 'http://unitsofmeasure.org', code: unit }",
  },
  {
    ...{ name: 'C-CDA why there is no value is kept', ...values, only: 'a reason why' },
    find: 'return code ? { dataAbsentReason:',
    replace: "return code === '' ? { dataAbsentReason:",
  },
  {
    ...{ name: 'C-CDA a type without its prefix', ...plain, only: 'namespaces' },
    find: "known === 'xsi:type' ? value.trim().replace(/^.*:/, '') : value",
    replace: 'value',
  },
  {
    ...{ name: 'C-CDA elements of other vocabularies are not ours', ...plain, only: 'namespaces' },
    find: '(space === undefined ? undefined : KNOWN[space]) ?? OTHER',
    replace: "(space === undefined ? undefined : KNOWN[space]) ?? ''",
  },
  {
    ...{ name: 'XML references by number', file: 'health/markup.ts', test, only: 'a reason why' },
    find: 'return isCharacter(code) ? String.fromCodePoint(code) : written',
    replace: 'return written',
  },
  {
    ...{ name: 'C-CDA a planned vaccine was not given', ...place, only: 'to come' },
    find: "if (vaccine && happened(node)) return 'immunizations'",
    replace: "if (vaccine) return 'immunizations'",
  },
  {
    ...{ name: 'C-CDA what a relative has the patient has not', ...place, only: 'to come' },
    find: '  if (isAboutAnother(node)) return undefined\n',
    replace: '',
  },
  {
    ...{ name: 'C-CDA a medicine inside another statement', ...place, only: 'by its template' },
    find: 'hasTemplate(node, ...MEDICATION) || isImmunization(node)\n',
    replace: 'isImmunization(node)\n',
  },
  {
    ...{ name: 'C-CDA a section inside another', ...place, only: 'by its template' },
    find: '.flatMap((section) => [section, ...sectionsIn(section)])',
    replace: '',
  },
  {
    ...{ name: 'C-CDA a planned procedure was not done', file: 'health/ccda/amend.ts', test, only: 'to come' },
    find: '!happened(source) ? planned(right, source) : right',
    replace: "source['x'] ? planned(right, source) : right",
  },
  {
    ...{ name: 'C-CDA one bad entry leaves the others', file: 'health/ccda/read.ts', test, only: 'among hundreds' },
    find: 'if (entries.length === 1) return []',
    replace: 'if (entries.length > 0) return []',
  },
  {
    ...{ name: 'C-CDA out: less than five is not five', file: 'health/ccda/writing/datatypes.ts', test, only: 'less than five' },
    find: "inside ? {} : { inclusive: 'false' }",
    replace: '{}',
  },
  {
    ...{ name: 'C-CDA out: three times a day is every eight hours', file: 'health/ccda/writing/medicines.ts', test, only: 'three times' },
    find: "decimalIn(lexemeOf(repeat['frequency']) ?? '1') ?? 1",
    replace: "decimalIn('1') ?? 1",
  },
  {
    ...{ name: 'C-CDA out: a doubt is no diagnosis', file: 'health/ccda/write.ts', test, only: 'who it is about' },
    find: "return isUnsure(resource) ? undefined : 'problems'",
    replace: "return 'problems'",
  },
  {
    ...{ name: 'C-CDA out: a mistake is not said', file: 'health/ccda/write.ts', test, only: 'who it is about' },
    find: " && codeOf(resource['verificationStatus']) !== MISTAKEN",
    replace: " && MISTAKEN !== ''",
  },
  {
    ...{ name: 'C-CDA out: no known allergy is none', file: 'health/ccda/writing/concerns.ts', test, only: 'an allergy keeps' },
    find: "negationInd: none || isRefuted(resource) ? 'true' : undefined",
    replace: "negationInd: isRefuted(resource) ? 'true' : undefined",
  },
]
