/** What `hdms --help` says, made of the tables of commands. */
import { nameOf, type Section } from './command.ts'

const INDENT = 25
const WIDTH = 120

const WHERE = `Which node
  --node FOLDER          its data folder; default: the hospital of "npm start" (.data/hospital)
                         the issuer of tokens: .data/issuer, a personal node: .data/persons/…
  --config FILE          its configuration, which says the folder and the address
  --url URL              REST address of an institutional node (default: from network.json beside the folder)
  --codes FILE           an operator's own codes beside the shipped ones, for "concepts" (docs/trading.md)
  --json                 JSON instead of tables
  --help                 this, or the lines of the command that stands before it

Exit codes: 0 done, 1 refused or not reachable, 2 wrong usage.
`

/** Breaks words into lines of at most `width` characters. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

function lineOf({ usage, about }: Section['rows'][number]): string {
  const lines = wrapped(about, WIDTH - INDENT)
  const head = `  ${usage}`
  const own = head.length < INDENT - 1 ? head.padEnd(INDENT) + (lines.shift() ?? '') : head
  return [own, ...lines.map((line) => ' '.repeat(INDENT) + line)].join('\n')
}

/** @param words of a command, whose lines alone are told where there are any */
export function help(sections: readonly Section[], words: readonly string[] = []): string {
  const own = sections.flatMap(({ rows }) => rows).filter(({ usage }) => words.length > 0 && nameOf(usage).split(' ')[0] === words[0])
  if (own.length > 0) return `${own.map(lineOf).join('\n')}\n`
  const blocks = sections.map(({ title, rows }) => [title, ...rows.map(lineOf)].join('\n'))
  return `${['hdms COMMAND [options]', ...blocks, WHERE].join('\n\n')}`
}
