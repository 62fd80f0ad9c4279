/** A shoe behind a bridge: something on the network that speaks Bluetooth with it, or the sandbox's simulated shoes. */
import { decodeAll } from '@hdms/shared/bytes.ts'
import type { ShoePort } from '@hdms/shared/device/gatt.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { HttpClient } from '@hdms/shared/ports/http.ts'

/** @param address of the bridge's shoe; a command is posted, notifications come back as a list */
export const bridgedShoe =
  (http: HttpClient, address: string): ShoePort =>
  async (command) => {
    const headers = { 'content-type': 'application/octet-stream' }
    const { status, body } = await http({ method: 'POST', url: address, headers, body: command })
    if (status !== 200) return fail('SERVICE_UNAVAILABLE', { service: 'shoe' })
    return decodeAll(body, 'notifications', (r) => {
      const list: Uint8Array[] = []
      while (r.remaining > 0) list.push(r.short())
      return list
    })
  }
