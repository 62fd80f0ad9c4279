/**
 * Commands as rows of tables: how each is written, what it does and what it runs. Help and dispatch are made of them.
 */

import type { Row } from '@hdms/platform/node/table.ts'
import { fail } from '@hdms/shared/errors.ts'
import { refuse } from './reasons.ts'

/** Asks a node. @throws what it refuses; SERVICE_UNAVAILABLE */
export type Call = <T>(method: string, path: string, body?: Row) => Promise<T>

/** What a command is given, whatever node it asks. */
export interface Asked {
  /** Words after the command's name. */
  readonly args: readonly string[]
  readonly call: Call
  /** The value with `--json`, else the text. */
  readonly print: (value: unknown, text: string) => void
  /** Data folder of the network, for the members of the sandbox's board. */
  readonly data: string
  /** Path of a network's root certificate, DER or PEM (`--root`). */
  readonly root?: string
  /** Path of an operator's own codes (`--codes`). */
  readonly codes?: string
}
/** @returns the exit code */
export type Command = (asked: Asked) => Promise<number>

/**
 * One row of a table of commands. Its name is the words of `usage` before what a person fills in: `flow retry FLOW` is
 * "flow retry".
 */
export interface CommandRow {
  readonly usage: string
  readonly about: string
  readonly run: Command
  /** Node of "npm start" that is asked unless another is named; the hospital's without. */
  readonly asks?: 'research'
}
/** A row whose program reads its own options. */
export interface ProgramRow {
  readonly usage: string
  readonly about: string
  /** @param argv what stands after `hdms` @returns the exit code */
  readonly program: (argv: readonly string[]) => Promise<number>
}
/** Rows under one heading of the help. */
export interface Section {
  readonly title: string
  readonly rows: readonly (CommandRow | ProgramRow)[]
}

const WORD = /^[a-z][a-z-]*$/
export function nameOf(usage: string): string {
  const words = usage.split(' ')
  const end = words.findIndex((word) => !WORD.test(word))
  return words.slice(0, end < 0 ? words.length : end).join(' ')
}

/** The row with the longest name that the words begin with, and the words after it. */
export function rowOf<R extends { readonly usage: string }>(
  rows: readonly R[],
  words: readonly string[],
): { readonly row: R; readonly rest: readonly string[] } | undefined {
  const fits = rows
    .map((row) => ({ row, name: nameOf(row.usage).split(' ') }))
    .filter(({ name }) => name.every((word, i) => words[i] === word))
    .sort((a, b) => b.name.length - a.name.length)
  const [best] = fits
  return best && { row: best.row, rest: words.slice(best.name.length) }
}

/** The one full identifier that begins with what was typed (tables shorten them). @throws NOT_FOUND, INPUT_INVALID */
export async function complete(call: Call, path: string, list: string, key: string, start: string): Promise<string> {
  const rows = (await call<Record<string, Row[]>>('GET', path))[list] ?? []
  const found = rows.map((row) => String(row[key])).filter((id) => start !== '' && id.startsWith(start.replace(/…$/, '')))
  if (found.length > 1) refuse('INPUT_INVALID', 'ambiguous', { what: 'identifier' })
  return found[0] ?? fail('NOT_FOUND', { what: `entry in "${list}"` })
}
