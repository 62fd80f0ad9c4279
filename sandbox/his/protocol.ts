/**
 * What the stand-in HIS needs of a language: how to say its four things. What it hears, the language turns into {@link
 * Clinic} calls.
 */
import type { Assessment } from './clinic.ts'
import type { Order } from './store.ts'

export interface Protocol {
  /** Texts to be sent, in the language's own form. `id` is the identifier by which a message counts once. */
  approved(order: Order, patientId: string, id: string): string
  refused(order: Order, why: string, id: string): string
  dataRequest(order: Order, patientId: string, items: readonly string[], id: string): string
  result(order: Order, assessment: Assessment, id: string): string
  /** Sends until it is acknowledged once. @throws SERVICE_UNAVAILABLE to be tried again, anything else for good */
  send(text: string): Promise<void>
  stop(): Promise<void>
}

/** What a language hears and passes on; each resolves when it is stored. */
export interface Hears {
  order(order: Omit<Order, 'state'>, call: string): Promise<void>
  cancelled(orderId: string, why: string, call: string): Promise<void>
  /** What a person let go by an order is to be destroyed, or kept for the law alone. */
  revoked(orderId: string, destroy: boolean, call: string): Promise<void>
  /** A FHIR bundle as text. @param patientId as the message names it; undefined when it does not */
  records(orderId: string, patientId: string | undefined, text: string, call: string): Promise<void>
}
