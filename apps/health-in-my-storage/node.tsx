/** The node as the screens see it: a client in a context, how it stands, and data that are asked for again when something changes. */
import type { NodeClient } from '@hdms/node/browser/client.ts'
import type { PhaseInfo } from '@hdms/node/browser/protocol.ts'
import { asHdmsError, type HdmsError } from '@hdms/shared/errors.ts'
import { createContext, useCallback, useContext, useEffect, useState, useSyncExternalStore } from 'react'

export const NodeContext: React.Context<NodeClient | undefined> = createContext<NodeClient | undefined>(undefined)

export function useNode(): NodeClient {
  const client = useContext(NodeContext)
  if (!client) throw new TypeError('no node around this screen')
  return client
}

export function usePhase(client: NodeClient): PhaseInfo | undefined {
  return useSyncExternalStore(
    (run) => client.subscribe(run),
    () => client.phase,
  )
}

export interface Loaded<T> {
  readonly data: T | undefined
  readonly error: HdmsError | undefined
  readonly reload: () => void
}

/** What the node answers to a GET, kept fresh. @param every asks again after so many milliseconds too */
export function useData<T>(target: string | undefined, every?: number): Loaded<T> {
  const client = useNode()
  const [state, setState] = useState<{ target?: string; data?: T; error?: HdmsError }>({})
  const [round, setRound] = useState(0)
  const reload = useCallback(() => setRound((n) => n + 1), [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: each round asks again
  useEffect(() => {
    if (target === undefined) return
    let current = true
    client.request<T>('GET', target).then(
      (data) => current && setState({ target, data }),
      (error: unknown) => current && setState((old) => ({ ...(old.target === target ? old : {}), target, error: asHdmsError(error) })),
    )
    return () => {
      current = false
    }
  }, [client, target, round])
  useEffect(() => {
    // A burst of changes is one question.
    let timer: ReturnType<typeof setTimeout> | undefined
    const soon = (): void => {
      clearTimeout(timer)
      timer = setTimeout(reload, 50)
    }
    const stop = client.subscribe(soon)
    const interval = every === undefined ? undefined : setInterval(reload, every)
    return () => {
      stop()
      clearTimeout(timer)
      clearInterval(interval)
    }
  }, [client, every, reload])
  const mine = state.target === target ? state : {}
  return { data: mine.data, error: mine.error, reload }
}

/** Something that the person starts: busy while it runs, its failure kept until the next try. */
export function useAction<A extends readonly unknown[]>(
  run: (...args: A) => Promise<unknown>,
): { busy: boolean; error: HdmsError | undefined; act: (...args: A) => Promise<boolean> } {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<HdmsError>()
  const act = async (...args: A): Promise<boolean> => {
    setBusy(true)
    setError(undefined)
    try {
      await run(...args)
      return true
    } catch (failure) {
      setError(asHdmsError(failure))
      return false
    } finally {
      setBusy(false)
    }
  }
  return { busy, error, act }
}
