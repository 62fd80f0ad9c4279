/** Archives of a node as its administrator uses them: made on a schedule, on request while the node runs, and put back. */

import { basename, join } from 'node:path'
import { Backups, restore } from '@hdms/node/institutional/backup.ts'
import { passphrase, reachedAt, secretFile } from '@hdms/platform/node/config.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { openKeyStore } from '@hdms/platform/node/key-store.ts'
import type { Command } from '@hdms/platform/node/main.ts'
import { asHdmsError } from '@hdms/shared/errors.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import { fetchClient } from '@hdms/shared/ports/fetch-client.ts'
import { errorFromRefusal } from '@hdms/shared/refusal.ts'
import { systemClock as clock, HOUR } from '@hdms/shared/time.ts'
import type { FastifyInstance } from 'fastify'
import { type Base, type InstitutionSettings, nodeDisk } from './compose.ts'
import { refuse } from './reasons.ts'

export const BACKUP = {
  'backup-folder': { type: 'folder', about: 'Where archives of the node go. With backup-key-folder.' },
  'backup-key-folder': {
    type: 'folder',
    about:
      'Where the keys of the archives go: another medium than backup-folder. An erasure destroys the keys there, and a new archive is made.',
  },
  'backup-hours': { type: 'number', unit: 'hours', least: 1, most: 720, default: 24, about: 'How often an archive is made by itself.' },
} as const

export interface BackupSettings {
  readonly 'backup-folder': string | undefined
  readonly 'backup-key-folder': string | undefined
  readonly 'backup-hours': number
}

function placesIn(o: BackupSettings): { folder: string; keys: string } | undefined {
  const { 'backup-folder': folder, 'backup-key-folder': keys } = o
  if (!folder && !keys) return undefined
  if (!folder || !keys || folder === keys) return refuse('CONFIG_INVALID', 'two-folders', { name: 'backup-key-folder' })
  return { folder, keys }
}

export interface ScheduledBackups {
  routes(app: FastifyInstance): void
  stop(): void
}

/** Makes archives by itself and when asked; nothing when no folders are set. @throws CONFIG_INVALID */
export function openBackups({ crypto, storage, keys }: Base, o: InstitutionSettings & BackupSettings, logger: Logger): ScheduledBackups {
  const places = placesIn(o)
  const unset = (): never => refuse('CONFIG_INVALID', 'to-archive', { name: 'backup-folder' })
  if (!places) return { routes: (app) => void app.post('/backups', async () => unset()), stop: () => {} }
  const backups = new Backups({ crypto, clock, logger, storage, data: o.data, storageKey: keys.storageKey, places })
  const failed = (error: unknown) => logger.error('no archive', { code: asHdmsError(error).code })
  storage.erased(() => void backups.erased().catch(failed))
  const timer = setInterval(() => void backups.make().catch(failed), o['backup-hours'] * HOUR)
  return {
    routes: (app) => void app.post('/backups', async (_request, reply) => reply.code(201).send(await backups.make())),
    stop: () => clearInterval(timer),
  }
}

type Settings = InstitutionSettings & BackupSettings & Parameters<typeof reachedAt>[0]

/** `backup` and `restore`. */
export const backupCommands: Readonly<Record<'backup' | 'restore', Command<Settings>>> = {
  backup: {
    usage: 'backup',
    about: 'makes an archive of the running node now',
    run: async (o, _args, out) => {
      const headers = { authorization: `Bearer ${secretFile(join(o.data, 'api-token'))}` }
      const reply = await fetchClient(600_000)({ method: 'POST', url: `${reachedAt(o)}/api/backups`, headers })
      const body = JSON.parse(new TextDecoder().decode(reply.body)) as { file: string; rows: number; documents: number; bytes: number } & {
        code: string
        data: object
      }
      if (reply.status >= 300) throw errorFromRefusal({ code: body.code, data: JSON.stringify(body.data) })
      out.line(
        `${body.file}: ${body.rows} rows, ${body.documents} documents, ${Math.ceil(body.bytes / 1024)} KiB. Its key lies in ${o['backup-key-folder']}.`,
      )
      return 0
    },
  },
  restore: {
    usage: 'restore ARCHIVE [KEY-FILE]',
    about: 'puts an archive back into an empty data folder; dealings that were under way when it was made are not in it',
    run: async (o, [archive, key], out) => {
      if (!archive) return refuse('INPUT_INVALID', 'name-file', { what: 'archive' })
      const keyFile = key ?? join(o['backup-key-folder'] ?? '.', `${basename(archive, '.hdms')}.key`)
      const crypto = nativeCrypto()
      const secrets = () => openKeyStore(crypto, join(o.data, 'keys.json'), passphrase(o))
      const { rows, documents } = await restore({ crypto, data: o.data, archive, key: keyFile, secrets, disk: () => nodeDisk(o.data) })
      out.line(
        `${rows} rows and ${documents} documents are back in ${o.data}. Start the node: it asks the notaries what became of what was under way.`,
      )
      return 0
    },
  },
}
