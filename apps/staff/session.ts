/** Who is signed in at this browser, and how long that lasts; passkeys in JSON, as browsers have them. */
import { instantIn } from '@hdms/shared/decimal.ts'
import { HdmsError } from '@hdms/shared/errors.ts'
import { MINUTE } from '@hdms/shared/time.ts'
import { createContext, useCallback, useContext, useEffect, useState } from 'react'
import { Api } from '../research/api.ts'

/** Under /staff/session of the node. */
export interface SessionView {
  readonly institution: string
  readonly institutionKo?: string
  readonly kind: 'hospital' | 'research' | 'issuer' | 'institution'
  readonly passkeys: boolean
  readonly origin: string
  readonly now: string
  readonly signedIn: boolean
  readonly id?: string
  readonly name?: string
  readonly roles?: readonly string[]
  readonly passkeysHere?: number
  readonly recoveryLeft?: number
  readonly ends?: string
  readonly idleEnds?: string
  readonly recovery?: readonly string[]
}

/** The node below /staff: sign-in. */
export const door = new Api('/staff')

/** The session as screens use it. */
export interface SignedIn {
  readonly session: SessionView
  /** Takes the node's word on the session. */
  take(session: SessionView): void
  /** The session has ended by itself. */
  ended(): void
  /** Somebody wants to go on. */
  stay(): void
}
/** Around every screen of somebody who is signed in. */
export const SignedContext: React.Context<SignedIn | undefined> = createContext<SignedIn | undefined>(undefined)
/** The session around this screen. */
export function useSigned(): SignedIn {
  const signed = useContext(SignedContext)
  if (!signed) throw new TypeError('nobody around this screen is signed in')
  return signed
}

const at = (iso: string | undefined): number => instantIn(iso ?? '') ?? 0

/** The session as the page's frame follows it. */
export interface SessionState {
  readonly session: SessionView | undefined
  readonly error: unknown
  /** It ended while the page was open. */
  readonly over: boolean
  /** Milliseconds until it ends because nobody is there, and in any case; by the node's clock. */
  readonly left: { readonly idle: number; readonly whole: number }
  readonly signed: SignedIn
}

/** Reads the session, says that somebody is there when they are, and counts down. */
export function useSession(): SessionState {
  const [session, setSession] = useState<SessionView>()
  const [error, setError] = useState<unknown>()
  const [over, setOver] = useState(false)
  const [offset, setOffset] = useState(0)
  const [now, setNow] = useState(Date.now)
  const take = useCallback((said: SessionView): void => {
    setOffset(at(said.now) - Date.now())
    setSession((before) => {
      setOver(before?.signedIn === true && !said.signedIn)
      return said
    })
  }, [])
  const look = useCallback((): void => void door.ask<SessionView>('GET', '/session').then(take, setError), [take])
  const stay = useCallback((): void => void door.ask<SessionView>('POST', '/session').then(take, look), [take, look])
  useEffect(look, [look])
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [])
  const isIn = session?.signedIn === true
  useEffect(() => {
    if (!isIn) return
    let told = Date.now()
    const here = (): void => {
      if (Date.now() - told < MINUTE) return
      told = Date.now()
      stay()
    }
    for (const event of ['pointerdown', 'keydown']) addEventListener(event, here)
    return () => {
      for (const event of ['pointerdown', 'keydown']) removeEventListener(event, here)
    }
  }, [isIn, stay])
  const left = { idle: at(session?.idleEnds) - now - offset, whole: at(session?.ends) - now - offset }
  const isOver = isIn && (left.idle <= 0 || left.whole <= 0)
  useEffect(() => {
    if (isOver) look()
  }, [isOver, look])
  return { session, error, over, left, signed: { session: session as SessionView, take, stay, ended: look } }
}

// ── Passkeys ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Whether this browser has passkeys whose options and answers are JSON (WebAuthn Level 3). */
export const browserHasPasskeys = (): boolean =>
  typeof PublicKeyCredential !== 'undefined' && 'parseRequestOptionsFromJSON' in PublicKeyCredential

/** Whether they work here: they belong to the name that the node is known by, not to its address. */
export const passkeysWork = ({ passkeys, origin }: SessionView): boolean => passkeys && browserHasPasskeys() && location.origin === origin

const unwilling = (error: unknown): never => {
  throw new HdmsError('NOT_ALLOWED', { reason: 'page/no-passkey' }, error)
}

/**
 * @param options of the node
 * @returns the answer of the device
 * @throws NOT_ALLOWED when the person or the device does not want to
 */
export async function makePasskey(options: object): Promise<object> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options as PublicKeyCredentialCreationOptionsJSON)
  const made = await navigator.credentials.create({ publicKey }).catch(unwilling)
  return (made as PublicKeyCredential).toJSON()
}

/** The same for one that there is. */
export async function showPasskey(options: object): Promise<object> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options as PublicKeyCredentialRequestOptionsJSON)
  const used = await navigator.credentials.get({ publicKey }).catch(unwilling)
  return (used as PublicKeyCredential).toJSON()
}
