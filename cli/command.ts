/** What a command is given, whatever node it asks. */
import type { Row } from '@hdms/platform/node/table.ts'
import { fail } from '@hdms/shared/errors.ts'

export type Call = <T>(method: string, path: string, body?: Row) => Promise<T>

export interface Asked {
  readonly args: readonly string[]
  readonly call: Call
  /** The value with `--json`, else the text. */
  readonly print: (value: unknown, text: string) => void
}
/** @returns the exit code */
export type Command<A extends Asked = Asked> = (asked: A) => Promise<number>

/** The one full identifier that begins with what was typed (tables shorten them). @throws NOT_FOUND, INPUT_INVALID */
export async function complete(call: Call, path: string, list: string, key: string, start: string): Promise<string> {
  const rows = (await call<Record<string, Row[]>>('GET', path))[list] ?? []
  const found = rows.map((row) => String(row[key])).filter((id) => start !== '' && id.startsWith(start.replace(/…$/, '')))
  if (found.length > 1) fail('INPUT_INVALID', { what: 'identifier', why: 'more than one begins so; type more of it' })
  return found[0] ?? fail('NOT_FOUND', { what: `entry in "${list}"` })
}
