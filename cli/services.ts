/** The services and nodes of a network, each started by its own main: `hdms notary run --config FILE`. */
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { join } from 'node:path'

/** What each is called, and where its main lies. */
export const SERVICES: Readonly<Record<string, string>> = {
  root: 'doorman/server/root-main.ts',
  doorman: 'doorman/server/main.ts',
  'network-map': 'network-map/server/main.ts',
  parameters: 'network-map/server/parameters-main.ts',
  notary: 'notary/server/main.ts',
  'notary-audit': 'notary/server/audit-main.ts',
  'message-queue': 'message-queue/server/main.ts',
  'data-search': 'data-search/server/main.ts',
  counter: 'data-search/server/counter-main.ts',
  node: 'node/main/main.ts',
}

/** Hands terminal and signals over to the service. @returns its exit code */
export function runMainOf(main: string, args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, '..', main), ...args], {
    stdio: 'inherit',
  })
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  return new Promise((resolve) => child.on('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0))))
}
