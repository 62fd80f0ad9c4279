import type { Mutant } from './mutant.ts'

const units = { file: 'health/codes/units.ts', test: 'testing/unit/units.test.ts' }
const decimal = { file: 'shared/decimal.ts', test: 'testing/unit/decimal.test.ts' }
const hl7 = 'node/institutional/his/hl7'
const results = { test: 'testing/unit/hl7-results.test.ts' }
const text = { test: 'testing/unit/hl7-text.test.ts' }

/** Rules of what is inside a result: numbers, units, nothing dropped, characters, times (I3 to I6). */
export const mutants: readonly Mutant[] = [
  {
    ...decimal,
    name: 'I5 a comparator is left out',
    find: '{ comparator, number }',
    replace: '{ number }',
    only: 'I5',
  },
  {
    ...decimal,
    name: 'I5 a number too small for a double is read as 0',
    find: 'n === undefined || (n === 0 && /[1-9]/.test(`${whole}${fraction}`)) ? undefined : form',
    replace: 'n === undefined ? undefined : form',
    only: 'I5',
  },
  {
    ...results,
    file: `${hl7}/values.ts`,
    name: 'I5 the text of a number that FHIR writes in another form is not kept',
    find: "written.replace(/\\s+/g, '') === plain ? {} : asReceived(written)",
    replace: '{}',
    only: 'I5',
  },
  {
    ...results,
    file: `${hl7}/values.ts`,
    name: 'I5 a ratio with a comparator is one without',
    find: "if (!plain || comparator !== '' || high === undefined",
    replace: 'if (!plain || high === undefined',
    only: 'I5',
  },
  {
    ...results,
    file: `${hl7}/values.ts`,
    name: 'I4 only the first repetition of a value is read',
    find: 'if (more.length === 0) return first.at === 0',
    replace: 'if (more.length >= 0) return first.at === 0',
    only: 'I4 repetitions',
  },
  {
    ...results,
    file: `${hl7}/values.ts`,
    name: 'I6 the caret of a unit cuts it off',
    find: 'if (isCut(first, second)) return unitOf(`${first}^${second}`, { isUcum })',
    replace: '',
    only: 'I6',
  },
  {
    ...units,
    name: 'I6 kelvins and gauss are taken at their word',
    find: '(claimed || !(ODD.has(plain) || NUMBER.test(plain)))',
    replace: '(claimed || plain !== unit || true)',
    only: 'claims no system',
  },
  {
    ...units,
    name: 'I6 a translation is not judged by UCUM',
    find: 'known !== plain && isUcum(known)',
    replace: 'known !== plain',
    only: 'claims no system',
  },
  {
    ...results,
    file: `${hl7}/rest.ts`,
    name: 'I4 fields that FHIR has no place for are dropped',
    find: "return said.length > 0 ? [`${s.name}-${index} ${said.join(' ~ ')}`] : []",
    replace: 'return []',
    only: 'I4 any field',
  },
  {
    ...results,
    file: `${hl7}/panels.ts`,
    name: 'I4 a line that is no segment is passed over',
    find: 'if (!/^[A-Z][A-Z0-9]{2}$/.test(s.name)) fail(',
    replace: "if (s.name === '') fail(",
    only: 'a line end inside a field',
  },
  {
    ...results,
    file: `${hl7}/panels.ts`,
    name: 'I4 notes of the report go to the result before it',
    find: '    this.last = panel\n',
    replace: '',
    only: 'I4 notes',
  },
  {
    ...results,
    file: `${hl7}/valid.ts`,
    name: 'a resource is not judged before it is acknowledged',
    find: 'if (problem) fail(',
    replace: "if (problem?.why === '') fail(",
    only: 'no valid FHIR',
  },
  {
    ...text,
    file: `${hl7}/text.ts`,
    name: 'the null of HL7 is two quotation marks',
    find: "text === undefined || text === '\"\"' ? ''",
    replace: "text === undefined ? ''",
    only: 'zone of MSH-7',
  },
  {
    ...text,
    file: `${hl7}/charset.ts`,
    name: 'the name of a set is believed against what the bytes plainly are',
    find: "(!sure || known === 'utf-8' || plainly(text, known))",
    replace: "(!sure || known === 'utf-8')",
    only: 'plainly is',
  },
  {
    ...text,
    file: `${hl7}/charset.ts`,
    name: 'escaped bytes are UTF-8 whatever the set of the message',
    find: "if (set === 'utf-8' || !/\\\\[Xx]/.test(usual)) return usual",
    replace: 'if (set) return usual',
    only: 'bytes are of the set',
  },
  {
    ...text,
    file: `${hl7}/results.ts`,
    name: 'the zone of MSH-7 is not looked at',
    find: "zoneIn(field(message, 'MSH', 7)) ?? zone",
    replace: 'zone',
    only: 'zone of MSH-7',
  },
]
