/**
 * Wakes phones through Firebase Cloud Messaging with the real SDK. The message is a constant: it says nothing of what
 * waits, from whom, or for whom. Which registration a handle stands for is kept in a store of its own.
 */

import { Agent } from 'node:https'
import { connect } from 'node:net'
import { fromUtf8, hex, utf8 } from '@hdms/shared/bytes.ts'
import { readWhole } from '@hdms/shared/decimal.ts'
import { type InTurn, inTurn } from '@hdms/shared/in-turn.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import type { NodeStore } from '@hdms/shared/ports/node-store.ts'
import { type App, cert, deleteApp, initializeApp } from 'firebase-admin/app'
import { getMessaging, type TokenMessage } from 'firebase-admin/messaging'

export interface PushSender {
  wake(token: string): Promise<void>
  /** Takes a registration in among those that are woken together. */
  join(token: string): Promise<void>
  wakeAll(): Promise<void>
  close(): Promise<void>
}

/** Everybody's phone. */
const TOPIC = 'everybody'

/**
 * What FCM says of a registration that will never work again: the app was removed, or it has another one now. Every
 * other failure passes.
 */
const GONE = new Set(['messaging/registration-token-not-registered', 'messaging/invalid-registration-token'])

/** The same bytes whatever happened. */
export const WAKE: Omit<TokenMessage, 'token'> = {
  data: { wake: '1' },
  android: { priority: 'high', ttl: 3600_000 },
  apns: { headers: { 'apns-priority': '5' }, payload: { aps: { contentAvailable: true } } },
}

export type PushSettings =
  /** A service account file as Firebase gives it: requests go to FCM. */
  | { readonly serviceAccount: string; readonly standIn?: undefined }
  /** Base URL of a local service that speaks the FCM HTTP v1 API; the SDK's connections are led there. */
  | { readonly standIn: string; readonly serviceAccount?: undefined }

let apps = 0

export function firebasePush(settings: PushSettings): PushSender {
  const app: App =
    settings.standIn === undefined
      ? initializeApp({ credential: cert(settings.serviceAccount) }, `hdms-${++apps}`)
      : standInApp(settings.standIn)
  const messaging = getMessaging(app)
  // Subscriptions would else go over HTTP/2 sockets of the SDK's own, which lead to Google.
  if (settings.standIn !== undefined) messaging.enableLegacyHttpTransport()
  return {
    wake: async (token) => {
      await messaging.send({ ...WAKE, token })
    },
    join: async (token) => {
      const { errors } = await messaging.subscribeToTopic([token], TOPIC)
      const [refused] = errors
      if (refused) throw Object.assign(new Error('not subscribed'), { code: refused.error.code })
    },
    wakeAll: async () => {
      await messaging.send({ ...WAKE, topic: TOPIC })
    },
    close: () => deleteApp(app),
  }
}

/** The SDK believes that it speaks to fcm.googleapis.com; its sockets end at the stand-in. */
function standInApp(url: string): App {
  const { hostname, port } = new URL(url)
  const agent = new Agent({ keepAlive: true })
  agent.createConnection = () => connect({ host: hostname, port: readWhole(port, 'port of the stand-in', 1, 65_535) })
  const credential = { getAccessToken: async () => ({ access_token: 'stand-in', expires_in: 3600 }) }
  return initializeApp({ credential, projectId: 'hdms-local', httpAgent: agent }, `hdms-${++apps}`)
}

export class PushRegistrations {
  private readonly store: NodeStore
  private readonly sender: PushSender
  private readonly logger: Logger
  private readonly alone: InTurn = inTurn()

  constructor(store: NodeStore, sender: PushSender, logger: Logger) {
    this.store = store
    this.sender = sender
    this.logger = logger
  }

  async register(handle: string, token: string): Promise<void> {
    await this.alone(() => this.store.commit([{ key: `push/${handle}`, value: utf8(token) }]))
    void this.tried(this.sender.join(token), handle, token)
  }

  /** Everybody, with the same bytes as one. */
  wakeAll(): Promise<void> {
    return this.tried(this.sender.wakeAll())
  }

  private async tried(work: Promise<void>, handle?: string, token?: string): Promise<void> {
    try {
      await work
    } catch (error) {
      const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
      this.logger.warn('push failed', { reason })
      if (handle !== undefined && token !== undefined && GONE.has(reason)) await this.forget(handle, token)
    }
  }

  /** Takes away a registration that is gone, unless the phone has given a new one in the meantime. */
  private forget(handle: string, token: string): Promise<void> {
    const key = `push/${handle}`
    return this.alone(async () => {
      const kept = await this.store.get(key)
      if (kept && fromUtf8(kept) === token) await this.store.commit([{ key, value: null }])
    })
  }

  /** A push that cannot be sent loses nothing: the message waits and the phone also looks by itself. */
  async wake(handle: Uint8Array): Promise<void> {
    if (handle.length === 0) return
    const name = hex(handle)
    const kept = await this.store.get(`push/${name}`)
    if (!kept) return
    const token = fromUtf8(kept)
    await this.tried(this.sender.wake(token), name, token)
  }

  async close(): Promise<void> {
    await this.sender.close()
    await this.store.close()
  }
}
