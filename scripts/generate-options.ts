/** Writes docs/options.md from what each program says of its own options. With `--check` it only compares. */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const file = join(root, 'docs/options.md')
const PROGRAMS: readonly (readonly [title: string, main: string, ...flags: string[]])[] = [
  ['root', 'doorman/server/root-main.ts'],
  ['doorman', 'doorman/server/main.ts'],
  ['parameters', 'network-map/server/parameters-main.ts'],
  ['network-map', 'network-map/server/main.ts'],
  ['notary', 'notary/server/main.ts'],
  ['message-queue', 'message-queue/server/main.ts'],
  ['data-search', 'data-search/server/main.ts'],
  ['counter', 'data-search/server/counter-main.ts'],
  ['node, kind hospital', 'node/main/hospital.ts'],
  ['node, kind research', 'node/main/research.ts'],
  ['node, kind issuer', 'node/main/issuer.ts'],
  ['node, kind judge', 'node/main/judge.ts'],
  ['node, kind institution', 'node/main/institution.ts'],
  ['node, kind person', 'node/main/person.ts'],
]
const chapters = PROGRAMS.map(([title, main]) => {
  const table = execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', join(root, main), 'options'], { encoding: 'utf8' })
  return `## ${title}\n\n${table}`
})
const text = `# Options

Made from the programs themselves (\`npm run generate\`). Each option stands in the TOML file that \`--config\` names, in the environment (\`HDMS_\` and
the name in capitals, \`-\` as \`_\`; lists with \`;\`), or after \`--\` on the command line; the last is the strongest. How they are used:
[operate.md](operate.md).

${chapters.join('\n')}`
if (!process.argv.includes('--check')) writeFileSync(file, text)
else if (readFileSync(file, 'utf8') !== text) {
  process.stderr.write('docs/options.md is not what the programs say: run npm run generate\n')
  process.exit(1)
}
