/**
 * Ports of a sandbox's network: fixed ones for `npm start`, free ones for tests, the same again for a folder that has
 * had a network.
 */
import { randomInt } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fail } from '@hdms/shared/errors.ts'

/** Ports of `npm start`. */
const PORTS = {
  doorman: 7400,
  map: 7401,
  notaryA: 7402,
  notaryB: 7403,
  queue: 7404,
  push: 7405,
  relay: 7406,
  hospital: 7410,
  hospitalLibp2p: 7411,
  hospitalMllp: 7412,
  hospitalWs: 7413,
  hisMllp: 7420,
  his: 7421,
  shoes: 7430,
  app: 7440,
  issuer: 7450,
  search: 7407,
  counter: 7408,
  research: 7460,
  judge1: 7471,
  judge2: 7472,
  judge3: 7473,
}
export type Ports = typeof PORTS

export interface NetworkFile {
  readonly ports: Ports
  readonly folder: string
  readonly pid: number
}

async function freePort(taken: readonly number[]): Promise<number> {
  for (let tries = 0; tries < 100; tries++) {
    // Below the range that systems draw from for outgoing connections: one of those must not take it before it is
    // listened on.
    const port = randomInt(11_000, 32_000)
    const free = await new Promise<boolean>((resolve) => {
      const server = createServer()
      server.once('error', () => resolve(false))
      server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
    })
    if (free && !taken.includes(port)) return port
  }
  return fail('SERVICE_UNAVAILABLE', { service: 'free port on this machine' })
}

/** @throws SERVICE_UNAVAILABLE */
export async function choosePorts(folder: string, fixed: boolean): Promise<Ports> {
  if (fixed) return PORTS
  const file = join(folder, 'network.json')
  // Services that this folder has not had yet get theirs now.
  const known: Partial<Ports> = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as NetworkFile).ports : {}
  const names = (Object.keys(PORTS) as (keyof Ports)[]).filter((name) => known[name] === undefined)
  const ports = { ...PORTS, ...known }
  for (const name of names) ports[name] = await freePort(Object.values(ports))
  return ports
}

export const urlOf = (port: number): string => `http://127.0.0.1:${port}`

/** The radio to a pair of simulated shoes; `live` is worn while the network runs. */
export const shoeAddresses = (ports: Ports, pair = 'live'): string[] =>
  ['left', 'right'].map((side) => `${urlOf(ports.shoes)}/radio/${pair}/${side}`)

/** By name: a passkey belongs to a domain, and an address is none. */
export const appAddress = (ports: Ports): string => `http://localhost:${ports.app}/`
