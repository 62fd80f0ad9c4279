/** What every process shares: settings from flags and environment, and a graceful stop. */
import { parseArgs } from 'node:util'
import { fail } from '@hdms/shared/errors.ts'
import type { Logger } from '@hdms/shared/logging.ts'

/** Reads `--name value` flags; each may also come from the environment as HDMS_NAME. @throws CONFIG_INVALID */
export function settings<const N extends string>(
  names: readonly N[],
  argv: readonly string[] = process.argv.slice(2),
): Record<N, string | undefined> {
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]))
  try {
    const { values } = parseArgs({ args: [...argv], options, strict: true })
    return Object.fromEntries(
      names.map((name) => [name, (values[name] as string | undefined) ?? process.env[`HDMS_${name.toUpperCase().replaceAll('-', '_')}`]]),
    ) as Record<N, string | undefined>
  } catch (error) {
    return fail('CONFIG_INVALID', { name: 'command line', why: error instanceof Error ? error.message : 'unreadable' })
  }
}

/** @throws CONFIG_INVALID when it is missing */
export function required(name: string, value: string | undefined): string {
  return value || fail('CONFIG_INVALID', { name: `--${name}`, why: 'it is missing' })
}

export function portNumber(name: string, value: string | undefined, fallback: number): number {
  const port = value === undefined ? fallback : Number(value)
  if (!Number.isInteger(port) || port < 0 || port > 65535) fail('CONFIG_INVALID', { name: `--${name}`, why: 'a port is 0 to 65535' })
  return port
}

/**
 * Runs `start`, says READY with its address on standard output, and stops on SIGTERM or SIGINT. When the process was started
 * with an IPC or piped parent that goes away, it stops too. Exit code 1 with the sentence of the error when starting fails.
 */
export async function runService(
  logger: Logger,
  start: () => Promise<{ address: Record<string, string>; stop: () => Promise<void> }>,
): Promise<void> {
  try {
    const running = await start()
    let stopping = false
    const stop = async (): Promise<void> => {
      if (stopping) return
      stopping = true
      await running.stop()
      process.exit(0)
    }
    process.on('SIGTERM', () => void stop())
    process.on('SIGINT', () => void stop())
    process.stdout.write(`READY ${JSON.stringify(running.address)}\n`)
  } catch (error) {
    logger.error('start failed', { code: (error as { code?: string }).code ?? 'BUG' })
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    if (error instanceof Error && !('data' in error)) process.stderr.write(`${error.stack}\n`)
    process.exit(1)
  }
}
