/** FHIR REST: what is found by what, who is challenged, what an export says of whom. */
import type { Mutant } from './mutant.ts'

const search = { file: 'node/institutional/fhir/search.ts', test: 'testing/unit/fhir-search.test.ts' }

export const mutants: readonly Mutant[] = [
  { ...search, name: 'a category is any code', find: "tokenTest('category')", replace: "tokenTest('category', 'code')" },
  {
    ...search,
    name: 'the system of a code is not compared',
    find: '(system === undefined || c.system === system)',
    replace: '(system !== c.code)',
  },
  {
    ...search,
    name: 'a search by name finds everybody',
    find: 'if (unknown && (strict || asked.length === 1))',
    replace: 'if (unknown && strict)',
  },
  {
    ...search,
    name: 'a strict search passes over',
    find: 'if (unknown && (strict || asked.length === 1))',
    replace: 'if (unknown && asked.length === 1)',
  },
  {
    ...search,
    name: 'the system of an identifier is not compared',
    find: "value === second && (first === '' || first === system)",
    replace: 'value === second',
  },
  { ...search, name: 'everything is of every type', find: 'if (types && !types.has(issued.type)) return false', replace: '' },
  { ...search, name: 'everything was always stored since', find: 'if (since !== undefined &&', replace: 'if (since === 0 &&' },
  {
    ...search,
    name: 'what has no day goes',
    find: "!DATES.some((field) => typeof fields[field] === 'string') || bounds",
    replace: 'bounds',
  },
  { ...search, name: 'everything knows no end', find: "name === 'start' ? 'ge' : 'le'", replace: "name === 'start' ? 'ge' : 'ge'" },
]
