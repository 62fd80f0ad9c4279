/** A command that shows one list of a node's reply as a table. */
import { type Row, table } from '@hdms/platform/node/table.ts'
import type { Command } from './command.ts'

/** @param name of the list in the reply */
export const listing =
  (path: string, name: string, columns: readonly string[]): Command =>
  async ({ call, print }) => {
    const reply = await call<Row>('GET', path)
    print(reply, table(reply[name] as Row[], columns))
    return 0
  }
