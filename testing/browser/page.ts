/** Runs in Chromium: checks what Node made, makes its own, and leaves both where the test reads them. */
import { portableCrypto } from '@hdms/shared/crypto/portable.ts'
import { check, type Given, type Made, make } from './exchange.ts'

const crypto = portableCrypto()
const run = async (): Promise<unknown> => {
  const { given, made } = (await (await fetch('/exchange.json')).json()) as { given: Given; made: Made }
  return { found: await check(crypto, given, made), made: await make(crypto, given) }
}
run().then(
  (result) => Object.assign(globalThis, { result }),
  (error: unknown) => Object.assign(globalThis, { result: { error: String(error) } }),
)
