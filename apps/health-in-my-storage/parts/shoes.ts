/** The shoes that this page fetches from: which address belongs to which shoe, and fetching while the page is open. */
import { useEffect } from 'react'
import { useNode } from '../node.tsx'
import { recall, remember } from '../remembered.ts'

const KEY = 'shoes'
/** Between two fetches, ms. */
const EVERY = 10_000

interface Known {
  readonly serial: string
  readonly address: string
}

export function knownShoes(): readonly Known[] {
  try {
    return JSON.parse(recall(KEY) ?? '[]') as Known[]
  } catch {
    return []
  }
}
export const rememberShoes = (shoes: readonly Known[]): void => remember(KEY, JSON.stringify(shoes))

/** Shoes that the page's server says are near. */
export async function nearbyShoes(): Promise<readonly string[]> {
  const config = (await (await fetch('/config.json')).json()) as { shoes?: readonly string[] }
  return config.shoes ?? []
}

/** Fetches what the shoes stored, again and again while the page is open. */
export function useShoes(): void {
  const node = useNode()
  useEffect(() => {
    let stopped = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const fetchAll = async (): Promise<void> => {
      let more = false
      for (const shoe of knownShoes()) {
        if (stopped) return
        try {
          more ||= (await node.request<{ more: boolean }>('POST', '/shoes/sync', shoe)).more
        } catch {
          // Out of reach: what it holds waits in it.
        }
      }
      if (!stopped) timer = setTimeout(() => void fetchAll(), more ? 0 : EVERY)
    }
    void fetchAll()
    return () => {
      stopped = true
      clearTimeout(timer)
    }
  }, [node])
}
