/** One writer an order: messages at once, ends in the middle, and what is handed over once. Nothing that was acknowledged is lost. */

import { inAllTurns, inTurnOf } from '@hdms/shared/in-turn.ts'
import { memoryDisk, memoryNodeStore } from '@hdms/shared/ports/memory-store.ts'
import type { NodeStore } from '@hdms/shared/ports/node-store.ts'
import { describe, expect, test } from 'vitest'
import { code, hisInbox, msh, ORDER, OTHER_ORDER, OTHER_PERSON, obr, obx, PATIENT, PERSON, segments } from '../support/his-inbox.ts'
import { seeded } from '../support/random.ts'

const row = { orderId: ORDER, dealing: 'd', patientId: PATIENT, person: PERSON }
const oru = (test: string, value: string, status = 'P', order = ORDER) =>
  segments(
    msh('ORU^R01'),
    `PID|1||${PATIENT}`,
    `ORC|RE|${order}`,
    obr(order, '', `${order}^Panel^L`, status),
    obx(test, value, status === 'P' ? 'F' : status),
  )
const final = (order = ORDER) => segments(msh('ORU^R01'), `PID|1||${PATIENT}`, `ORC|RE|${order}`, obr(order, '', `${order}^Panel^L`, 'F'))
const codesIn = (text: string) => [...new Set([...text.matchAll(/"code":"(T-\d+-\d+)"/g)].map(([, found]) => found))]

describe('messages at once', () => {
  test('I7 20 connections, one order: every acknowledged result is there once', async () => {
    const random = seeded(3)
    const h = await hisInbox({
      store: memoryNodeStore(memoryDisk(), async () => {
        for (let i = random.int(4); i > 0; i--) await new Promise((resolve) => setImmediate(resolve))
      }),
    })
    await h.open(row)
    await h.open({ orderId: OTHER_ORDER, dealing: 'e', patientId: PATIENT, person: PERSON })
    const acknowledged: string[] = []
    await Promise.all(
      Array.from({ length: 20 }, async (_, line) => {
        for (let n = 0; n < 10; n++) {
          const test = `T-${line}-${n}`
          // Some messages are about two orders.
          const both = n % 5 === 0 ? `\r${segments(`ORC|RE|${OTHER_ORDER}`, obr(OTHER_ORDER, '', 'O^Other^L', 'P'), obx(test, '1'))}` : ''
          if (code(await h.send(oru(test, '1') + both)) === 'AA') acknowledged.push(test)
        }
      }),
    )
    expect(acknowledged.length).toBe(200)
    await h.send(final())
    const issued = h.issued()
    expect(codesIn(issued).sort()).toEqual(acknowledged.sort())
    expect(issued.split('\n').filter((r) => r.includes('"DiagnosticReport"')).length).toBe(1)
    // The report names each of them.
    const report = JSON.parse(issued.split('\n').find((r) => r.includes('"DiagnosticReport"')) ?? '{}') as { result: unknown[] }
    expect(report.result.length).toBe(200)
  })

  test('I7 copies of one message at once are one, however many', async () => {
    const h = await hisInbox()
    await h.open(row)
    const text = oru('1-1', '5', 'F')
    const answers = await Promise.all(Array.from({ length: 5 }, () => h.send(text)))
    expect([new Set(answers).size, h.events.length]).toEqual([1, 1])
  })

  test('a letter is replayed once, by however many operators', async () => {
    const h = await hisInbox()
    await h.open(row)
    await h.send(oru('1-1', '5', 'F', 'c0ffee123456'))
    await h.open({ orderId: 'c0ffee123456', dealing: 'x', patientId: PATIENT, person: PERSON })
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => h.inbox.kept.replay('1')))
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])
    expect([h.events.length, h.inbox.kept.counts.letters]).toEqual([1, 0])
  })

  test('a merge while results come: they are of the patient, under either number', async () => {
    const h = await hisInbox()
    await h.open(row)
    const merge = segments(msh('ADT^A40'), 'PID|1||P-200', `MRG|${PATIENT}`)
    const replies = await Promise.all([...Array.from({ length: 6 }, (_, n) => h.send(oru(`T-0-${n}`, '1'))), h.send(merge)])
    expect(replies.map(code)).toEqual(new Array(7).fill('AA'))
    expect(h.orders.get(ORDER)?.patientId).toBe('P-200')
  })

  test('turns of several keys are taken in one order: nobody waits for who waits for him', async () => {
    const turns = inTurnOf()
    const done: number[] = []
    await Promise.all(
      [['a', 'b'], ['b', 'a'], ['c', 'a', 'b'], ['b', 'c', 'b'], []].map((keys, n) =>
        inAllTurns(turns, keys, async () => {
          await Promise.resolve()
          done.push(n)
        }),
      ),
    )
    expect(done.sort()).toEqual([0, 1, 2, 3, 4])
  })
})

describe('what is handed over', () => {
  test('is handed over after an end between the disk and the flow, once, and what comes later is a correction', async () => {
    const h = await hisInbox()
    await h.open(row)
    h.state.down = true
    expect(code(await h.send(oru('1-1', '5', 'F')))).toBe('AR')
    const again = await hisInbox({ store: h.store })
    await again.inbound.sweep()
    expect(again.issued()).toContain('"value":5')
    // What the sender repeats is the same; another value is a correction, and never a second result.
    await again.send(oru('1-1', '6', 'C'))
    await again.complete()
    await again.inbound.sweep()
    expect(again.events.filter(({ event }) => event.kind === 'result').length).toBe(1)
    expect(again.started.map(({ args }) => args.resources.join().includes('"value":6'))).toEqual([true])
  })

  test('there and back again is two corrections', async () => {
    const h = await hisInbox()
    await h.open(row)
    await h.send(oru('1-1', '5', 'F'))
    await h.complete()
    for (const value of ['6', '5', '6', '5']) await h.send(oru('1-1', value, 'C'))
    expect(h.started.map(({ args }) => /"value":(\d)/.exec(args.resources.join())?.[1])).toEqual(['6', '5', '6', '5'])
    expect(new Set(h.started.map(({ client }) => client)).size).toBe(4)
  })

  test('a correction whose start failed is started later', async () => {
    const h = await hisInbox()
    await h.open(row)
    await h.send(oru('1-1', '5', 'F'))
    await h.complete()
    h.state.down = true
    expect(code(await h.send(oru('1-1', '6', 'C')))).toBe('AR')
    h.state.down = false
    await h.inbound.sweep()
    await h.inbound.sweep()
    expect(h.started.length).toBe(1)
  })

  test('goes when the order’s record is erased, rows and all', async () => {
    const h = await hisInbox()
    await h.open(row)
    await h.send(oru('1-1', '5', 'F'))
    await h.send(
      segments(
        msh('ORU^R01'),
        `PID|1||${PATIENT}`,
        `ORC|RE|${ORDER}`,
        obr(ORDER),
        `OBX|1|ED|S^Scan^L||^AP^PDF^Base64^${'QUJD'.repeat(300_000)}||||||F`,
      ),
    )
    expect((await h.store.range('hf/', 'hf/\uffff')).length).toBeGreaterThan(1)
    const changes: Parameters<typeof h.orders.forget>[0] = []
    h.orders.forget(changes, ORDER)
    await h.store.commit(changes)
    const left = await h.store.range('h', 'i')
    expect(left.filter(([key]) => key.includes(ORDER)).map(([key]) => key)).toEqual([])
  })
})

describe('a message costs what it brings', () => {
  /** Bytes that are written while messages come one after the other for one order. */
  const written = async (messages: number): Promise<number> => {
    const inner = memoryNodeStore()
    let bytes = 0
    const store: NodeStore = {
      ...inner,
      commit: (changes) => {
        for (const { value } of changes) bytes += value?.length ?? 0
        return inner.commit(changes)
      },
    }
    const h = await hisInbox({ store })
    await h.open(row)
    const before = bytes
    for (let n = 0; n < messages; n++) await h.send(oru(`T-0-${n}`, '1'))
    return bytes - before
  }
  test('four times the results of an order write four times the bytes', async () => {
    const [few, many] = [await written(50), await written(200)]
    expect(many / few).toBeLessThan(4.5)
  })

  test('a large file lies in pieces, read back as it was over a restart', async () => {
    const h = await hisInbox()
    await h.open({ orderId: OTHER_ORDER, dealing: 'e', patientId: PATIENT, person: OTHER_PERSON })
    const data = Buffer.from('한글 '.repeat(300_000)).toString('base64')
    const file = (status: string) =>
      segments(
        msh('ORU^R01'),
        `PID|1||${PATIENT}`,
        `ORC|RE|${OTHER_ORDER}`,
        obr(OTHER_ORDER, '', 'S^Scan^L', status),
        `OBX|1|ED|S^Scan^L|1|^AP^PDF^Base64^${data}||||||${status}`,
      )
    await h.send(file('P'))
    const again = await hisInbox({ store: h.store })
    await again.send(
      segments(msh('ORU^R01'), `PID|1||${PATIENT}`, `ORC|RE|${OTHER_ORDER}`, obr(OTHER_ORDER, '', 'T^Test^L'), obx('1-1', '5')),
    )
    expect(again.issued(OTHER_ORDER)).toBe('')
    await again.send(file('F'))
    expect(again.issued(OTHER_ORDER)).toContain(data)
    // Pieces of the version before are gone.
    const pieces = await again.store.range('hf/', 'hf/\uffff')
    expect(pieces.reduce((sum, [, value]) => sum + value.length, 0)).toBeLessThan(data.length * 1.2)
  })
})
