/**
 * The network parameters as the notary sees them: those in force, and when those before were replaced. Rows:
 * params/HASH.
 */

import type { MapClient } from '@hdms/network-map/client/map-client.ts'
import { decodeAll, fromHex, hex, Writer } from '@hdms/shared/bytes.ts'
import { type NodeStore, prefixRange } from '@hdms/shared/ports/node-store.ts'
import { minuteOf } from '@hdms/shared/time.ts'
import type { ParametersView } from './check.ts'

export class ParametersWatch {
  private current: Uint8Array = new Uint8Array(32)
  private replaced: { hash: Uint8Array; atMinute: number }[] = []
  private readonly map: MapClient
  private readonly store: NodeStore

  constructor(map: MapClient, store: NodeStore) {
    this.map = map
    this.store = store
  }

  async start(): Promise<void> {
    const last = await this.store.get('params-current')
    if (last) this.current = last
    const rows = await this.store.range(...prefixRange('params/'))
    this.replaced = rows.map(([key, bytes]) => ({
      hash: fromHex(key.slice('params/'.length)),
      atMinute: decodeAll(bytes, 'minute', (r) => r.u32()),
    }))
  }

  /** Takes what the map says now. @param now milliseconds */
  async update(now: number): Promise<void> {
    const next = this.map.view.parametersHash
    const before = this.current
    if (hex(next) === hex(before)) return
    const known = before.some((b) => b !== 0)
    const atMinute = minuteOf(now)
    await this.store.commit([
      { key: 'params-current', value: next },
      ...(known ? [{ key: `params/${hex(before)}`, value: new Writer().u32(atMinute).bytes() }] : []),
    ])
    if (known) this.replaced.push({ hash: before, atMinute })
    this.current = next
  }

  view(): ParametersView {
    return { current: this.current, replaced: this.replaced }
  }
}
