/** `hdms`: one table of commands, of which help and dispatch are made. */

import { describe, expect, test } from 'vitest'
import { nameOf, rowOf } from './command.ts'
import { SECTIONS } from './commands.ts'
import { help } from './help.ts'

const ROWS = SECTIONS.flatMap(({ rows }) => rows)
const found = (...words: string[]) => {
  const hit = rowOf(ROWS, words)
  return hit && [nameOf(hit.row.usage), hit.rest]
}

describe('commands', () => {
  test('each has a name of its own and its line in the help, which is at most 120 wide', () => {
    const names = ROWS.map(({ usage }) => nameOf(usage))
    expect(new Set(names).size).toBe(names.length)
    expect(names.filter((name) => name === '')).toEqual([])
    const text = help(SECTIONS)
    expect(ROWS.filter(({ usage }) => !text.includes(`\n  ${usage}`))).toEqual([])
    expect(text.split('\n').filter((line) => line.length > 120)).toEqual([])
  })
  test('the longest name counts, and what stands after it is given to the command', () => {
    expect(found('flow', 'retry', 'abcd')).toEqual(['flow retry', ['abcd']])
    expect(found('shoes', 'list')).toEqual(['shoes list', []])
    expect(found('shoes', 'record', 'walk.shoes')).toEqual(['shoes', ['record', 'walk.shoes']])
    expect(found('evidence', 'check', 'file')).toEqual(['evidence check', ['file']])
    expect(found('auto-record', 'on')).toEqual(['auto-record', ['on']])
    expect([found('days'), found('flow'), found('nothing')]).toEqual([undefined, undefined, undefined])
  })
  test('words of the page are the words of the commands', () => {
    for (const words of [
      ['days', 'list'],
      ['days', 'record', '2026-05-01'],
      ['shoes', 'list'],
      ['auto-record', 'off'],
    ])
      expect(found(...words)?.[0]).toBe(words.filter((w) => !/\d|off/.test(w)).join(' '))
    for (const old of ['bound', 'enter', 'day', 'by-itself']) expect(found(old)).toBeUndefined()
  })
  test('help of a command tells its lines alone', () => {
    expect(help(SECTIONS, ['days', 'record']).match(/^ {2}days \w+/gm)).toEqual(['  days list', '  days show', '  days record'])
    expect(help(SECTIONS, ['nothing'])).toBe(help(SECTIONS))
  })
})
