/** HL7 v2 with peers that nobody here wrote: Debian's python3-hl7 as sender (mllp_send) and as a whole HIS, in EUC-KR; 20 connections and kill -9. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Ask } from '@hdms/flows/engine/engine.ts'
import { FrameReader, framed } from '@hdms/node/institutional/his/hl7/frames.ts'
import { register } from '@hdms/sandbox/demo/treatment.ts'
import { HOSPITAL } from '@hdms/sandbox/network/launcher.ts'
import { Person } from '@hdms/sandbox/people/person.ts'
import { SAMPLE_BUNDLE } from '@hdms/sandbox/people/sample.ts'
import { fromUtf8, utf8 } from '@hdms/shared/bytes.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { agree, hisGet, hospitalGet, type TestNetwork, testNetwork, treatment, until } from '../support/network.ts'

const python = '/usr/bin/python3'
const peer = join(import.meta.dirname, '../support/his_peer.py')
const why = spawnSync(python, ['-c', 'import hl7.mllp']).status === 0 ? undefined : "Debian's python3-hl7 is not installed"
if (why) process.stderr.write(`skipped, HL7 peers: ${why}\n`)

let net: TestNetwork
const folder = mkdtempSync(join(tmpdir(), 'hdms-hl7-'))
beforeAll(async () => {
  net = await testNetwork()
})
afterAll(async () => {
  await net?.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** Sends a message with mllp_send. @returns what it prints */
function mllpSend(text: string): string {
  const file = join(folder, 'message.hl7')
  writeFileSync(file, text)
  return execFileSync('/usr/bin/mllp_send', ['--loose', '--file', file, '--port', String(net.file.ports.hospitalMllp), '127.0.0.1'], {
    encoding: 'utf8',
  })
}
const msh = (type: string, control: string) => `MSH|^~\\&|LAB|HOSP|HDMS|NODE|20261121120000||${type}|${control}|P|2.5.1`
const records = async (person: Person) =>
  (await person.get<{ records: { verificationKey: string; profile: string; supersededBy?: string }[] }>('/records')).records.filter(
    (r) => r.profile === 'fhir-r4/medical-result',
  )

describe.skipIf(why)('peers that nobody here wrote', () => {
  test('mllp_send: a feed of ADT and results of others is taken, a wrong one is refused with the reason', async () => {
    expect(mllpSend(`${msh('ADT^A01', 'F1')}\nPID|1||Q-1^^^HOSP^MR||KIM^HANEUL`)).toMatch(/MSA\|AA\|F1/)
    expect(mllpSend(`${msh('ADT^A08', 'F2')}\r\nPID|1||Q-1`)).toMatch(/MSA\|AA\|F2/)
    expect(mllpSend(`${msh('ORU^R01', 'F3')}\rPID|1||Q-1\rOBR|1|LAB-1||1^X^L\rOBX|1|NM|1^X^L||5||||||F`)).toMatch(/MSA\|AA\|F3/)
    expect(mllpSend(`${msh('SIU^S12', 'F4')}`)).toMatch(/MSA\|AR\|F4\|messages of type SIU S12/)
    expect(mllpSend(`${msh('ORU^R01', 'F5')}\rPID|1||Q-1\rOBR|1|ffffffffffff^HDMS||1^X^L\rOBX|1|NM|1^X^L||5||||||F`)).toMatch(
      /MSA\|AE\|F5\|the order number is not known/,
    )
    const unmatched = await hospitalGet<{ letters: { control: string; why: string }[] }>(net.file, '/unmatched')
    expect(unmatched.letters.map((l) => [l.control, l.why])).toEqual([['F3', 'it is about no order of this node']])
    const { letters } = await hospitalGet<{ letters: { control: string; why: string }[] }>(net.file, '/dead-letters')
    expect(letters.map((l) => [l.control, l.why])).toEqual([['F5', 'the order number is not known here']])
  })

  test('a result is corrected by mllp_send after the treatment: the person is asked, and the new version stands', async () => {
    const { desk, patientId } = await register(net.file, SAMPLE_BUNDLE)
    const person = await Person.create(net.file, patientId)
    await treatment(net.file, { person, desk }, agree)
    const [before] = await records(person)
    const { orders } = await hisGet<{ orders: { id: string; patientId?: string }[] }>(net.file, '/orders')
    const order = orders.find((o) => o.patientId === patientId)
    const merged = 'P-MERGED-1'
    const { flows } = await hospitalGet<{ flows: { state: string }[] }>(net.file, '/flows')
    expect(flows.every((f) => f.state === 'done')).toBe(true)
    // The HIS merged the patient meanwhile; the correction comes under the surviving identifier.
    expect(mllpSend(`${msh('ADT^A40', 'M1')}\rPID|1||${merged}^^^HOSP^MR\rMRG|${patientId}^^^HOSP^MR`)).toMatch(/MSA\|AA/)
    const oru = `${msh('ORU^R01', 'C1')}\rPID|1||${merged}^^^HOSP^MR\rORC|RE|${order?.id}\rOBR|1|${order?.id}||34117-2^History and physical note^LN|||20261121120000${'|'.repeat(18)}C\rOBX|1|NM|39156-5^Body mass index^LN||24.90|kg/m2|||||C\rNTE|1||weighed with shoes`
    expect(mllpSend(oru)).toMatch(/MSA\|AA\|C1/)
    const ask = await until(async () => (await person.get<{ asks: Ask[] }>('/asks')).asks.find((a) => a.question === 'correction'))
    expect(ask.terms).toMatchObject({ from: HOSPITAL, kind: 'corrected', reason: 'weighed with shoes', replaces: before?.verificationKey })
    await person.post('/answers', { id: ask.id, approved: true })
    const after = await until(async () => {
      const now = await records(person)
      return now.length === 2 && now.some((r) => r.supersededBy) ? now : undefined
    })
    expect(after.find((r) => r.verificationKey === before?.verificationKey)?.supersededBy).toBe(
      after.find((r) => !r.supersededBy)?.verificationKey,
    )
    const { groups } = await person.get<{ groups: { value: object }[] }>(`/records/${after.find((r) => !r.supersededBy)?.verificationKey}`)
    expect(JSON.stringify(groups)).toContain('24.9')
    await person.off()
  })

  test('a whole treatment with python3-hl7 as the HIS, in EUC-KR: preliminary, then final, in Korean', async () => {
    await net.network.kill('his', false)
    const his = spawn(python, [peer, String(net.file.ports.hisMllp), String(net.file.ports.hospitalMllp)], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
    })
    const said = linesOf(his)
    await until(async () => said.includes('READY'))
    const visit = await Person.create(net.file, 'a patient of the Python HIS')
    const { flow } = await visit.post<{ flow: string }>('/treatments', {
      hospital: HOSPITAL,
      desk: { code: 'PY', name: '김하늘', birthDate: '1984-04-17', sex: 'female' },
      reason: '두통',
    })
    const ended = await until(async () => {
      for (const ask of (await visit.get<{ asks: Ask[] }>('/asks')).asks) await visit.post('/answers', { id: ask.id, approved: true })
      const { flows } = await visit.get<{ flows: { id: string; state: string }[] }>('/flows')
      return flows.find((f) => f.id === flow && f.state !== 'running')
    })
    expect(ended.state).toBe('done')
    expect(said.filter((l) => l.startsWith('ACK'))).toEqual(['ACK ORR^O02 AA', 'ACK ORU^R01 AA', 'ACK ORU^R01 AA'])
    const all = await visit.get<{ records: { verificationKey: string; profile: string }[] }>('/records')
    const record = all.records.find((r) => r.profile === 'fhir-r4/medical-result')
    const text = JSON.stringify(await visit.get(`/records/${record?.verificationKey}`))
    expect(text).toContain('혈당은 정상입니다.')
    expect(text).toContain('98.5')
    his.kill()
    await visit.off()
    await net.network.revive('his')
  })
})

/** A HIS that takes everything, decides nothing by itself, and keeps what it was told. */
async function takingHis(port: number): Promise<{ readonly told: string[]; close(): void }> {
  const told: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    const frames = new FrameReader(1 << 20)
    socket.on('error', () => {})
    socket.on('data', (bytes) => {
      for (const frame of frames.push(bytes)) {
        if (!('message' in frame)) continue
        const text = fromUtf8(frame.message)
        told.push(text)
        socket.write(framed(utf8(`MSH|^~\\&|HIS|H|||20260101||ACK|A|P|2.5.1\rMSA|AA|${text.split('|')[9] ?? ''}`)))
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const close = () => {
    for (const socket of sockets) socket.destroy()
    server.close()
  }
  return { told, close }
}

describe('20 connections and kill -9', () => {
  test('every result that was acknowledged is in the record, once; results before the decision too', async () => {
    await net.network.kill('his', false)
    const his = await takingHis(net.file.ports.hisMllp)
    const port = net.file.ports.hospitalMllp
    const visit = await Person.create(net.file, 'a patient of twenty connections')
    const desk = { code: 'TWENTY', name: '김하늘', birthDate: '1984-04-17', sex: 'female' }
    const { flow } = await visit.post<{ flow: string }>('/treatments', { hospital: HOSPITAL, desk, reason: '두통' })
    const order = await until(async () => /ORC\|NW\|([0-9a-f]{12})/.exec(his.told.find((t) => t.includes('TWENTY')) ?? '')?.[1])
    const pid = 'PID|1||TW-1^^^HOSP^MR'
    const oru = (control: string, test: string, status: string) =>
      [
        msh('ORU^R01', control),
        pid,
        `ORC|RE|${order}`,
        `OBR|1|${order}||24331-1^Lipid^LN|||20261121100000${'|'.repeat(18)}${status}`,
        ...(test ? [`OBX|1|NM|${test}^Test^L||5|mg/dL|||||F`] : []),
      ].join('\r')
    const acknowledged = new Set<string>()
    const send = async (control: string, test: string): Promise<void> => {
      const reply = await until(() => exchange(port, oru(control, test, 'P')))
      if (reply.includes(`MSA|AA|${control}|`)) acknowledged.add(test)
    }
    await send('EARLY', 'K-early')
    const decision = [msh('ORR^O02', 'OK1'), 'MSA|AA|1', pid, `ORC|OK|${order}|F-1`].join('\r')
    expect(await exchange(port, decision)).toContain('MSA|AA|OK1|')
    const kills = (async () => {
      for (let k = 0; k < 3; k++) {
        await until(async () => acknowledged.size > 40 * (k + 1))
        await net.network.kill('hospital')
        await net.network.revive('hospital')
      }
    })()
    const line = async (l: number): Promise<void> => {
      for (let n = 0; n < 10; n++) await send(`L${l}-${n}`, `K-${l}-${n}`)
    }
    await Promise.all([kills, ...Array.from({ length: 20 }, (_, l) => line(l))])
    expect(acknowledged.size).toBe(201)
    expect(await until(() => exchange(port, oru('LAST', '', 'F')))).toContain('MSA|AA|LAST|')
    const ended = await until(async () => {
      for (const ask of (await visit.get<{ asks: Ask[] }>('/asks')).asks) await visit.post('/answers', { id: ask.id, approved: true })
      const { flows } = await visit.get<{ flows: { id: string; state: string }[] }>('/flows')
      return flows.find((f) => f.id === flow && f.state !== 'running')
    })
    expect(ended.state).toBe('done')
    const [record] = await records(visit)
    const { groups } = await visit.get<{ groups: { value: { resourceType?: string; code?: { coding?: { code: string }[] } } }[] }>(
      `/records/${record?.verificationKey}`,
    )
    const codes = groups.flatMap(({ value }) => (value.resourceType === 'Observation' ? (value.code?.coding?.[0]?.code ?? []) : []))
    expect(codes.sort()).toEqual([...acknowledged].sort())
    his.close()
    await visit.off()
    await net.network.revive('his')
  })
})

/** One message over a connection of its own. @returns the acknowledgement, or undefined when the connection broke */
function exchange(port: number, message: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    const frames = new FrameReader(1 << 20)
    socket.setTimeout(5_000, () => socket.destroy())
    socket.on('error', () => {})
    socket.on('close', () => resolve(undefined))
    socket.on('connect', () => socket.write(framed(utf8(message))))
    socket.on('data', (bytes) => {
      for (const frame of frames.push(bytes)) if ('message' in frame) resolve(fromUtf8(frame.message))
      socket.destroy()
    })
  })
}

function linesOf(child: ChildProcess): string[] {
  const lines: string[] = []
  createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => lines.push(line))
  return lines
}
