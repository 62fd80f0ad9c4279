/** How a node opens and closes (acceptance E1, ADR 31): in one order, in reverse, once, and whole or not at all. */
import type { CoreServices } from '@hdms/flows/core/services.ts'
import type { NodeCapability, Opened } from '@hdms/node/core/capability.ts'
import type { Door } from '@hdms/node/core/door.ts'
import { type NodeSettings, type OpenNode, openNode, type Platform } from '@hdms/node/core/open-node.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { MemoryDisk } from '@hdms/shared/ports/memory-store.ts'
import { describe, expect, test } from 'vitest'
import { MockNetwork, NOTARY } from '../support/mock-network.ts'
import { refusal } from '../support/one-engine.ts'

const ANN = 'O=Ann,C=KR'

/** A member that is not running yet, and everything that happened to it. */
class Member extends MockNetwork {
  readonly log: string[] = []
  /** What fails, by the line that it would have written. */
  readonly broken = new Set<string>()
  private keysOfAnn!: Awaited<ReturnType<MockNetwork['keys']>>

  protected override async more(): Promise<void> {
    this.keysOfAnn = await this.keys(ANN, 'institution')
    this.add(
      'ann',
      async () => {},
      () => {},
    )
  }

  note(line: string): void {
    this.log.push(line)
    if (this.broken.has(line)) fail('CONFIG_INVALID', { name: line, why: 'it is broken' })
  }
  get disk(): MemoryDisk {
    return this.processes.get('ann')?.disk ?? fail('BUG', { what: 'ann' })
  }
  /** Whether the network knows where Ann is. */
  get announced(): boolean {
    return this.hospital?.map.members().some((m) => m.name === ANN) ?? false
  }

  /** A machine whose disk says when it is opened, read and closed. */
  machine(): Platform {
    const platform = this.platform(this.processes.get('ann') ?? fail('BUG', { what: 'ann' }))
    return {
      ...platform,
      openDisk: async () => {
        this.note('open disk')
        const disk = await platform.openDisk()
        const close = async () => this.note('close rows')
        return { ...disk, rows: { ...disk.rows, close }, slots: { ...disk.slots, close: () => this.note('close slots') } }
      },
    }
  }
  way(name: string, more: Partial<Door> = {}): Door {
    return {
      name,
      open: async () => {
        this.note(`open ${name}`)
        return {}
      },
      close: async () => {
        // A moment, in which the next must not be closed.
        await Promise.resolve()
        this.note(`close ${name}`)
      },
      ...more,
    }
  }
  capability(name: string, more: Partial<Opened> = {}, requires: NodeCapability['requires'] = {}): NodeCapability {
    return {
      ...{ name, version: 1, requires, contracts: [], stores: {}, flows: [] },
      open: (host) => {
        this.note(`open ${name}`)
        return {
          services: {},
          attach: () => this.note(`attach ${name}`),
          load: async () => this.note(`load ${name}`),
          doors: [
            this.way(`${name}’s door`, {
              open: async () => {
                // Whoever comes from now on finds an engine that has read its store.
                const engine = (await refusal(host.node().engine.settled()))?.code ?? 'begun'
                this.note(`open ${name}’s door, the engine has ${engine}`)
                return {}
              },
            }),
          ],
          begin: () => {
            this.note(`begin ${name}`)
            return () => this.note(`end ${name}`)
          },
          ...more,
        }
      },
    }
  }
  settings(doors: readonly Door[], connect: 'at once' | 'later' = 'at once'): NodeSettings<CoreServices> {
    return { ...this.identity(this.keysOfAnn, NOTARY), doors: () => doors, connect }
  }
  /** Opens it with two capabilities, the second listed first, and two doors of its program. */
  opened(connect: 'at once' | 'later' = 'at once', doors = [this.way('libp2p'), this.way('REST')]): Promise<OpenNode<CoreServices>> {
    const all = [this.capability('b', {}, { a: 1 }), this.capability('a')]
    return openNode(this.machine(), all, this.settings(doors, connect))
  }
}

const member = async (seed: number): Promise<Member> => {
  const net = new Member(seed)
  await net.start()
  return net
}

const INSIDE = ['open disk', 'open a', 'open b', 'attach a', 'attach b', 'load a', 'load b']
const DOORS = ['open a’s door, the engine has begun', 'open b’s door, the engine has begun', 'open libp2p', 'open REST']
const BEGIN = ['begin a', 'begin b']
const BACK = ['end b', 'end a', 'close REST', 'close libp2p', 'close b’s door', 'close a’s door', 'close rows', 'close slots']

describe('E1 opening a node', () => {
  test('E1 goes from the inside out, whatever order its capabilities were listed in, and back the same way; once, however often it is closed', async () => {
    const net = await member(51)
    const open = await net.run(net.opened())
    expect(net.log).toEqual([...INSIDE, ...DOORS, ...BEGIN])
    net.log.length = 0
    await Promise.all([open.close(), open.close()])
    await open.close()
    expect(net.log).toEqual(BACK)
    // Nothing runs any more, and nobody is taken.
    expect((await refusal(open.node.engine.settled()))?.code).toBe('SERVICE_UNAVAILABLE')
  })

  test('E1 a node that is held by `await using` is closed at the end of the block, also when that throws', async () => {
    const net = await member(52)
    const inBlock = async (): Promise<void> => {
      await using open = await net.opened()
      expect(open.node.engine.flows()).toEqual([])
      net.log.length = 0
      fail('NOT_FOUND', { what: 'something else' })
    }
    expect((await refusal(net.run(inBlock())))?.code).toBe('NOT_FOUND')
    expect(net.log).toEqual(BACK)
  })

  test('E1 with `later`, what is there can be looked at and nobody gets in until it connects; asked twice, it connects once', async () => {
    const net = await member(53)
    const open = await net.run(net.opened('later'))
    expect(net.log).toEqual(INSIDE)
    expect((await refusal(open.node.engine.settled()))?.code).toBe('SERVICE_UNAVAILABLE')
    await net.run(Promise.all([open.connect(), open.connect()]))
    expect(net.log).toEqual([...INSIDE, ...DOORS, ...BEGIN])
    await open.close()
  })
})

describe('E1 an opening that fails', () => {
  const all = [...INSIDE, ...DOORS, ...BEGIN]
  /** What was opened when a line failed, in reverse; a door that fails is closed too, since it may stand half open. */
  const undone = (failed: string): string[] => {
    const done = all.slice(0, all.indexOf(failed) + 1)
    const began = (line: string): boolean => done.includes(line) && line !== failed
    return [
      ...['b', 'a'].filter((c) => began(`begin ${c}`)).map((c) => `end ${c}`),
      ...['REST', 'libp2p'].filter((d) => done.includes(`open ${d}`)).map((d) => `close ${d}`),
      ...['b', 'a'].filter((c) => done.some((line) => line.startsWith(`open ${c}’s door`))).map((c) => `close ${c}’s door`),
      ...(began('open disk') ? ['close rows', 'close slots'] : []),
    ]
  }
  test.each(all)(
    'E1 at “%s”: what was opened before is closed in reverse, nothing is opened after, and that is what is said',
    async (line) => {
      const net = await member(54)
      net.broken.add(line)
      const failure = await refusal(net.run(net.opened()))
      expect(failure).toEqual({ code: 'CONFIG_INVALID', data: { name: line, why: 'it is broken' } })
      expect(net.log).toEqual([...all.slice(0, all.indexOf(line) + 1), ...undone(line)])
      // Mended, it opens on the same disk.
      net.broken.clear()
      net.log.length = 0
      await (await net.run(net.opened())).close()
      expect(net.log).toEqual([...all, ...BACK])
    },
  )

  test('E1 the same when it fails to connect later; the second who asks hears the same', async () => {
    const net = await member(55)
    net.broken.add('open REST')
    const open = await net.run(net.opened('later'))
    const both = await net.run(Promise.all([refusal(open.connect()), refusal(open.connect())]))
    expect(both.map((r) => r?.data)).toEqual(Array(2).fill({ name: 'open REST', why: 'it is broken' }))
    expect(net.log).toEqual([
      ...INSIDE,
      ...DOORS,
      'close REST',
      'close libp2p',
      'close b’s door',
      'close a’s door',
      'close rows',
      'close slots',
    ])
    await open.close()
    expect(net.log.filter((l) => l === 'close rows')).toHaveLength(1)
  })

  test('E1 capabilities that do not go together are refused before the disk is touched', async () => {
    const net = await member(56)
    const refused = openNode(net.machine(), [net.capability('b', {}, { a: 1 })], net.settings([]))
    expect(await refusal(refused)).toEqual({ code: 'CAPABILITY_MISSING', data: { capability: 'b', needs: 'a' } })
    expect(net.log).toEqual([])
  })

  test('E1 something that does not close keeps nothing else open, and is what closing says', async () => {
    const net = await member(57)
    const open = await net.run(net.opened())
    net.log.length = 0
    net.broken.add('close libp2p').add('close rows')
    expect((await refusal(open.close()))?.data).toMatchObject({ name: 'close libp2p' })
    expect(net.log).toEqual(BACK)
  })
})

describe('E1 a node that is closed while it opens', () => {
  test('E1 the door that is being opened is closed once it is open, later ones never open, and it says nowhere that it is there', async () => {
    const net = await member(58)
    let go = (): void => {}
    const slow = net.way('libp2p', {
      open: async () => {
        net.note('opening libp2p')
        await new Promise<void>((resolve) => {
          go = resolve
        })
        net.note('open libp2p')
        return {}
      },
    })
    const open = await net.run(net.opened('later', [slow, net.way('REST')]))
    const connected = refusal(open.connect())
    await net.clock.runUntil(() => net.log.includes('opening libp2p'), 10_000)
    const closed = open.close()
    await net.clock.runUntil(() => false, 10_000)
    expect(net.log.filter((line) => line.startsWith('close'))).toEqual([])
    go()
    await net.run(closed)
    expect((await connected)?.code).toBe('SERVICE_UNAVAILABLE')
    expect(net.log.slice(net.log.indexOf('open libp2p'))).toEqual([
      'open libp2p',
      ...['close libp2p', 'close b’s door', 'close a’s door', 'close rows', 'close slots'],
    ])
    await net.clock.runUntil(() => false, 60_000)
    expect(net.announced).toBe(false)
  })

  test('E1 left at once, as a process dies, it closes its doors and leaves its disk', async () => {
    const net = await member(59)
    const open = await net.run(net.opened())
    expect(await net.clock.runUntil(() => net.announced, 60_000)).toBe(true)
    net.log.length = 0
    open.halt()
    await net.clock.runUntil(() => false, 1_000)
    expect([...net.log].sort()).toEqual(BACK.filter((line) => !/rows|slots/.test(line)).sort())
    await (await net.run(net.opened())).close()
  })
})
