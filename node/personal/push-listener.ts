/** The PushSource of a node without Firebase: long polling at the local stand-in of FCM. A push carries nothing but the wake-up. */
import { hex, utf8 } from '@hdms/shared/bytes.ts'
import type { HttpClient } from '@hdms/shared/ports/http.ts'
import type { PushSource } from '@hdms/shared/ports/push.ts'
import { type Clock, delay } from '@hdms/shared/time.ts'

/** @param url base URL of the stand-in. @param secret makes the registration token: the same node, the same token */
export function standInPush(http: HttpClient, clock: Clock, url: string, secret: Uint8Array): PushSource {
  const token = hex(secret)
  const poll = async (after: number): Promise<number> => {
    const body = utf8(JSON.stringify({ token, after }))
    const reply = await http({ method: 'POST', url: `${url}/listen`, headers: { 'content-type': 'application/json' }, body })
    const { count } = JSON.parse(new TextDecoder().decode(reply.body)) as { count?: unknown }
    return typeof count === 'number' ? count : after
  }
  return {
    register: async () => token,
    listen(wake, signal) {
      const run = async (): Promise<void> => {
        let seen = -1
        let missed = false
        while (!signal.aborted) {
          try {
            const count = await poll(seen)
            // What was pushed while nobody listened is looked for too.
            if (missed || (seen >= 0 && count !== seen)) wake()
            seen = count
            missed = false
          } catch {
            missed = true
            await delay(clock, 2_000, signal).catch(() => {})
          }
        }
      }
      void run()
    },
  }
}
