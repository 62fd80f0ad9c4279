/**
 * Structured logs. A field is a code, a count or an opaque identifier; names, record contents and free text are never
 * logged, so the type takes nothing but short scalars.
 */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>

export interface Logger {
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  error(event: string, fields?: LogFields): void
  child(fields: LogFields): Logger
}

export const silent: Logger = { info() {}, warn() {}, error() {}, child: () => silent }
