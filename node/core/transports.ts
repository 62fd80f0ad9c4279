/** The two ways that are HTTP: the peer's REST interface, and the message queue's mailbox. */

import type { QueueClient } from '@hdms/message-queue/client/queue-client.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { HttpClient } from '@hdms/shared/ports/http.ts'
import type { Transport } from '@hdms/shared/ports/transport.ts'
import { errorFromRefusal } from '@hdms/shared/refusal.ts'

/** Seconds that a message is kept for a sleeping node. */
const MAILBOX_TTL = 14 * 24 * 3600

export function restTransport(http: HttpClient): Transport {
  return {
    name: 'rest',
    reaches: (peer) => peer.rest !== '',
    async send(peer, envelope) {
      const reply = await http({
        method: 'POST',
        url: `${peer.rest}/v1/envelopes`,
        headers: { 'content-type': 'application/octet-stream' },
        body: envelope,
      })
      if (reply.status >= 500 || reply.status === 404) fail('SERVICE_UNAVAILABLE', { service: 'peer' })
      if (reply.status >= 300) {
        const { code = '', data = {} } = JSON.parse(new TextDecoder().decode(reply.body)) as { code?: string; data?: unknown }
        throw errorFromRefusal({ code, data: JSON.stringify(data) })
      }
      return reply.body
    },
  }
}

export function mailboxTransport(queue: QueueClient): Transport {
  return {
    name: 'mailbox',
    reaches: (peer) => peer.mailbox !== undefined,
    async send(peer, envelope) {
      const { id } = peer.mailbox ?? fail('NOT_FOUND', { what: 'mailbox' })
      await queue.append(id, envelope, MAILBOX_TTL)
      return undefined
    },
  }
}
