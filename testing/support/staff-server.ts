/** The staff page of an institution with its sign-in, over a clock that is set by hand; what lies behind the page answers with examples. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { described } from '@hdms/node/main/described.ts'
import { ownCredential } from '@hdms/node/main/own-credential.ts'
import { Pages } from '@hdms/node/main/pages.ts'
import { StaffDoor } from '@hdms/node/main/staff-door.ts'
import { openAudit } from '@hdms/platform/node/audit.ts'
import { httpService, LOOPBACK, listen } from '@hdms/platform/node/http-server.ts'
import { silent } from '@hdms/shared/logging.ts'
import { HOUR } from '@hdms/shared/time.ts'
import type { HTTPMethods } from 'fastify'
import { Office } from './staff.ts'

interface Operation {
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { readonly example?: unknown }>> }>>
}
const description = JSON.parse(readFileSync(join(import.meta.dirname, '../../node/openapi.json'), 'utf8')) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}
/** Routes that are really there. */
const REAL = /^\/api\/(staff|acts|me)(\/|$)/

export interface StaffServer {
  readonly office: Office
  /** By name, since passkeys belong to one. */
  readonly url: string
  readonly port: number
  stop(): Promise<void>
}

/** @param kind of node @param name X.500 @param answers in place of the examples of openapi.json, by path */
export async function staffServer(kind: string, name: string, answers: Readonly<Record<string, unknown>> = {}): Promise<StaffServer> {
  const data = mkdtempSync(join(tmpdir(), 'hdms-staff-'))
  const office = await Office.open()
  office.now = Date.now()
  const audit = openAudit(data, () => office.now)
  office.told = audit.note
  const bound = { url: '' }
  const parts = {
    staff: office.staff,
    name,
    kind,
    korean: '한빛병원',
    data,
    listening: LOOPBACK,
    clock: office.clock,
    longest: 10 * HOUR,
    url: () => bound.url,
  }
  const door = new StaffDoor({ ...parts, pages: new Pages() })
  const api = ownCredential('t0ken', office.staff, door, audit.note)
  const app = httpService({ logger: silent, api: described('t0ken', ['hospital', 'research', 'issuer', 'institution'], {}, { api }) })
  await app.register((own) => door.routes(own), { prefix: '/staff' })
  await app.register((own) => door.ownRoutes(own), { prefix: '/api' })
  for (const [path, all] of Object.entries(description.paths)) {
    if (!path.startsWith('/api/') || REAL.test(path)) continue
    for (const [method, { responses }] of Object.entries(all)) {
      const example = Object.values(responses)[0]?.content?.['application/json']?.example ?? {}
      const handler = async (): Promise<unknown> => answers[path] ?? example
      app.route({ method: method.toUpperCase() as HTTPMethods, url: path.replace(/\{(\w+)\}/g, ':$1'), handler })
    }
  }
  const { url } = await listen(app, LOOPBACK)
  bound.url = url
  const { port } = new URL(url)
  const stop = async (): Promise<void> => {
    await app.close()
    audit.close()
    rmSync(data, { recursive: true, force: true })
  }
  return { office, url: `http://localhost:${port}/staff/`, port: (app.server.address() as { port: number }).port, stop }
}
