/** Our FHIR validation against the verdicts of the HL7 validator, and against whole Synthea patients. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { problemsOf } from '@hdms/health/fhir/validate.ts'
import { parseJson } from '@hdms/shared/documents/json.ts'
import { asHdmsError } from '@hdms/shared/errors.ts'
import { describe, expect, test } from 'vitest'
import { dataPath, needs } from '../support/data.ts'

const folder = dataPath('health/fhir-validator-oracle')

interface Case {
  readonly name: string
  readonly file: string
  readonly java?: unknown
}
interface Outcome {
  readonly issue?: readonly { readonly severity: string }[]
}

describe('the HL7 validator as oracle', needs('health/fhir-validator-oracle'), () => {
  test('every valid case is accepted, at least 13 of the 21 invalid ones are refused with path and reason', () => {
    const cases = JSON.parse(readFileSync(join(folder, 'cases.json'), 'utf8')) as Case[]
    let valid = 0
    let invalid = 0
    let refused = 0
    const wronglyRefused: string[] = []
    for (const c of cases) {
      const input = join(folder, 'input', c.file)
      const outcome = join(folder, 'outcome', typeof c.java === 'string' ? c.java : '-')
      if (!existsSync(input) || !existsSync(outcome)) continue
      const verdict = JSON.parse(readFileSync(outcome, 'utf8')) as Outcome
      const isInvalid = (verdict.issue ?? []).some((i) => i.severity === 'error' || i.severity === 'fatal')
      const problems = problemsIn(readFileSync(input, 'utf8'))
      if (isInvalid) invalid++
      else valid++
      if (isInvalid && problems.length > 0) refused++
      if (process.env['ORACLE_VERBOSE'] && isInvalid !== problems.length > 0)
        process.stderr.write(
          `${isInvalid ? 'missed' : 'wrong'} ${c.name}: ${JSON.stringify(isInvalid ? verdict.issue?.filter((i) => i.severity !== 'information' && i.severity !== 'warning') : problems).slice(0, 700)}\n`,
        )
      if (!isInvalid && problems.length > 0) wronglyRefused.push(`${c.name}: ${problems[0]}`)
    }
    process.stderr.write(`FHIR oracle: ${refused} of ${invalid} invalid refused, ${wronglyRefused.length} of ${valid} valid refused\n`)
    expect(wronglyRefused).toEqual([])
    expect(refused).toBeGreaterThanOrEqual(13)
  })
})

function problemsIn(text: string): string[] {
  try {
    return problemsOf(parseJson(text)).map((p) => `${p.path}: ${p.why}`)
  } catch (error) {
    return [asHdmsError(error).message]
  }
}

describe('Synthea', needs('health/synthea-r4-bundles'), () => {
  test('every bundle with every resource is accepted', () => {
    const root = dataPath('health/synthea-r4-bundles/R4')
    const files = (readdirSync(root, { recursive: true }) as string[]).filter((f) => f.endsWith('.json'))
    expect(files.length).toBeGreaterThan(5)
    for (const file of files) expect([file, problemsIn(readFileSync(join(root, file), 'utf8'))]).toEqual([file, []])
  })
})
