/** The services and nodes of a network, each started by its own main: `hdms notary run --config FILE`. */
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { join } from 'node:path'
import type { ProgramRow } from './command.ts'

/** Hands terminal and signals over to the service. @returns its exit code */
function runMainOf(main: string, args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, '..', main), ...args], {
    stdio: 'inherit',
  })
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  return new Promise((resolve) => child.on('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0))))
}

const service = (usage: string, main: string, about: string): ProgramRow => ({
  usage,
  about,
  program: (argv) => runMainOf(main, argv.slice(1)),
})

export const SERVICES: readonly ProgramRow[] = [
  service('node', 'node/main/main.ts', 'a node of a hospital, research institute, issuer, judge, other institution or person'),
  service('app', 'node/main/app.ts', 'the page of a personal node, with capabilities of other parties: build'),
  service('notary', 'notary/server/main.ts', 'a notary'),
  service('notary-audit', 'notary/server/audit-main.ts', "replays the export of a notary's ledger: replay FILE"),
  service('root', 'doorman/server/root-main.ts', 'the root ceremony'),
  service('doorman', 'doorman/server/main.ts', 'the doorman and its operator'),
  service('network-map', 'network-map/server/main.ts', 'the directory'),
  service('parameters', 'network-map/server/parameters-main.ts', 'the rules that all members share'),
  service('message-queue', 'message-queue/server/main.ts', 'mailboxes, relay and push'),
  service('data-search', 'data-search/server/main.ts', 'shares queries among those who may answer'),
  service('counter', 'data-search/server/counter-main.ts', 'adds up answers that it cannot read'),
]
