/** HL7 v2 with peers that nobody here wrote: Debian's python3-hl7 as sender (mllp_send) and as a whole HIS, in EUC-KR; load and kill -9. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
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

describe('load', () => {
  test('kill -9 under load: every message that was acknowledged is there, and none counts twice', async () => {
    const acknowledged = new Set<string>()
    const port = net.file.ports.hospitalMllp
    const line = async (l: number): Promise<void> => {
      for (let n = 0; n < 150; n++) {
        const control = `L${l}-${n}`
        const message = `${msh('ORU^R01', control)}\rPID|1||Q-1\rOBR|1|ffffffffffff^HDMS||1^X^L\rOBX|1|NM|1^X^L||${n}||||||F`
        const reply = await until(() => exchange(port, message))
        if (reply.includes(`MSA|AE|${control}|`)) acknowledged.add(control)
      }
    }
    const before = (await letters()).length
    const kills = (async () => {
      for (let k = 0; k < 3; k++) {
        await until(async () => acknowledged.size > 60 * (k + 1))
        await net.network.kill('hospital')
        await net.network.revive('hospital')
      }
    })()
    await Promise.all([kills, ...Array.from({ length: 4 }, (_, l) => line(l))])
    // Each is refused (an unknown order) and kept as a dead letter: one for one.
    const kept = (await letters()).slice(before).map((l) => l.control)
    expect(acknowledged.size).toBe(600)
    expect([...acknowledged].filter((control) => !kept.includes(control))).toEqual([])
    expect(new Set(kept).size).toBe(kept.length)
  })
})

const letters = async () => (await hospitalGet<{ letters: { control: string }[] }>(net.file, '/dead-letters')).letters

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
