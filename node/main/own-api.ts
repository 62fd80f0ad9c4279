/**
 * The interface of an institution's node to its own people and programs: one HTTP server with its token, its audit log,
 * sign-in and page.
 */
import { join } from 'node:path'
import type { Operations } from '@hdms/node/core/capability.ts'
import { Staff } from '@hdms/node/institutional/staff/staff.ts'
import type { Described } from '@hdms/platform/node/api.ts'
import { type Audit, openAudit } from '@hdms/platform/node/audit.ts'
import { httpService, type Listening } from '@hdms/platform/node/http-server.ts'
import { hex } from '@hdms/shared/bytes.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import { systemClock as clock, HOUR, MINUTE } from '@hdms/shared/time.ts'
import type { FastifyInstance } from 'fastify'
import { apiToken } from './api-token.ts'
import { type BackupSettings, openBackups } from './backup.ts'
import type { Base, InstitutionSettings } from './compose.ts'
import { described } from './described.ts'
import { ownCredential } from './own-credential.ts'
import { Pages } from './pages.ts'
import type { Building, RestDoor } from './rest-door.ts'
import { StaffDoor } from './staff-door.ts'

/** How people of the institution sign in. */
export const STAFF = {
  'staff-idle': {
    type: 'number',
    unit: 'minutes',
    least: 2,
    most: 120,
    default: 15,
    about: 'How long a session of the staff page goes on without anybody at it.',
  },
  'staff-day': {
    type: 'number',
    unit: 'hours',
    least: 1,
    most: 24,
    default: 10,
    about: 'How long a session of the staff page lasts at most.',
  },
  'name-ko': { type: 'text', about: 'Korean form of the institution’s name, for the page of its people.' },
  'staff-pages': { type: 'folder', reads: true, about: 'Folder of the built staff page. Default: where "npm run pages" puts it.' },
} as const

/** Values of {@link STAFF}. */
export interface StaffOptions {
  readonly 'staff-idle': number
  readonly 'staff-day': number
  readonly 'name-ko': string | undefined
  readonly 'staff-pages': string | undefined
}

/** All that the interface is made of. */
export interface OwnParts {
  readonly o: InstitutionSettings & BackupSettings & StaffOptions & Listening
  readonly base: Base
  readonly logger: Logger
  readonly rest: RestDoor
  /** Kind of node, as the page knows it. */
  readonly kind: string
  /** Of the node's description, what this kind has. */
  readonly tags: readonly string[]
  /** Operations that its capabilities describe themselves. */
  readonly api: Operations
  readonly bodyLimit: number
}

/** The interface, made. */
export interface Own {
  readonly app: FastifyInstance
  readonly token: string
  readonly note: Audit['note']
  readonly building: Building
}

/** @param more credentials of this kind of node, beside the token @param serve its routes below /api */
export async function ownApi(
  { o, base, logger, rest, kind, tags, api, bodyLimit }: OwnParts,
  serve: (app: FastifyInstance) => Promise<void> | void,
  more: (token: string) => Described['credentials'] = () => ({}),
): Promise<Own> {
  const { crypto, keys, storage } = base
  const audit = openAudit(o.data)
  const backups = openBackups(base, o, logger)
  const token = apiToken(join(o.data, 'api-token'), () => hex(crypto.random(24)))
  const [idle, longest] = [o['staff-idle'] * MINUTE, o['staff-day'] * HOUR]
  const settings = { institution: keys.name, idle, longest }
  const staff = await Staff.open({ store: storage.store, random: (n) => crypto.random(n), clock, note: audit.note, settings })
  const parts = {
    staff,
    kind,
    clock,
    longest,
    name: keys.name,
    korean: o['name-ko'],
    data: o.data,
    listening: o,
    url: () => rest.url,
    pages: new Pages(o['staff-pages']),
  }
  const door = new StaffDoor(parts)
  const credentials = { api: ownCredential(token, staff, door, audit.note), ...more(token) }
  const app = httpService({ logger, bodyLimit, listening: o, api: described(token, tags, api, credentials) })
  await app.register((own) => door.routes(own), { prefix: '/staff' })
  await app.register(
    async (own) => {
      await door.ownRoutes(own)
      await serve(own)
      backups.routes(own)
    },
    { prefix: '/api' },
  )
  const close = (): void => {
    backups.stop()
    audit.close()
  }
  return { app, token, note: audit.note, building: { app, close } }
}
