/**
 * Laboratories of the bench `hl7`, in a process of their own, so that what they cost counts for nobody whom they send to: some connections, each of
 * which sends its next message when the one before is acknowledged. Arguments: port, connections, seconds, order numbers with commas, number of
 * the first message, so that none is sent again; prints a `Sent` as JSON.
 */
import { connect } from 'node:net'
import { FrameReader, framed } from '@hdms/node/institutional/his/hl7/frames.ts'
import { utf8 } from '@hdms/shared/bytes.ts'
import { quantile } from './measure.ts'

export interface Sent {
  readonly seconds: number
  /** Answered by AA. */
  readonly taken: number
  /** Answered by anything else, by what. */
  readonly refused: number
  /** Of acknowledgements, ms. */
  readonly p50: number
  readonly p99: number
}

/** ORU^R01 of seven segments; preliminary, so that an order can have many. */
export const oru = (order: string, n: number): Uint8Array =>
  utf8(
    [
      `MSH|^~\\&|LAB|HOSP|HDMS|NODE|20261121120000||ORU^R01^ORU_R01|B${n}|P|2.5.1||||||UNICODE UTF-8`,
      'PID|1||P-1^^^HOSP^MR||김^하늘||19840417|F',
      `ORC|RE|${order}`,
      `OBR|1|${order}||24317-0^Hemogram^LN|||20261121100000${'|'.repeat(18)}P`,
      ...['718-7', '4544-3', '6690-2'].map(
        (code, i) => `OBX|${i + 1}|NM|${code}^Test ${i}^LN||${(n % 90) + i}.5|g/dL|10-20|N|||P|||20261121100000`,
      ),
    ].join('\r'),
  )

async function send(port: number, lines: number, seconds: number, orders: readonly string[], first: number): Promise<Sent> {
  const waits: number[] = []
  let next = first
  let refused = 0
  const start = performance.now()
  const end = start + seconds * 1000
  const line = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1')
      const frames = new FrameReader(1 << 20)
      let sent = 0
      const one = (): void => {
        sent = performance.now()
        if (sent >= end) {
          socket.end()
          resolve()
          return
        }
        const n = next++
        socket.write(framed(oru(orders[n % orders.length] as string, n)))
      }
      socket.setNoDelay(true)
      socket.on('error', reject)
      socket.on('connect', one)
      socket.on('data', (bytes) => {
        for (const frame of frames.push(bytes)) {
          if ('message' in frame && Buffer.from(frame.message).includes('MSA|AA|')) waits.push(performance.now() - sent)
          else refused++
          one()
        }
      })
    })
  await Promise.all(Array.from({ length: lines }, line))
  return {
    seconds: (performance.now() - start) / 1000,
    taken: waits.length,
    refused,
    p50: quantile(waits, 0.5),
    p99: quantile(waits, 0.99),
  }
}

if (import.meta.main) {
  const [port, lines, seconds, orders = '', first] = process.argv.slice(2)
  const sent = await send(Number(port), Number(lines), Number(seconds), orders.split(','), Number(first))
  process.stdout.write(JSON.stringify(sent))
}
