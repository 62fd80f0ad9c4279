/**
 * People of the sandbox's institutions, with passwords for everybody to read: for a network on one machine that is
 * there to be looked at. They are made through the nodes' own interfaces, as an operator would; no node has an account
 * that nobody made.
 */
import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stepAt, totpAt } from '@hdms/node/institutional/staff/secrets.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { NetworkFile } from './ports.ts'

/** Institutions that people work at, as their folders and ports are called. */
export type Workplace = 'hospital' | 'research' | 'issuer'

const DEMO: readonly (readonly [at: Workplace, name: string, ...roles: string[]])[] = [
  ['hospital', 'Demo front desk', 'desk'],
  ['hospital', 'Demo records office', 'records', 'doctor'],
  ['hospital', 'Demo IT', 'it', 'operator'],
  ['hospital', 'Demo board', 'board'],
  ['research', 'Demo researcher', 'researcher'],
  ['research', 'Demo board', 'board'],
]

/** An account for everybody to read. */
export interface DemoAccount {
  readonly at: Workplace
  readonly page: string
  readonly name: string
  readonly id: string
  readonly password: string
  /** Secret of its authenticator, base 32. */
  readonly secret: string
  /** Codes that are good once each. */
  readonly codes: readonly string[]
}

async function asked<T>(base: string, method: string, path: string, token: string, body?: object): Promise<T> {
  const headers = { ...(token ? { authorization: `Bearer ${token}` } : {}), ...(body ? { 'content-type': 'application/json' } : {}) }
  const reply = await fetch(base + path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) })
  return reply.ok ? ((await reply.json()) as T) : fail('SERVICE_UNAVAILABLE', { service: `${base}${path} (${reply.status})` })
}

/** The page of an institution's people: by name, since passkeys belong to one. */
export const staffPage = ({ ports }: NetworkFile, at: Workplace): string => `http://localhost:${ports[at]}/staff/`

/** Makes an account at a node of the sandbox, or makes it anew, and chooses a password for it. */
export async function demoAccount(network: NetworkFile, at: Workplace, name: string, roles: readonly string[]): Promise<DemoAccount> {
  const base = `http://127.0.0.1:${network.ports[at]}`
  const token = readFileSync(join(network.folder, at, 'api-token'), 'utf8').trim()
  const { staff } = await asked<{ staff: { id: string; name: string }[] }>(base, 'GET', '/api/staff', token)
  const known = staff.find((each) => each.name === name)
  const { id, invitation } = await asked<{ id: string; invitation: string }>(
    base,
    'POST',
    known ? `/api/staff/${known.id}/reset` : '/api/staff',
    token,
    known ? undefined : { name, roles },
  )
  const opened = await asked<{ totp: { secret: string } }>(base, 'POST', '/staff/invitations/open', '', { invitation })
  const { secret } = opened.totp
  const password = `demo-${randomBytes(5).toString('hex')}`
  const code = totpAt(secret, stepAt(Date.now()))
  const { recovery } = await asked<{ recovery: string[] }>(base, 'POST', '/staff/invitations/accept', '', { invitation, password, code })
  return { at, page: staffPage(network, at), name, id, password, secret, codes: recovery }
}

/** All of them, written to a file of the sandbox beside what is printed. */
export async function demoStaff(network: NetworkFile): Promise<readonly DemoAccount[]> {
  const made: DemoAccount[] = []
  for (const [at, name, ...roles] of DEMO) made.push(await demoAccount(network, at, name, roles))
  writeFileSync(join(network.folder, 'demo-staff.json'), JSON.stringify(made, null, 2), { mode: 0o600 })
  return made
}
