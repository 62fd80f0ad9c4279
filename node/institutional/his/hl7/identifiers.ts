/** Identifiers as HL7 v2 writes them: patients (CX), orders (EI), authorities (HD). */
import type { Hl7Message, Hl7Segment } from '@medplum/core'
import type { Identifier } from '../identity.ts'
import { escapeHl7, part, unescapeHl7 } from './text.ts'

/** What HL7 writes for a value that is deliberately empty (§2.5.3). */
const said = (text: string): string => (text === '""' ? '' : text.trim())

/** A field's component as it was said, with its subcomponents. */
const component = (s: Hl7Segment | undefined, index: number, number: number, repetition: number): string =>
  said(s?.getField(index)?.components[repetition]?.[number - 1] ?? '')

const repetitionsOf = (s: Hl7Segment | undefined, index: number): number => s?.getField(index)?.components.length ?? 0

/** HD in one text: namespace, universal id and its type, with `&` between them whatever the message has there. */
function authorityOf(s: Hl7Segment, index: number, repetition: number): string {
  const parts = component(s, index, 4, repetition).split(s.context.subcomponentSeparator || '&')
  return parts
    .map((p) => said(unescapeHl7(p)))
    .join('&')
    .replace(/&+$/, '')
}

/** Every identifier of a CX field; visits and accounts are among them. */
export function identifiersIn(s: Hl7Segment | undefined, index: number): Identifier[] {
  if (!s) return []
  const all = Array.from({ length: repetitionsOf(s, index) }, (_, r) => ({
    value: said(part(s, index, 1, r)),
    authority: authorityOf(s, index, r),
    type: said(part(s, index, 5, r)),
  }))
  return all.filter(({ value }) => value !== '')
}

/** A CX field. */
export const cxOf = (ids: readonly Identifier[]): string =>
  ids
    .map(({ value, authority, type }) => {
      const hd = authority.split('&').map(escapeHl7).join('&')
      return `${escapeHl7(value)}^^^${hd}^${escapeHl7(type)}`.replace(/\^+$/, '')
    })
    .join('~')

/** An order number and who gave it out. */
export interface EntityNumber {
  readonly number: string
  /** Namespace, or else universal id; empty when it was not said. */
  readonly namespace: string
}

export function numbersIn(s: Hl7Segment | undefined, index: number): EntityNumber[] {
  const all = Array.from({ length: repetitionsOf(s, index) }, (_, r) => ({
    number: said(part(s, index, 1, r)),
    namespace: said(part(s, index, 2, r)) || said(part(s, index, 3, r)),
  }))
  return all.filter(({ number }) => number !== '')
}

/** A field to be said again in another message, with the delimiters of ours. */
export function repeated(message: Hl7Message, index: number): string {
  const field = message.getSegment('MSH')?.getField(index)
  const separator = message.context.subcomponentSeparator || '&'
  const of = (text: string): string => escapeHl7(unescapeHl7(text))
  return (field?.components[0] ?? [])
    .map((c) => c.split(separator).map(of).join('&'))
    .join('^')
    .replace(/\^+$/, '')
}

/** Who wrote a message: application and facility (MSH-3, MSH-4), with all their names. */
export function senderOf(message: Hl7Message): string[] {
  const names = [3, 4].flatMap((index) => message.getSegment('MSH')?.getField(index)?.components[0] ?? [])
  return names.map((name) => said(unescapeHl7(name))).filter((name) => name !== '')
}
