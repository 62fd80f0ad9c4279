/** Commands that search: the catalogue of concepts, of which no node is asked, and a person's own records. */
import { readFileSync } from 'node:fs'
import { Catalogue } from '@hdms/health/codes/catalogue.ts'
import { SHIPPED, withCodeFile } from '@hdms/health/codes/concept.ts'
import { cell, type Row } from '@hdms/platform/node/table.ts'
import type { Command, CommandRow } from './command.ts'

/** Rows that are too long for a table. */
const blocks = (rows: readonly Row[]): string =>
  rows
    .map((row) =>
      Object.entries(row)
        .map(([name, value]) => `${name.padEnd(8)} ${String(value)}`)
        .join('\n'),
    )
    .join('\n\n')

const concepts: Command = async ({ args, codes, print }) => {
  const catalogue = new Catalogue(codes === undefined ? SHIPPED : withCodeFile(SHIPPED, readFileSync(codes, 'utf8')))
  const found = catalogue.search(args.join(' ')).map(({ concept: c }) => ({
    id: c.id,
    kind: c.kind,
    English: c.en,
    한국어: c.ko,
    units: c.units.map((u) => u.code).join(' '),
    codes: catalogue.expansion([c.id]).join(' '),
  }))
  print(found, found.length > 0 ? blocks(found) : 'No concept has these words. Try fewer of them.')
  return found.length > 0 ? 0 : 1
}

const searchable: Command = async ({ args, call, print }) => {
  const [concept] = args
  const reply = await call<Row>('GET', `/searchable${concept === undefined ? '' : `?concept=${encodeURIComponent(concept)}`}`)
  const { count, from, until, mix, records, facts } = reply
  if (concept === undefined) print(reply, `records that can be searched: ${records}, facts in them: ${facts}`)
  else if (count === 0) print(reply, `nothing of ${concept}`)
  else print(reply, `${count} of ${concept}, ${from} to ${until}, ${cell(mix)}`)
  return 0
}

export const CONCEPTS: readonly CommandRow[] = [
  { usage: 'concepts WORDS', about: 'concepts that the words may mean, in Korean or English, with their codes and units', run: concepts },
  {
    usage: 'searchable [CONCEPT]',
    about: "what of a person's own records a query would find; nothing of it leaves the node",
    run: searchable,
  },
]
