/** What of a test patient must not be found anywhere that it has no business to be. */

/** Every identifying or free-text value of a bundle, six characters or more: all of Patient, and texts, displays and notes anywhere. */
export function identifying(value: unknown, all = false): string[] {
  if (typeof value === 'string') return all && value.length >= 6 && !/^(https?:|urn:)/.test(value) ? [value] : []
  if (Array.isArray(value)) return value.flatMap((v) => identifying(v, all))
  if (typeof value !== 'object' || value === null) return []
  const patient = (value as { resourceType?: string }).resourceType === 'Patient'
  return Object.entries(value).flatMap(([key, v]) =>
    key === 'resourceType' || key === 'use' ? [] : identifying(v, all || patient || ['text', 'display', 'note'].includes(key)),
  )
}

/** How a text may lie in a file: plain, escaped, hex, base64, UTF-16. */
export const forms = (text: string): Buffer[] => [
  Buffer.from(text),
  Buffer.from(JSON.stringify(text).slice(1, -1)),
  Buffer.from(text, 'utf16le'),
  Buffer.from(Buffer.from(text).toString('hex')),
  Buffer.from(Buffer.from(text).toString('base64').replace(/=+$/, '').slice(0, -1)),
]
