/** The hospital information system as the treatment flow needs it. What the HIS says arrives as events of type `his`. */
import type { Value } from '../engine/types.ts'

export interface Desk {
  /** The one-time code that the person got at the desk. */
  readonly code: string
  readonly name: string
  /** YYYY-MM-DD. */
  readonly birthDate: string
  /** FHIR administrative gender. */
  readonly sex: 'male' | 'female' | 'other' | 'unknown'
  readonly [key: string]: Value
}

export interface HisOrder {
  /** Placer order number: ours, unique in this hospital. */
  readonly orderId: string
  readonly desk: Desk
  readonly reason: string
}

export type HisEvent =
  | { readonly kind: 'decision'; readonly approved: boolean; readonly reason: string; readonly patientId: string }
  | { readonly kind: 'data-request'; readonly items: readonly string[]; readonly purpose: string; readonly days: number }
  /** FHIR resources as JSON texts; checked to be of this order, patient and hospital before they come here. */
  | { readonly kind: 'result'; readonly resources: readonly string[]; readonly summary: string }
  | { readonly kind: 'cancelled'; readonly reason: string }

/** Event type under which HisEvents are delivered; the key is the order number. */
export const HIS_EVENT = 'his'

export interface Revocation {
  readonly orderId: string
  readonly patientId: string
  readonly why: 'consent-withdrawn' | 'record-erased'
  /** Verification keys, hex: Provenance of what was handed over or issued names none else. */
  readonly records: readonly string[]
  /** ms since 1970; 0 when it is to be destroyed. */
  readonly until: number
}

/**
 * Every call is at least once with the same `deduplicationId`; the adapter or the HIS makes it once.
 * @throws SERVICE_UNAVAILABLE to be tried again; HIS_REFUSED for good
 */
export interface HisPort {
  submit(order: HisOrder, deduplicationId: string): Promise<void>
  /** Hands FHIR resources (JSON texts) over for an order. */
  handOver(orderId: string, patientId: string, resources: readonly string[], deduplicationId: string): Promise<void>
  /**
   * Tells that a person withdrew the consent to what was handed over, or erased records: what came by this order is to be destroyed, or, where
   * the law keeps it until a day, used for nothing else.
   */
  revoke(notice: Revocation, deduplicationId: string): Promise<void>
  /** Tells that the person's side ended the dealing. */
  close(orderId: string, patientId: string, reason: string, deduplicationId: string): Promise<void>
}
