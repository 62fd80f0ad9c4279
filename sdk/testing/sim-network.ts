/**
 * A network of real nodes and services in one process over a simulated clock, network and disk, all from a seed; a
 * crash drops a process's memory and keeps its disk. Whose nodes are in it, and with which capabilities, is said by
 * what is made of it.
 */

import type { NodeKeys } from '@hdms/doorman/client/keys.ts'
import { TrustStore } from '@hdms/doorman/client/trust.ts'
import type { CoreServices } from '@hdms/flows/core/services.ts'
import type { Ask } from '@hdms/flows/engine/engine.ts'
import type { Value } from '@hdms/flows/engine/types.ts'
import type { NodeCapability, ServicesOf } from '@hdms/node/core/capability.ts'
import type { Door } from '@hdms/node/core/door.ts'
import type { Node } from '@hdms/node/core/node.ts'
import { type NodeSettings, type OpenNode, openNode, type Platform } from '@hdms/node/core/open-node.ts'
import { auditLedger, type Finding } from '@hdms/notary/server/audit.ts'
import { batchesOf } from '@hdms/notary/server/ledger-export.ts'
import { uniquenessStore } from '@hdms/notary/server/store.ts'
import { asHdmsError, fail } from '@hdms/shared/errors.ts'
import { silent } from '@hdms/shared/logging.ts'
import { notaryId } from '@hdms/shared/notary/answer.ts'
import { memoryBlobStore, memoryNodeStore, memorySlots } from '@hdms/shared/ports/memory-store.ts'
import type { NodeStore } from '@hdms/shared/ports/node-store.ts'
import { delay } from '@hdms/shared/time.ts'
import { type Process, SimServices } from './sim-services.ts'

export { type Faults, NOTARY, type Process } from './sim-services.ts'

/** Machines for nodes, and accidents that befall them. */
export class SimNetwork extends SimServices {
  /** The rows of a node's disk. */
  protected rows(process: Process): NodeStore {
    return this.store(process)
  }

  /** A simulated machine for a node. */
  protected platform(process: Process): Platform {
    const { crypto, clock, http } = this
    const openDisk = async () => ({
      rows: this.rows(process),
      blobs: memoryBlobStore(process.disk),
      slots: memorySlots(process.disk),
    })
    return { crypto, clock, http, openDisk, logger: silent, secrets: process.secrets }
  }

  /** Who a node is, and what of the network it knows at first. */
  protected identity(
    keys: NodeKeys,
    notary: string,
  ): Pick<NodeSettings<never>, 'keys' | 'trust' | 'notary' | 'networkMap' | 'queue' | 'person'> & { readonly replayEverything: boolean } {
    const { crypto, clock, http, root, doormanCa, replayEverything } = this
    const trust = new TrustStore({ crypto, clock, http, doorman: 'http://doorman', root, doormanCa })
    trust.follow(keys.logProof)
    return { keys, trust, notary, networkMap: 'http://map', queue: 'http://queue', person: false, replayEverything }
  }

  /** The simulated REST door of an institution: requests to its host reach the node from now on. */
  protected door(host: string, node: Node<CoreServices>): Door {
    return {
      name: 'REST',
      open: async () => {
        this.institutions.set(host, () => node)
        return { rest: `http://${host}` }
      },
      close: () => {
        if (this.institutions.get(host)?.() === node) this.institutions.delete(host)
      },
    }
  }

  /** Opens an institution's node as its program would, over this network. @returns nothing when it died meanwhile */
  protected async opens<const C extends readonly NodeCapability<object, never>[]>(
    host: string,
    keys: NodeKeys,
    capabilities: C,
    o: { readonly notary: string; readonly asked?: (ask: Ask, node: () => Node<ServicesOf<C>> | undefined) => void },
  ): Promise<OpenNode<ServicesOf<C>> | undefined> {
    const process = this.processes.get(host) ?? fail('BUG', { what: host })
    return this.lives(process, async (life) => {
      let node: Node<ServicesOf<C>> | undefined
      return openNode(this.platform(process), capabilities, {
        ...this.identity(keys, o.notary),
        asked: (ask) => o.asked?.(ask, () => (life === process.life ? node : undefined)),
        doors: (open) => {
          node = open.node
          return [this.door(host, open.node)]
        },
      })
    })
  }

  /**
   * Starts a process again for as long as it finds no network, as what looks after it would; each try is a life of its
   * own.
   */
  protected async lives<T extends { halt(): void }>(process: Process, open: (life: number) => Promise<T>): Promise<T | undefined> {
    for (;;) {
      const { life } = process
      try {
        const opened = await open(life)
        if (life === process.life) return opened
        opened.halt()
        return undefined
      } catch (error) {
        if (asHdmsError(error).fault !== 'unavailable' || life !== process.life) throw error
        const next = ++process.life
        await delay(this.clock, 200)
        if (next !== process.life) return undefined
      }
    }
  }

  /** The owner of a node is asked, and answers after a while. */
  protected answer(
    id: string,
    node: () => { readonly engine: { answer(id: string, value: Value): Promise<void> } } | undefined,
    said: Readonly<Record<string, Value>>,
  ): void {
    this.clock.after(
      1 + this.random.int(2000),
      () =>
        void node()
          ?.engine.answer(id, { ...said })
          .catch(() => {}),
    )
  }

  /** A node that starts while the network loses messages tries again. */
  protected async untilUp(start: () => Promise<void>, alive: () => boolean): Promise<void> {
    for (;;) {
      try {
        return await start()
      } catch (error) {
        if (asHdmsError(error).fault !== 'unavailable' || !alive()) throw error
        await delay(this.clock, 200)
      }
    }
  }

  /**
   * kill -9 now, started again after `ms` milliseconds. A service without a process of its own here is away for so
   * long.
   */
  crash(name: string, ms: number): void {
    const service = this.apps.get(name)
    if (service && !this.processes.has(name)) {
      this.apps.set(name, undefined)
      this.clock.after(ms, () => this.apps.set(name, service))
      return
    }
    const process = this.processes.get(name) ?? fail('BUG', { what: name })
    process.life++
    process.halt()
    const { life } = process
    this.clock.after(ms, () => {
      if (life === process.life) void process.boot().catch(() => {})
    })
  }

  /** What an auditor finds in the notary's store; nothing, unless the notary did wrong. */
  async auditNotary(): Promise<readonly Finding[]> {
    const store = uniquenessStore(memoryNodeStore(this.processes.get('notary')?.disk))
    const { crypto, notaryKeys } = this
    const spender = (nullifier: Uint8Array) => store.spender(nullifier)
    const o = { crypto, notary: notaryId(notaryKeys.key), last: await store.lastSequence(), spender }
    return (await auditLedger(batchesOf(store), o)).findings
  }

  /** The notary's disk as it is now, for {@link putBack}. */
  copyOfNotary(): ReadonlyMap<string, Uint8Array> {
    return new Map(this.processes.get('notary')?.disk.rows)
  }

  /** An old copy of the notary's whole disk comes back under it, and it starts again. */
  putBack(copy: ReadonlyMap<string, Uint8Array>): void {
    const rows = this.processes.get('notary')?.disk.rows
    rows?.clear()
    for (const [key, value] of copy) rows?.set(key, value)
    this.crash('notary', 10)
  }
}
