/** Structured logs on standard error, a JSON object a line. Fields are scalars by type; long texts are cut. */
import type { LogFields, Logger } from '@hdms/shared/logging.ts'

export function jsonLogger(service: string, fixed: LogFields = {}): Logger {
  const write = (level: string, event: string, fields: LogFields = {}): void => {
    const short = Object.fromEntries(
      Object.entries({ ...fixed, ...fields }).map(([k, v]) => [k, typeof v === 'string' ? v.slice(0, 120) : v]),
    )
    process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), level, service, event, ...short })}\n`)
  }
  return {
    info: (event, fields) => write('info', event, fields),
    warn: (event, fields) => write('warn', event, fields),
    error: (event, fields) => write('error', event, fields),
    child: (fields) => jsonLogger(service, { ...fixed, ...fields }),
  }
}
