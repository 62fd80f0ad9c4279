import type { Hl7Segment } from '@medplum/core'
import { component, repetitions } from './text.ts'

/** NTE-3 in its repetitions, with the kind of comment (NTE-4) before it. */
export function notesOf(notes: readonly Hl7Segment[]): { readonly text: string }[] {
  const lines = notes.flatMap((nte) => {
    const said = repetitions(nte, 3).map(({ text }) => text)
    const kind = component(nte, 4, 2) || component(nte, 4, 1)
    return said.length === 0 ? [] : [`${kind ? `${kind}: ` : ''}${said.join('\n')}`]
  })
  const text = lines.join('\n').trim()
  return text === '' ? [] : [{ text }]
}
