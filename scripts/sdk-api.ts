/**
 * Writes sdk/api.md: everything that `@hdms/sdk` gives, module by module. With `--check` it only compares, so that
 * nobody changes what other parties build on without seeing it: a change is a new version by semver.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { declarationsOf } from './sdk-declarations.ts'
import { SDK_MODULES } from './sdk-modules.ts'

const file = join(import.meta.dirname, '../sdk/api.md')
const parts = Object.entries(SDK_MODULES).map(
  ([name, entry]) => `## \`@hdms/sdk${name.slice(1)}\`\n\n\`\`\`ts\n${declarationsOf(entry, false)}\`\`\`\n`,
)
const text = `# Public surface of \`@hdms/sdk\`

Made by \`npm run generate\` from the sources. A change here is a new version: what is taken away or changed raises the first number that counts, what is
added the next (semver).

${parts.join('\n')}`
if (!process.argv.includes('--check')) writeFileSync(file, text)
else if (readFileSync(file, 'utf8') !== text) {
  process.stderr.write(
    'sdk/api.md is not what the SDK gives: is the change meant? Then run npm run generate and raise the version in sdk/package.json\n',
  )
  process.exit(1)
}
