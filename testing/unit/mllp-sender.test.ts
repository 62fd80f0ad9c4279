/** What is sent to a HIS: one that leaves a message unanswered holds up no other for long. */
import { connect, createServer, type Server, type Socket } from 'node:net'
import { FrameReader, framed } from '@hdms/node/institutional/his/hl7/frames.ts'
import { type MllpServer, mllpServer } from '@hdms/node/institutional/his/hl7/mllp.ts'
import { type MllpSender, mllpSender } from '@hdms/node/institutional/his/hl7/sender.ts'
import { hl7Message } from '@hdms/node/institutional/his/hl7/text.ts'
import { fromUtf8, utf8 } from '@hdms/shared/bytes.ts'
import { silent } from '@hdms/shared/logging.ts'
import { afterEach, expect, test } from 'vitest'

const open: { server?: Server; sender?: MllpSender; listener?: MllpServer | undefined; sockets: Set<Socket> } = { sockets: new Set() }
afterEach(async () => {
  await open.sender?.close()
  for (const socket of open.sockets) socket.destroy()
  open.server?.close()
  await open.listener?.close()
  open.listener = undefined
})

/** A HIS that acknowledges what is not to be left silent. @returns its port, and the control ids that came over each connection */
async function his(): Promise<{ port: number; came: string[][] }> {
  const came: string[][] = []
  const server = createServer((socket) => {
    open.sockets.add(socket)
    const frames = new FrameReader(1 << 20)
    const own: string[] = []
    came.push(own)
    socket.on('error', () => {})
    socket.on('data', (bytes) => {
      for (const frame of frames.push(bytes)) {
        if (!('message' in frame)) continue
        const control = fromUtf8(frame.message).split('|')[9] ?? ''
        own.push(control)
        if (!control.startsWith('SILENT')) socket.write(framed(utf8(`MSH|^~\\&|HIS|H|||20260101||ACK|A|P|2.5.1\rMSA|AA|${control}`)))
      }
    })
  })
  open.server = server
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return { port: typeof address === 'object' && address ? address.port : 0, came }
}
const message = (control: string) => hl7Message({ from: 'N', to: 'H', type: 'ORM^O01', control, at: 0 }, [['ORC', 'NW', control]])

test('messages that the HIS is silent about hold up no other', async () => {
  const { port, came } = await his()
  const sender = mllpSender({ host: '127.0.0.1', port }, 'utf-8', 20)
  open.sender = sender
  const lost = ['SILENT1', 'SILENT2', 'SILENT3'].map((control) =>
    sender.send(message(control)).then(
      () => 'answered',
      (e: { code: string }) => e.code,
    ),
  )
  expect(
    await Promise.all(
      ['A', 'B', 'C'].map(async (control) => (await sender.send(message(control))).toString().includes(`MSA|AA|${control}`)),
    ),
  ).toEqual([true, true, true])
  // What is silent has a connection of its own each; the others share one.
  expect(came.filter((own) => own.some((control) => control.startsWith('SILENT'))).every((own) => own.length === 1)).toBe(true)
  await sender.close()
  expect(await Promise.all(lost)).toEqual(['SERVICE_UNAVAILABLE', 'SERVICE_UNAVAILABLE', 'SERVICE_UNAVAILABLE'])
})

test('a HIS that answers gets one message after the other over one connection', async () => {
  const { port, came } = await his()
  const sender = mllpSender({ host: '127.0.0.1', port })
  open.sender = sender
  await Promise.all(['A', 'B', 'C', 'D'].map((control) => sender.send(message(control))))
  expect(came).toEqual([['A', 'B', 'C', 'D']])
})

test('a message whose end lacks its 0x0D is answered, and one that goes on after a 0x1C is not cut', async () => {
  const taken: string[] = []
  open.listener = await mllpServer({ host: '127.0.0.1', port: 0 }, silent, async (frame) => {
    taken.push(fromUtf8(frame))
    return [utf8('MSH|^~\\&|ONE'), utf8('MSH|^~\\&|TWO')]
  })
  const socket = connect(open.listener.port, '127.0.0.1')
  open.sockets.add(socket)
  const frames = new FrameReader(1_000)
  const answered = () =>
    new Promise<string[]>((resolve) => {
      const came: string[] = []
      socket.on('data', (bytes) => {
        came.push(...frames.push(bytes).map((f) => ('message' in f ? fromUtf8(f.message) : f.broken)))
        if (came.length >= 2) resolve(came)
      })
    })
  socket.write(Buffer.from('\x0bMSH|^~\\&|a\x1c'))
  expect(await answered()).toEqual(['MSH|^~\\&|ONE', 'MSH|^~\\&|TWO'])
  socket.write(Buffer.from('\x0bMSH|^~\\&|b\x1c'))
  socket.write(Buffer.from(' goes on\x1c\r'))
  await answered()
  expect(taken).toEqual(['MSH|^~\\&|a', 'MSH|^~\\&|b\x1c goes on'])
})
