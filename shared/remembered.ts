/**
 * What was computed of bytes that somebody holds, for as long as they do: a secret is not kept longer for it, and the array is the name, so that
 * nobody else comes by it. An array that holds other bytes than then is computed anew.
 */
import { equal } from './bytes.ts'

export class Remembered<V> {
  private readonly values = new WeakMap<Uint8Array, { readonly of: Uint8Array; readonly value: V }>()

  of(bytes: Uint8Array, compute: () => V): V {
    const known = this.values.get(bytes)
    if (known && equal(known.of, bytes)) return known.value
    const value = compute()
    this.values.set(bytes, { of: bytes.slice(), value })
    return value
  }
}
