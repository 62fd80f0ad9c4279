/** The audit log: what is noted stays noted, and what is changed shows. */
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openAudit, readAudit } from '@hdms/platform/node/audit.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

let data: string
const file = () => join(data, 'audit.jsonl')
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'hdms-audit-'))
  let now = 0
  const audit = openAudit(data, () => ++now * 1000)
  audit.note('operator', 'admit', { request: 'r1' })
  audit.note('operator', 'revoke', { serial: 's1' })
  audit.note('O=Hospital,C=KR', 'invite')
  audit.close()
})
afterEach(() => rmSync(data, { recursive: true, force: true }))

describe('an audit log', () => {
  test('holds every line in order, goes on over a restart, and is its owner’s alone', () => {
    const again = openAudit(data, () => 9_000)
    again.note('operator', 'evict', { member: 'O=X,C=KR' })
    again.close()
    const { lines, broken } = readAudit(data)
    expect(lines.map((l) => [l.number, l.by, l.event])).toEqual([
      [1, 'operator', 'admit'],
      [2, 'operator', 'revoke'],
      [3, 'O=Hospital,C=KR', 'invite'],
      [4, 'operator', 'evict'],
    ])
    expect([broken, statSync(file()).mode & 0o077]).toEqual([undefined, 0])
  })

  test.each([
    ['a word changed', (t: string) => t.replace('"s1"', '"s2"'), 2],
    ['a line taken out', (t: string) => t.split('\n').toSpliced(1, 1).join('\n'), 2],
    ['two lines exchanged', (t: string) => [t.split('\n')[1], t.split('\n')[0], t.split('\n')[2], ''].join('\n'), 1],
    ['a line put in again', (t: string) => `${t}${t.split('\n')[2]}\n`, 4],
  ])('%s shows, with the number of the line', (_what, change, line) => {
    writeFileSync(file(), change(readFileSync(file(), 'utf8')))
    expect(readAudit(data).broken).toBe(line)
  })

  test('a line that a crash cut off is passed over; damage in the middle is not', () => {
    appendFileSync(file(), '{"number":4,"ti')
    expect(readAudit(data)).toMatchObject({ broken: undefined, lines: [{}, {}, {}] })
    const again = openAudit(data)
    again.note('operator', 'after the crash')
    again.close()
    expect(readAudit(data)).toMatchObject({ broken: undefined, lines: [{}, {}, {}, { number: 4 }] })
    writeFileSync(file(), readFileSync(file(), 'utf8').replace('{"number":2', '{"numb'))
    expect(() => readAudit(data)).toThrow(/line 2/)
  })
})
