/** In a worker: takes a day of packets hour by hour from the page's server, and says how long the taking took. */
import { browserCrypto } from '@hdms/platform/browser/crypto.ts'
import { fromBase64 } from '@hdms/shared/bytes.ts'
import { PhoneDay } from '../suites/gait-day.ts'

/** Bytes travel as `{"b64": …}`. */
const revive = (_key: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && 'b64' in value ? fromBase64(String(value.b64)) : value
const get = async (path: string) => JSON.parse(await (await fetch(path)).text(), revive)

async function run(): Promise<object> {
  const given = await get('/given')
  const day = await PhoneDay.start(browserCrypto(), given)
  let spent = 0
  for (let hour = 0; hour < given.hours; hour++) {
    const handed = await get(`/hour/${hour}`)
    const began = performance.now()
    await day.take(handed)
    spent += performance.now() - began
  }
  return { ms: spent, ...day.end() }
}
run().then(postMessage, (error: unknown) => postMessage({ error: String(error) }))
