/** Tables for people. */
export type Row = Readonly<Record<string, unknown>>

/** A value as it stands in a table. */
export function cell(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (Array.isArray(value)) return value.map(cell).join(', ')
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([k, v]) => `${v} ${k}`)
      .join(', ')
  const text = String(value)
  return /^[0-9a-f]{40,}$/.test(text) ? `${text.slice(0, 16)}…` : text
}

export function table(rows: readonly Row[], columns: readonly string[]): string {
  if (rows.length === 0) return '(none)'
  const cells = [columns, ...rows.map((row) => columns.map((c) => cell(row[c])))]
  const widths = columns.map((_, i) => Math.max(...cells.map((line) => (line[i] as string).length)))
  return cells
    .map((line) =>
      line
        .map((text, i) => text.padEnd(widths[i] as number))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
