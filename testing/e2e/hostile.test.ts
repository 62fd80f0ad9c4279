/** Services under hostile load: ten clients of each kind at once against one service, while honest ones, from the same address too, are answered. */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { framed } from '@hdms/node/institutional/his/hl7/frames.ts'
import { utf8 } from '@hdms/shared/bytes.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Attack, KINDS, type Kind } from '../support/hostile.ts'
import { rounds } from '../support/long.ts'
import { agree, type TestNetwork, testNetwork, treatment, visitor } from '../support/network.ts'

let net: TestNetwork
beforeAll(async () => {
  net = await testNetwork('hl7')
})
afterAll(() => net?.stop())

/**
 * ms of the service's CPU that an answer may always wait for. The slowest of a hundred answers differs from run to run: for a hospital 210, 230, 250,
 * 290 and 340.
 */
const FLOOR = 400
const MIB = 1 << 20
const HTTP = KINDS.filter((kind) => !kind.startsWith('MLLP'))
const rss = (pid: number): number => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024
const p99 = (waits: number[]): number => waits.sort((a, b) => a - b)[Math.floor(waits.length * 0.99)] ?? Number.NaN

/** ms of CPU that a process has used. */
function cpu(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * 10
}

/**
 * Asks again and again until it is stopped. What an answer waits for is counted in CPU of the service between question and answer: what it did for
 * others first. Other work on this machine makes the time longer and not that.
 * @returns stops, with the waits, the times, and what was answered else than it should
 */
function honest(pid: number, ask: () => Promise<string>): () => Promise<{ waits: number[]; times: number[]; wrong: string[] }> {
  const [waits, times, wrong]: [number[], number[], string[]] = [[], [], []]
  let going = true
  const loop = (async () => {
    while (going) {
      const [start, used] = [performance.now(), cpu(pid)]
      const answer = await ask()
      times.push(performance.now() - start)
      waits.push(cpu(pid) - used)
      if (answer !== 'good') wrong.push(answer)
      await new Promise((resolve) => setTimeout(resolve, 15))
    }
  })()
  return async () => {
    going = false
    await loop
    return { waits, times, wrong }
  }
}

const get = (port: number, path: string, localAddress: string, agent?: Agent) => (): Promise<string> =>
  new Promise((resolve) => {
    const sent = request({ host: '127.0.0.1', port, path, localAddress, ...(agent ? { agent } : { agent: false }) }, (reply) => {
      reply.resume().on('end', () => resolve(reply.statusCode === 200 ? 'good' : `status ${reply.statusCode}`))
    })
    sent.on('error', (error) => resolve(error.message)).end()
  })

const MESSAGE = framed(utf8('MSH|^~\\&|HIS|H|HDMS|H|20261121100000||ADT^A08|C1|P|2.5.1\rPID|1||P1'))
const his = (port: number) => (): Promise<string> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.on('connect', () => socket.write(MESSAGE))
    socket.on('data', (bytes) => {
      socket.destroy()
      resolve(bytes.includes('MSA|') ? 'good' : bytes.toString())
    })
    socket.on('error', (error) => resolve(error.message))
    socket.on('close', () => resolve('closed'))
  })

async function attacked(attacks: readonly Attack[]): Promise<void> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../support/hostile.ts'), JSON.stringify(attacks)], { stdio: 'ignore' })
  await new Promise((resolve) => child.once('exit', resolve))
}

/** Waits with nobody else there, then under attack. */
async function compare(asks: readonly (() => Promise<string>)[], pid: number, attack: () => Promise<void>) {
  const all = () => asks.map((ask) => honest(pid, ask))
  const quiet = all()
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  const before = await Promise.all(quiet.map((stop) => stop()))
  let most = rss(pid)
  const watch = setInterval(() => {
    most = Math.max(most, rss(pid))
  }, 100)
  const busy = all()
  await attack()
  const during = await Promise.all(busy.map((stop) => stop()))
  clearInterval(watch)
  const wrong = [...before, ...during].flatMap((one) => one.wrong)
  const of = (all: typeof before, what: 'waits' | 'times'): number => p99(all.flatMap((one) => one[what]))
  const [quietly, busily] = [of(before, 'waits'), of(during, 'waits')]
  const said = `p99 ${quietly} ms of CPU (${of(before, 'times').toFixed(0)} ms) quiet, ${busily} (${of(during, 'times').toFixed(0)}) under attack`
  return { quiet: quietly, busy: busily, most, wrong: [...new Set(wrong)], said: `${said}, ${Math.round(most / MIB)} MiB` }
}

const SERVICES = [
  ['doorman', 'doorman', '/v1/requests', '/v1/trust'],
  ['map', 'network-map', '/v1/acknowledgements', '/v1/map'],
  ['notaryA', 'notary-a', '/v1/ask', '/health'],
  ['queue', 'queue', '/v1/mailbox', '/v1/broadcasts'],
  ['hospital', 'hospital', '/fhir/Observation', '/fhir/metadata'],
] as const

describe('ten hostile clients of each kind at once', () => {
  test.each(SERVICES)(
    'against %s: others are answered, none is refused, and it stays below 512 MiB',
    async (name, process_, path, read) => {
      const port = net.file.ports[name]
      const pid = net.network.pidOf(process_) as number
      const agent = new Agent({ keepAlive: true })
      const asks = [get(port, read, '127.0.0.1', agent), get(port, '/health', '127.0.0.1'), get(port, read, '127.0.0.77')]
      const seconds = rounds(4, 30)
      const attacks = HTTP.map((kind: Kind): Attack => ({ kind, port, path, clients: 10, seconds }))
      const { quiet, busy, most, wrong, said } = await compare(asks, pid, () => attacked(attacks))
      agent.destroy()
      process.stderr.write(`${name}: ${said}\n`)
      expect(net.network.pidOf(process_)).toBe(pid)
      expect(wrong).toEqual([])
      expect(most).toBeLessThan(512 * MIB)
      expect(busy).toBeLessThan(Math.max(5 * quiet, FLOOR))
    },
  )

  test('against the HIS’s port: a HIS is answered, the REST interface too, and a treatment still ends well', async () => {
    const { hospitalMllp: port, hospital } = net.file.ports
    const pid = net.network.pidOf('hospital') as number
    const attacks = (['MLLP junk', 'MLLP frames without an end', 'MLLP large frames of nothing', 'connection floods'] as const).map(
      (kind): Attack => ({ kind, port, path: '/', clients: 10, seconds: rounds(4, 30) }),
    )
    const { quiet, busy, most, wrong, said } = await compare([his(port), get(hospital, '/health', '127.0.0.1')], pid, () =>
      attacked(attacks),
    )
    process.stderr.write(`MLLP: ${said}\n`)
    expect(wrong).toEqual([])
    expect(most).toBeLessThan(512 * MIB)
    expect(busy).toBeLessThan(Math.max(5 * quiet, FLOOR))
    const visit = await visitor(net.file)
    expect((await treatment(net.file, visit, agree)).comparison.same).toBe(true)
    await visit.person.off()
  })
})
