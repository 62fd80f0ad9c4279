#!/usr/bin/env node
/**
 * `hdms-sdk build`: makes JavaScript of a capability's TypeScript, file by file, by leaving the types out as Node does.
 * Nothing is bundled, so that whoever looks at dist sees what was written.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { dirname, join } from 'node:path'

const [command, source = 'src', out = 'dist'] = process.argv.slice(2)
if (command !== 'build') {
  process.stderr.write('hdms-sdk build [SOURCE] [OUT]: makes JavaScript of SOURCE (src) in OUT (dist)\n')
  process.exit(2)
}
process.removeAllListeners('warning')
rmSync(out, { recursive: true, force: true })
for (const file of readdirSync(source, { recursive: true, encoding: 'utf8' })) {
  if (!file.endsWith('.ts') || file.endsWith('.test.ts') || file.endsWith('.d.ts')) continue
  const code = stripTypeScriptTypes(readFileSync(join(source, file), 'utf8'))
  const target = join(out, file.replace(/\.ts$/, '.js'))
  mkdirSync(dirname(target), { recursive: true })
  // An import of a file beside it names what is in OUT.
  writeFileSync(target, code.replace(/((?:from|import)\s*\(?\s*['"]\.[^'"]*)\.ts(['"])/g, '$1.js$2'))
}
