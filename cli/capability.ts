/** Commands of capabilities: those that a node runs, and a new one for somebody who writes it. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Row, table } from '@hdms/platform/node/table.ts'
import { errorFromRefusal } from '@hdms/shared/refusal.ts'
import { type Command, type CommandRow, rowOf } from './command.ts'
import { refuse } from './reasons.ts'

interface Startable {
  readonly flow: string
  readonly commands: readonly { readonly usage: string; readonly about: string }[]
}
type Ending = Row & { readonly state: string; readonly result?: unknown; readonly error?: { readonly code: string; readonly data: object } }

/** Starts a flow by one of its commands and waits for its end; without words, lists the commands. */
const doIt: Command = async ({ args, call, print }) => {
  const { flows } = await call<Row & { flows: readonly Startable[] }>('GET', '/starts')
  const commands = flows.flatMap((flow) => flow.commands)
  if (args.length === 0) {
    print(commands, table(commands, ['usage', 'about']))
    return 0
  }
  const { row, rest } = rowOf(commands, args) ?? refuse('INPUT_INVALID', 'command-one-of', { what: args.join(' '), known: known(commands) })
  const command = row.usage.split(/ (?=[[A-Z])/)[0] ?? row.usage
  const { flow } = await call<Row & { flow: string }>('POST', '/starts', { command, words: rest })
  for (;;) {
    const ending = await call<Ending>('GET', `/starts/${flow}?wait=1`)
    if (ending.error) throw errorFromRefusal({ code: ending.error.code, data: JSON.stringify(ending.error.data) })
    if (ending.state !== 'done') continue
    print({ flow, result: ending.result }, typeof ending.result === 'string' ? ending.result : JSON.stringify(ending.result))
    return 0
  }
}
const known = (commands: Startable['commands']): string => commands.map((c) => c.usage).join(', ') || 'none'

const TEMPLATE = join(import.meta.dirname, '../sdk/template')
const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/

/** Writes a package with state, contract, flows, messages, a screen, texts, tests. @throws INPUT_INVALID */
export function newCapability(name: string, folder: string): readonly string[] {
  if (!NAME.test(name) || name.length > 30) refuse('INPUT_INVALID', 'capability-name', { what: name })
  if (existsSync(folder) && readdirSync(folder).length > 0) refuse('INPUT_INVALID', 'folder-not-empty', { what: folder })
  mkdirSync(folder, { recursive: true })
  cpSync(TEMPLATE, folder, { recursive: true })
  // npm leaves files of this name out of a package.
  renameSync(join(folder, 'gitignore'), join(folder, '.gitignore'))
  const files = (readdirSync(folder, { recursive: true }) as string[]).filter((path) => statSync(join(folder, path)).isFile())
  for (const path of files) writeFileSync(join(folder, path), renamed(readFileSync(join(folder, path), 'utf8'), name))
  return files.sort()
}

/** The template's text under another name: `iou` in names, `iouForm`, `Iou` and `IOU` in code. */
function renamed(text: string, name: string): string {
  const words = name.split('-')
  const pascal = words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join('')
  return text
    .replaceAll('IOU', words.join('_').toUpperCase())
    .replaceAll('Iou', pascal)
    .replace(/\biou(?=[A-Z])/g, pascal.slice(0, 1).toLowerCase() + pascal.slice(1))
    .replace(/\biou\b/g, name)
}

const create: Command = async ({ args, print }) => {
  const [name = '', folder = name] = args
  const files = newCapability(name, resolve(folder))
  print({ folder, files }, `${files.map((file) => `  ${join(folder, file)}`).join('\n')}\nRead ${join(folder, 'README.md')} next.`)
  return 0
}

/** Commands of capabilities. */
export const CAPABILITY: readonly CommandRow[] = [
  { usage: 'do [COMMAND …]', about: 'a command of a capability that the node runs; without one, all of them', run: doIt },
  { usage: 'capability new NAME [FOLDER]', about: 'a package for a capability of your own, ready to run', run: create },
]
