/** Which message one is, and what is said of one that cannot be used. */
import { hash } from 'node:crypto'
import { asHdmsError } from '@hdms/shared/errors.ts'
import type { Hl7Message } from '@medplum/core'
import { type Cut, digestOfCut } from './large.ts'
import { field } from './text.ts'

const sha = (text: string): string => hash('sha256', text).slice(0, 16)

/**
 * Sender, control id (MSH-10), and what it says apart from the time in MSH-7: a message that is sent again is the same. Senders begin to count
 * anew, so a control id with another content is another message.
 */
export async function callOf(message: Hl7Message, text: string, cut: Cut): Promise<string> {
  const sender = sha(`${field(message, 'MSH', 3)}|${field(message, 'MSH', 4)}`)
  const header = message.getSegment('MSH')?.fields.map((f, i) => (i === 6 ? '' : f.toString())) ?? []
  const end = text.indexOf('\r')
  let content = `${header.join('|')}\r${end < 0 ? '' : text.slice(end + 1)}`
  // Tokens are other ones each time; what they stand for is the same.
  for (const token of cut.keys()) content = content.replace(token, '')
  if (cut.size > 0) content += await digestOfCut(cut)
  return `${sender}/${field(message, 'MSH', 10)}/${sha(content)}`
}

/** Why it cannot be used, in the words of an answer. */
export const reasonOf = (error: unknown): string => {
  const known = asHdmsError(error)
  return String(known.data['why'] ?? known.code)
}
