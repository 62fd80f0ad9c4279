/** The gait pipeline on recordings of real people with a known truth; where those are not at hand there is nothing to say. */
import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { GAIT_DATA, TARGETS, table } from '../bench/gait/main.ts'

const absent = !existsSync(GAIT_DATA)
if (absent) process.stderr.write(`skipped: no recordings at ${GAIT_DATA}\n`)

describe.skipIf(absent)('real recordings, one setting for all', () => {
  const rows = absent ? [] : table(GAIT_DATA)
  test.each(Object.entries(TARGETS))('%s: as good as asked (%d)', (measure, target) => {
    const row = rows.find((r) => r.measure === measure)
    expect(row?.scores.length).toBeGreaterThan(0)
    if (row?.worst.unit === 'F1') expect(row.mean).toBeGreaterThanOrEqual(target)
    else expect(row?.mean).toBeLessThanOrEqual(target)
  })
})
