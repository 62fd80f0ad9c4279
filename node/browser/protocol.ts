/** What a page and the worker that holds the node say to each other. Followers' requests travel between tabs in the same form. */
import type { ErrorData } from '@hdms/shared/errors.ts'

/**
 * new: nothing is here yet. locked: keys are here, closed. opening: being unlocked. open: the node runs.
 */
export type Phase = 'new' | 'locked' | 'opening' | 'open'

export interface Failure {
  readonly code: string
  readonly data: ErrorData
}

export interface PhaseInfo {
  readonly phase: Phase
  /** The node runs in another tab; this one looks through it. */
  readonly elsewhere: boolean
  /** Whether the browser promised to keep the data when space is short. */
  readonly persisted: boolean
  /** Passkeys that open it: credential id and PRF input, base64. */
  readonly passkeys: readonly { readonly credential: string; readonly salt: string }[]
  /** Whether the doorman has admitted this node; before that an invitation is needed. */
  readonly admitted: boolean
  /** Why the last opening failed. */
  readonly failure?: Failure
}

export interface Request {
  readonly id: number
  readonly method: string
  /** Path and query of the node's routes, or of the worker's own, which begin with `/app/`. */
  readonly target: string
  readonly body?: unknown
}
export type Reply = { readonly id: number; readonly ok: unknown } | { readonly id: number; readonly error: Failure }

export type FromWorker =
  | { readonly reply: Reply }
  /** Something that can be seen has changed: ask again. */
  | { readonly event: 'changed' }
  | { readonly event: 'phase'; readonly info: PhaseInfo }
export type ToWorker =
  | { readonly request: Request }
  | { readonly wake: true }
  /** The push service's registration token, once the page has one. */
  | { readonly pushToken: string }

/** Korean forms of institutions' names, by X.500 name. */
export type KoreanNames = Readonly<Record<string, string>>

/** Where the network is, as the page's server tells (`/config.json`). Certificates in base64. */
export interface AppConfig {
  readonly doorman: string
  readonly networkMap: string
  /** X.500 name of the issuer of health tokens. */
  readonly issuer?: string
  /** ms within which an answer to a query goes out, at a drawn moment; without it a minute. */
  readonly answerWithin?: number
  /** Addresses of shoes that can be paired here. */
  readonly shoes?: readonly string[]
  readonly koreanNames?: KoreanNames
  readonly queue: string
  readonly root: string
  readonly doormanCa: string
  /** Base URL of the local stand-in for push, where there is no Firebase. */
  readonly pushStandIn?: string
  /** Settings of the Firebase web app and its VAPID key. */
  readonly firebase?: { readonly options: Readonly<Record<string, string>>; readonly vapidKey: string }
}

/** One engine over all tabs. */
export const LOCK = 'hdms-node'
export const CHANNEL = 'hdms-node'
