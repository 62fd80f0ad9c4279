/** Small parts of the researcher's page, and asking its node. */
import { asHdmsError, type HdmsError } from '@hdms/shared/errors.ts'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { useLanguage } from '../look/language.ts'
import type { Api } from './api.ts'
import { TEXTS, type Texts } from './texts.ts'

export const useTexts = (): Texts => TEXTS[useLanguage()]
export const ApiContext: React.Context<Api | undefined> = createContext<Api | undefined>(undefined)
export function useApi(): Api {
  const api = useContext(ApiContext)
  if (!api) throw new TypeError('no node around this screen')
  return api
}

/** What the node answers, asked again every few seconds. */
export function useFresh<T>(
  path: string | undefined,
  every = 2_000,
): { data: T | undefined; error: HdmsError | undefined; reload: () => void } {
  const api = useApi()
  const [state, setState] = useState<{ path?: string; data?: T; error?: HdmsError }>({})
  const [round, setRound] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each round asks again
  useEffect(() => {
    if (path === undefined) return
    let current = true
    api.ask<T>('GET', path).then(
      (data) => current && setState({ path, data }),
      (error: unknown) => current && setState((old) => ({ ...old, path, error: asHdmsError(error) })),
    )
    const timer = setTimeout(() => setRound((n) => n + 1), every)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [api, path, round, every])
  const mine = state.path === path ? state : {}
  return { data: mine.data, error: mine.error, reload: () => setRound((n) => n + 1) }
}

/** Something that the researcher starts. */
export function useDo(): { busy: boolean; error: HdmsError | undefined; run: (work: () => Promise<unknown>) => Promise<boolean> } {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<HdmsError>()
  const run = async (work: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true)
    setError(undefined)
    try {
      await work()
      return true
    } catch (failure) {
      setError(asHdmsError(failure))
      return false
    } finally {
      setBusy(false)
    }
  }
  return { busy, error, run }
}

export function Press({
  children,
  kind = 'quiet',
  busy = false,
  off = false,
  onPress,
}: {
  readonly children: ReactNode
  readonly kind?: 'primary' | 'quiet' | 'danger'
  readonly busy?: boolean
  readonly off?: boolean
  readonly onPress: () => void
}): ReactNode {
  return (
    <button type="button" className={`button ${kind}`} disabled={busy || off} aria-busy={busy} onClick={onPress}>
      {children}
    </button>
  )
}

export function Input({
  label,
  value,
  onChange,
  type = 'text',
  help,
}: {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly type?: string
  readonly help?: string
}): ReactNode {
  return (
    <label className="plain-field">
      {label}
      <input type={type} value={value} autoComplete="off" onChange={(event) => onChange(event.target.value)} />
      {help ? <span className="help">{help}</span> : null}
    </label>
  )
}
