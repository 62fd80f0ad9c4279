/** Large messages: read whole on a thread of their own, in time that grows with their size, while others are answered. */
import { decodeMessage } from '@hdms/node/institutional/his/hl7/charset.ts'
import { LARGE, lightened, restored } from '@hdms/node/institutional/his/hl7/large.ts'
import { readingThread } from '@hdms/node/institutional/his/hl7/reading.ts'
import { utf8 } from '@hdms/shared/bytes.ts'
import { afterAll, describe, expect, test } from 'vitest'
import { code, hisInbox, msh, ORDER, OTHER_ORDER, obr, obx, PATIENT, PERSON, segments } from '../support/his-inbox.ts'

const thread = readingThread()
afterAll(() => thread.stop())

const data = (characters: number): string => 'QUJD'.repeat(characters / 4)
const scan = (file: string, order = ORDER) =>
  segments(
    msh('ORU^R01'),
    `PID|1||${PATIENT}`,
    `ORC|RE|${order}`,
    obr(order, '', 'S^Scan^L', 'P'),
    `OBX|1|ED|S^Scan^L|1|^AP^PDF^Base64^${file}||||||P`,
    'NTE|1||한글',
  )

/** As senders write UTF-16: in either order, with a mark or without. */
const WIDE = [
  ['low byte first, with a mark', 'le', '\ufeff'],
  ['low byte first', 'le', ''],
  ['high byte first, with a mark', 'be', '\ufeff'],
  ['high byte first', 'be', ''],
] as const
const wide = (text: string, order: 'le' | 'be'): Uint8Array => {
  const bytes = Buffer.from(text, 'utf16le')
  return new Uint8Array(order === 'be' ? bytes.swap16() : bytes)
}

describe('what is cut out of a message', () => {
  test('is put back where it was, whatever stands around it', () => {
    const text = `${segments('MSH|^~\\&|A', `OBX|1|ED|S||^AP^PDF^Base64^${data(200_000)}`, `OBX|2|ED|S||^AP^PDF^Base64^${data(100_000)}&x~y`, 'OBX|3|TX|N||한글')}`
    const { bytes, cut } = lightened(utf8(text))
    expect([cut.size, bytes.length < 1_000]).toEqual([2, true])
    expect(restored(decodeMessage(bytes, 'KS X 1001').text, cut)).toBe(text)
  })

  test.each([
    ['a small one', segments('MSH|^~\\&|A', `OBX|1|ED|S||^AP^PDF^Base64^${data(LARGE / 2)}`)],
    ['letters of more than one byte', segments('MSH|^~\\&|A', `OBX|1|TX|N||${'가'.repeat(LARGE)}`)],
    ['a delimiter of its own in the middle', segments('MSH#^~\\&#A', `OBX#1#ED#${`${data(40_000)}#`.repeat(4)}`)],
    ['many short components', segments('MSH|^~\\&|A', `OBX|1|NA|N||${'1^'.repeat(LARGE)}`)],
  ])('of %s nothing is', (_what, text) => {
    expect(lightened(utf8(text)).cut.size).toBe(0)
  })
})

describe('in UTF-16', () => {
  test.each(WIDE)('%s: a file is cut out as ASCII and put back', (_what, order, mark) => {
    // 숍 and 絞 (U+C20D, U+7D5E) have bytes that are a line end, `}` and `^` in ASCII.
    const text = `${segments('MSH|^~\\&|숍絞', `OBX|1|ED|S||^AP^PDF^Base64^${data(200_000)}&숍絞`, `OBX|2|ED|S||^^^^${data(100_000)}`)}`
    const { bytes, cut } = lightened(wide(mark + text, order))
    expect([...cut.values()].map(({ length }) => length)).toEqual([200_000, 100_000])
    expect(bytes.length).toBeLessThan(2_000)
    expect(restored(decodeMessage(bytes, 'KS X 1001').text, cut)).toBe(text)
  })

  test('what is not ASCII stays, and what is cut in half is refused as it was', () => {
    const text = segments('MSH|^~\\&|A', `OBX|1|TX|N||${'š'.repeat(LARGE)}`)
    expect(lightened(wide(text, 'le')).cut.size).toBe(0)
    const half = wide(segments('MSH|^~\\&|A', `OBX|1|ED|S||^AP^PDF^Base64^${data(200_000)}`), 'be').subarray(0, -1)
    expect(() => decodeMessage(lightened(half).bytes, 'KS X 1001')).toThrow(/not whole UTF-16BE/)
  })

  test('a large file is read where others do not wait for it, the same as in UTF-8', async () => {
    const given: number[][] = []
    const h = await hisInbox({
      elsewhere: (reader, text, cut, zone) => {
        given.push([text.length, ...[...cut.values()].map(({ length }) => length)])
        return thread.read(reader, text, cut, zone)
      },
    })
    await h.open({ orderId: ORDER, dealing: 'd', patientId: PATIENT, person: PERSON })
    const file = data(1 << 20)
    expect(decodeMessage(await h.inbox.receive(wide(scan(file), 'le')), 'KS X 1001').text).toContain('MSA|AA|')
    expect(given).toEqual([[expect.any(Number), file.length]])
    expect(given[0]?.[0]).toBeLessThan(1_000)
    const pieces = await h.store.range('hf/', 'hf/\uffff')
    expect(pieces.map(([, value]) => Buffer.from(value).toString()).join('')).toContain(file)
  })
})

test('I9 20 MB in an ED: within 2 s of processor time, and others are answered meanwhile', async () => {
  const h = await hisInbox({ elsewhere: thread.read })
  for (const orderId of [ORDER, OTHER_ORDER]) await h.open({ orderId, dealing: orderId, patientId: PATIENT, person: PERSON })
  await h.send(scan(data(1 << 20)))
  const file = data(20_000_000)
  const text = scan(file)
  const frame = utf8(text)
  const before = process.cpuUsage()
  let done = false
  const large = h.inbox.receive(frame).then((reply) => {
    done = true
    return decodeMessage(reply, 'KS X 1001').text
  })
  let others = 0
  for (let n = 0; !done; n++) {
    expect(
      code(
        await h.send(
          segments(
            msh('ORU^R01'),
            `PID|1||${PATIENT}`,
            `ORC|RE|${OTHER_ORDER}`,
            obr(OTHER_ORDER, '', 'T^Test^L', 'P'),
            obx('1-1', String(n)),
          ),
        ),
      ),
    ).toBe('AA')
    others++
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  const { user, system } = process.cpuUsage(before)
  expect(code(await large)).toBe('AA')
  expect(others).toBeGreaterThan(3)
  // The others are work of their own.
  expect((user + system) / 1e6 - others * 0.002).toBeLessThan(2)
  const pieces = await h.store.range('hf/', 'hf/\uffff')
  expect(pieces.map(([, value]) => Buffer.from(value).toString()).join('')).toContain(file)
})

test('what is wrong in a large one is said as of any other, and it is kept whole', async () => {
  const h = await hisInbox({ elsewhere: thread.read })
  await h.open({ orderId: ORDER, dealing: 'd', patientId: PATIENT, person: PERSON })
  const text = scan(`${data(200_000)}*`)
  expect(await h.send(text)).toMatch(/MSA\|AE\|.*is not base64/)
  const [letter] = await h.inbox.deadLetters()
  expect(Buffer.from((await h.inbox.kept.letter(letter?.id ?? '')).bytes).toString()).toBe(text)
  // The same again counts once, though its pieces are cut anew.
  await h.send(text)
  expect(h.inbox.kept.counts.letters).toBe(1)
  await h.send(text.replace('QUJDQUJD*', 'QUJEQUJD*'))
  expect(h.inbox.kept.counts.letters).toBe(2)
})
