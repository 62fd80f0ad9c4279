/** What a person brings in and sees, and what a researcher gets: whose it is, what a value says, what is no fact. */
import type { Mutant } from './mutant.ts'

const view = { test: 'testing/unit/fhir-view.test.ts' }
const whose = { test: 'testing/unit/import-whose.test.ts' }
const people = { test: 'testing/unit/people.test.ts' }
const steps = { file: 'health/imports/steps.ts', test: 'testing/unit/imports.test.ts' }
const exported = { test: 'testing/unit/export.test.ts' }
const documents = { file: 'flows/core/documents.ts', ...whose, only: 'nowhere among' }

export const mutants: readonly Mutant[] = [
  {
    ...view,
    file: 'health/fhir/words.ts',
    name: 'a value is shown without its comparator',
    find: "joined([text(q['comparator']), number, unitOf(q)], ' ')",
    replace: "joined([number, unitOf(q)], ' ')",
    only: 'never less than it says',
  },
  {
    ...whose,
    file: 'health/people/identity.ts',
    name: 'names are compared with every file of the same person',
    find: "if (compared.verdict === 'same') return compared",
    replace: "if (compared.verdict === 'same' && known.length === 0) return compared",
    only: 'the names of hundreds of earlier files',
  },
  {
    ...view,
    file: 'health/fhir/words.ts',
    name: 'a number is rounded across what it is compared with',
    find: 'if (kept && at !== 0)',
    replace: 'if ((kept || !kept) && at !== 0)',
    only: 'digits as they were written',
  },
  {
    ...view,
    file: 'health/fhir/view.ts',
    name: 'a prescription that forbids is shown as active',
    find: "  if (r['doNotPerform'] === true) return 'do-not-perform'\n",
    replace: '',
    only: 'denied before anything else',
  },
  {
    ...view,
    file: 'apps/health-in-my-storage/parts/format.ts',
    name: 'an instant is told by the day on which it was written',
    find: '  const at = instantIn(text)\n',
    replace: '  const at = instantIn(text.slice(0, 10))\n',
    only: 'an instant is told',
  },
  {
    ...steps,
    name: 'the same record twice counts twice',
    find: '    const known = times.get(time)\n',
    replace:
      '    const known = times.get(`${time}${times.size}`)\n    if (times.has(time)) return void times.set(`${time} ${times.size}`, { date, steps })\n',
    only: 'counts a time once',
  },
  {
    ...steps,
    name: 'years of another calendar are days of the person',
    find: "    if (date < FIRST_DAY || date > this.last) refuse('DOCUMENT_INVALID', 'impossible-day', { path })\n",
    replace: '',
    only: 'of a calendar of another era',
  },
  {
    ...steps,
    name: 'a day is that of Greenwich whatever the time says',
    find: 'offsetOf(zone) ?? own ?? offset(at)',
    replace: 'offsetOf(zone) ?? offset(at)',
    only: 'the day is that of the place',
  },
  {
    ...people,
    file: 'health/people/identity.ts',
    name: 'an identifier outweighs another birth date',
    find: "  if (differing.length > 0) return { verdict: 'other', because: differing }\n",
    replace: "  if (differing.length > 1) return { verdict: 'other', because: differing }\n",
  },
  {
    ...whose,
    file: 'node/personal/import-book.ts',
    name: 'a file that contradicts is taken as the owner’s',
    find: "  if (verdict === 'same') return ''\n",
    replace: "  if (verdict !== 'first') return ''\n",
    only: 'whose file it is',
  },
  {
    ...whose,
    file: 'health/imports/bundle.ts',
    name: 'a resource about another patient comes in with the file',
    find: '    if (isOwn(resource)) return',
    replace: '    if (isOwn(resource) || resource) return',
    only: 'about another patient inside',
  },
  {
    ...documents,
    name: 'another person’s record lies among one’s own',
    find: 'row.subject === undefined ? this.rows : this.ofOthers',
    replace: 'row.subject === undefined || row ? this.rows : this.ofOthers',
  },
  {
    ...whose,
    file: 'node/personal/records.ts',
    name: 'the same content counts again with each file',
    find: '(places.has(print) || seen.has(print))) return false',
    replace: '(places.has(`${print}x`) || seen.has(print))) return false',
    only: 'the same content counts once',
  },
  {
    ...whose,
    file: 'health/fhir/source-ids.ts',
    name: 'references to a shortened id lead to nothing',
    find: "      if ((key !== 'reference' && key !== 'fullUrl') || value.t !== 'string')",
    replace: "      if (key !== 'fullUrl' || value.t !== 'string')",
    only: 'an id that is too long',
  },
  {
    file: 'health/codes/facts.ts',
    test: 'testing/unit/query.test.ts',
    name: 'a bound is found as what was measured',
    find: "const open = { least: comparator === '<' || comparator === '<=', most: comparator === '>' || comparator === '>=' }",
    replace: "const open = { least: comparator === '<=', most: comparator === '>=' }",
    only: 'lies from',
  },
  {
    file: 'flows/trading/exchange/fields.ts',
    test: 'testing/unit/disclosure.test.ts',
    name: 'a seller hides that a number is a bound',
    find: ' || boundIsHidden(hidden))',
    replace: ' || (boundIsHidden(hidden) && hidden.length === 0))',
  },
  {
    ...exported,
    file: 'health/export/omop.ts',
    name: 'a bound is exported as a plain number',
    find: 'value_as_number: row.number, operator_concept_id: operator }',
    replace: 'value_as_number: row.number }',
    only: 'a comparator is told',
  },
  {
    ...exported,
    file: 'health/export/subjects.ts',
    name: 'what is denied is a line of the export',
    find: 'if (!happened(o) || (isMissing(o)',
    replace: 'if ((isMissing(o)',
    only: 'denied, forbidden or a mistake',
  },
  {
    ...exported,
    file: 'health/export/table.ts',
    name: 'a spreadsheet runs what stands in a field',
    find: "return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text",
    replace: "return FORMULA.test(text) && NUMBER.test(text) ? `'${text}` : text",
    only: 'nothing in a field is run',
  },
]
