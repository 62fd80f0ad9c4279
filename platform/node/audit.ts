/**
 * The audit log of a service or node: who did what that somebody may have to answer for, a JSON object a line, each with the hash of the one before, so
 * that a line that was changed or taken out shows. Nobody is named who is a person: members by their X.500 name,
 * records by the beginning of their key.
 */

import { createHash } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { refuse } from './reasons.ts'

export interface AuditLine {
  readonly number: number
  /** ISO 8601. */
  readonly time: string
  /** operator, his, owner, or an X.500 name. */
  readonly by: string
  readonly event: string
  readonly [detail: string]: string | number
}
type Kept = AuditLine & { readonly before: string; readonly hash: string }

export interface Audit {
  /** Durable when it returns. */
  note(by: string, event: string, details?: Readonly<Record<string, string | number>>): void
  close(): void
}

const FIRST = '0'.repeat(64)
const fileIn = (data: string): string => join(data, 'audit.jsonl')
const hashOf = (before: string, text: string): string => createHash('sha256').update(`${before}\n${text}`).digest('hex')

/** @throws STORE_FAILED when it cannot be written; then nothing is done that had to be noted */
export function openAudit(data: string, now: () => number = Date.now): Audit {
  const lines = readLines(data)
  dropCutLine(data)
  let { number, before } = { number: lines.length, before: lines.at(-1)?.hash ?? FIRST }
  const fd = openSync(fileIn(data), 'a', 0o600)
  return {
    note(by, event, details = {}) {
      const line: AuditLine = { number: number + 1, time: new Date(now()).toISOString(), by, event, ...details }
      const hash = hashOf(before, JSON.stringify(line))
      try {
        writeSync(fd, `${JSON.stringify({ ...line, before, hash })}\n`)
        fsyncSync(fd)
      } catch (error) {
        refuse('STORE_FAILED', 'audit-unwritten', {}, error)
      }
      number++
      before = hash
    },
    close: () => closeSync(fd),
  }
}

/** What a crash left behind the last whole line. */
function dropCutLine(data: string): void {
  if (!existsSync(fileIn(data))) return
  const bytes = readFileSync(fileIn(data))
  truncateSync(fileIn(data), bytes.lastIndexOf(0x0a) + 1)
}

function readLines(data: string): Kept[] {
  if (!existsSync(fileIn(data))) return []
  const text = readFileSync(fileIn(data), 'utf8').split('\n')
  // A line that a crash cut off in the middle was never relied on.
  return text.flatMap((line, i) => {
    if (line === '') return []
    try {
      return [JSON.parse(line) as Kept]
    } catch {
      return i === text.length - 1 ? [] : refuse('STORE_FAILED', 'audit-damaged', { line: i + 1 })
    }
  })
}

/** The log as it lies there, a JSON object a line with its hash, so that whoever gets it can check it again. */
export const auditText = (data: string): Uint8Array => (existsSync(fileIn(data)) ? readFileSync(fileIn(data)) : new Uint8Array(0))

/**
 * The whole log, checked. @returns its lines, and the number of the first that is not what was written; undefined when
 * all are
 */
export function readAudit(data: string): { readonly lines: readonly AuditLine[]; readonly broken: number | undefined } {
  let before = FIRST
  const kept = readLines(data)
  const bad = kept.findIndex(({ before: said, hash, ...line }, i) => {
    const good = said === before && hash === hashOf(before, JSON.stringify(line)) && line.number === i + 1
    before = hash
    return !good
  })
  return { lines: kept.map(({ before: _, hash: __, ...line }) => line), broken: bad < 0 ? undefined : bad + 1 }
}
