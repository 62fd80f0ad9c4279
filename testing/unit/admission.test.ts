/** What strangers can leave at the doorman: requests that no parser survives, names that pass for others, and how much of it there can be. */
import { AnswerTokens } from '@hdms/doorman/server/answer-tokens.ts'
import { rootCeremony } from '@hdms/doorman/server/ca.ts'
import { Doorman } from '@hdms/doorman/server/doorman.ts'
import { doormanHttp } from '@hdms/doorman/server/http.ts'
import { LOOKALIKES_OF_OLD, skeleton } from '@hdms/doorman/server/lookalikes.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { hex, utf8 } from '@hdms/shared/bytes.ts'
import type { Kind, Role } from '@hdms/shared/identity/certificate.ts'
import { issueCertificate, makeCsr, readCsr } from '@hdms/shared/identity/certificates.ts'
import { parseName } from '@hdms/shared/identity/names.ts'
import { silent } from '@hdms/shared/logging.ts'
import { memberToken } from '@hdms/shared/network/member-token.ts'
import { type MemoryDisk, memoryDisk, memoryNodeStore } from '@hdms/shared/ports/memory-store.ts'
import { DAY, MINUTE } from '@hdms/shared/time.ts'
import * as x509 from '@peculiar/x509'
import { beforeEach, describe, expect, test } from 'vitest'
import { rounds } from '../support/long.ts'
import { seeded } from '../support/random.ts'
import { SimClock } from '../support/sim-clock.ts'

const crypto = nativeCrypto()
let clock: SimClock
let disk: MemoryDisk
let doorman: Doorman
let made: { seed: Uint8Array; root: Uint8Array; doormanCa: Uint8Array }

beforeEach(async () => {
  clock = new SimClock()
  disk = memoryDisk()
  const seed = crypto.random(32)
  made = { seed, ...(await rootCeremony(crypto, clock.now(), crypto.random(32), await crypto.publicKey(seed))) }
  doorman = new Doorman({ crypto, clock, store: memoryNodeStore(disk), ...made })
})

const csr = (name: string, kind: Kind = 'institution', role: Role = 'node-ca', seed = crypto.random(32)) =>
  makeCsr(crypto, seed, parseName(name), role, kind)
const ask = async (name: string, kind?: Kind, from?: string) => doorman.request(await csr(name, kind), undefined, from)
const outcome = (p: Promise<unknown>): Promise<{ code: string; why?: string }> =>
  p.then(
    () => ({ code: 'ok' }),
    (e: { code: string; data: { why: string } }) => ({ code: e.code, why: e.data?.why }),
  )
async function admit(name: string, kind: Kind = 'institution'): Promise<string> {
  const id = await ask(name, kind)
  await doorman.decide(id, true, '')
  return id
}
const warningOf = async (name: string) => (await doorman.pending()).find((p) => p.name === name)?.warning

describe('requests that are none', () => {
  const TYPED = ['ok', 'CSR_REFUSED', 'KEY_INVALID', 'NAME_INVALID']

  test('whatever bytes are changed, added or cut: a typed refusal', async () => {
    const random = seeded(11)
    const good = await csr('O=Alpha,L=Seoul,C=KR')
    for (let round = 0; round < rounds(600, 20_000); round++) {
      const bytes = [...good]
      for (let n = 0; n <= random.int(3); n++) {
        const at = random.int(bytes.length)
        const how = random.int(5)
        if (how === 0) bytes.splice(at, random.int(5))
        else if (how === 1) bytes.splice(at, 0, ...random.bytes(1 + random.int(4)))
        else bytes[at] = random.int(256)
      }
      const { code } = await outcome(readCsr(crypto, Uint8Array.from(bytes)))
      expect([round, TYPED.includes(code) ? '' : code]).toEqual([round, ''])
    }
  })

  test('extensions that every tool knows, with a content that none does: a typed refusal', async () => {
    const seed = crypto.random(32)
    const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed])
    const subtle = globalThis.crypto.subtle
    const keys = {
      privateKey: await subtle.importKey('pkcs8', pkcs8, 'Ed25519', true, ['sign']),
      publicKey: await subtle.importKey('raw', new Uint8Array(await crypto.publicKey(seed)), 'Ed25519', true, ['verify']),
    }
    const known = [
      '2.5.29.15',
      '2.5.29.17',
      '2.5.29.19',
      '2.5.29.37',
      '2.5.29.14',
      '2.5.29.35',
      '2.5.29.31',
      '2.5.29.32',
      '1.3.6.1.5.5.7.1.1',
    ]
    for (const oid of known)
      for (const value of ['', '00', '0500', '30', '3003020101', '04020304', 'ff'.repeat(40)]) {
        const extensions = [new x509.Extension(oid, true, Buffer.from(value, 'hex'))]
        const request = await x509.Pkcs10CertificateRequestGenerator.create({
          name: 'O=Alpha, C=KR',
          keys,
          signingAlgorithm: { name: 'Ed25519' },
          extensions,
        })
        const { code } = await outcome(doorman.request(new Uint8Array(request.rawData), undefined))
        expect([oid, value, code]).toEqual([oid, value, 'CSR_REFUSED'])
      }
  })
})

describe('names that pass for others', () => {
  test.each([
    ['O=Hanbit  Hospital,L=Seoul,C=KR', 'a double space'],
    ['O=HANBIT HOSPITAL,L=Seoul,C=KR', 'another case'],
    ['O=Hanbit Hоspital,L=Seoul,C=KR', 'a Cyrillic o'],
    ['O=Ηanbit Hospital,L=Seoul,C=KR', 'a Greek H'],
    ['O=Hanbit Hospital.,L=Seoul,C=KR', 'a point at the end'],
    ['O=Hanbit-Hospital,L=SEOUL,C=KR', 'a hyphen'],
    ['O=Hanbıt Hospítal,L=Seoul,C=KR', 'accents'],
    ['O=Hanbit Hospita1,L=Seou1,C=KR', 'digits'],
    ['O=Ｈａｎｂｉｔ Hospital,L=Seoul,C=KR', 'full width'],
  ])('%s is refused beside Hanbit Hospital in Seoul: %s', async (name) => {
    await admit('O=Hanbit Hospital,L=Seoul,C=KR')
    expect(await outcome(ask(name))).toMatchObject({ code: 'CSR_REFUSED', why: expect.stringContaining('O=Hanbit Hospital,L=Seoul,C=KR') })
  })

  test.each([
    ['O=Hanbit Hospital,C=KR', 'without its town'],
    ['O=HANBIT HOSPITAL,L=Busan,C=KR', 'in another town'],
    ['CN=Hanbit Hospital,O=Alpha,L=Seoul,C=KR', 'as a common name'],
  ])('%s is shown to the operator with whom it resembles: %s', async (name) => {
    await admit('O=Hanbit Hospital,L=Seoul,C=KR')
    await ask(name)
    expect(await warningOf(name)).toBe('resembles O=Hanbit Hospital,L=Seoul,C=KR')
  })

  test.each([
    'O=hdms,C=KR',
    'O=H.D.M.S,C=KR',
    'O=НDМЅ,C=KR',
    'O=Health in my storage,C=KR',
    'O=Health  In My Storage,C=KR',
    'O=Heaⅼth In My Storage,C=KR',
    'CN=HDMS,O=Alpha,C=KR',
  ])('%s: reserved names are, however they are written', async (name) => {
    expect(await outcome(ask(name))).toMatchObject({ code: 'CSR_REFUSED', why: expect.stringContaining('reserved') })
  })

  test.each([
    ['O=Ꮋanbit Hospital,L=Seoul,C=KR', 'Cherokee'],
    ['O=ꓧDMS,C=KR', 'Lisu'],
    ['O=Ⲏanbit Hospital,L=Seoul,C=KR', 'Coptic'],
    ['CN=Hanbit,O=Alpha,L=𐊀lpha,C=KR', 'Lycian'],
    ['O=Hanbit Hospitaㅣ,L=Seoul,C=KR', 'a vowel that is no syllable'],
    ['O=한빛ㅂㅕㅇ원,L=서울,C=KR', 'a syllable in its parts'],
  ])('%s is refused: nobody tells its letters from others (%s)', async (name) => {
    expect(await outcome(ask(name))).toMatchObject({ code: 'CSR_REFUSED', why: expect.stringContaining('Latin, Hangul') })
  })

  test.each(['\u3164', '\u115f', '\u1160', '\uffa0', '\u034f', '\u200d', '\u2060', '\ufe0f', '\u{e0041}', '\u180e'])(
    'a letter that nobody sees (%j) is none, also in a reserved name',
    async (unseen) => {
      for (const name of [`O=HDMS${unseen},C=KR`, `O=Alpha,L=Se${unseen}oul,C=KR`, `CN=A${unseen},O=Alpha,C=KR`])
        expect(() => parseName(name), name).toThrow(expect.objectContaining({ code: 'NAME_INVALID' }))
    },
  )

  test('two that wait and look alike warn of each other; letters of two scripts in a word are said; others have nothing to be said', async () => {
    await ask('O=Gamma Clinic,C=KR')
    await ask('O=GAMMA CLINIC,L=Jeju,C=KR')
    await ask('O=Dеlta,C=KR')
    await ask('O=한빛병원,L=서울,C=KR')
    expect(await warningOf('O=Gamma Clinic,C=KR')).toBe('resembles O=GAMMA CLINIC,L=Jeju,C=KR')
    expect(await warningOf('O=Dеlta,C=KR')).toBe('mixes Latin and Cyrillic letters')
    expect(await warningOf('O=한빛병원,L=서울,C=KR')).toBe('')
    await ask('O=SK한빛Clinic,C=KR')
    await ask('O=三星병원,C=KR')
    await ask('O=Hospita丨,C=KR')
    expect(await warningOf('O=SK한빛Clinic,C=KR')).toBe('')
    expect(await warningOf('O=三星병원,C=KR')).toBe('')
    expect(await warningOf('O=Hospita丨,C=KR')).toBe('mixes Latin and Han letters')
  })

  test('what was pending is looked at again when it is admitted; a revoked name makes room', async () => {
    const late = await ask('O=Hanbit  Hospital,L=Seoul,C=KR')
    const id = await admit('O=Hanbit Hospital,L=Seoul,C=KR')
    expect(await outcome(doorman.decide(late, true, ''))).toMatchObject({
      code: 'CSR_REFUSED',
      why: expect.stringContaining('looks the same'),
    })
    const [serial] = (await doorman.issued()).map((c) => c.serial)
    await doorman.revoke(serial as string)
    await doorman.decide(late, true, '')
    expect((await doorman.state(id)).status).toBe('approved')
  })

  test('services of the network share an organisation; names that were admitted before there was this are found too', async () => {
    await admit('CN=Message Queue,O=HDMS,C=KR', 'service')
    await ask('CN=Network Map,O=HDMS,C=KR', 'service')
    await ask('CN=Message 0ueue,O=HDMS,C=KR', 'service')
    expect(await warningOf('CN=Network Map,O=HDMS,C=KR')).toBe('')
    for (const key of [...disk.rows.keys()]) if (key.startsWith('look/')) disk.rows.delete(key)
    expect(await outcome(ask('CN=Message  Queue,O=HDMS,C=KR', 'service'))).toEqual({ code: 'ok' })
    const store = memoryNodeStore(disk)
    await store.commit(await LOOKALIKES_OF_OLD.changes(store))
    expect(await outcome(ask('CN=Message-Queue,O=HDMS,C=KR', 'service'))).toMatchObject({ code: 'CSR_REFUSED' })
  })

  test('skeletons keep apart what looks apart', () => {
    const names = [
      'Hanbit Hospital',
      'Hanbat Hospital',
      'Saeron',
      'Mirae',
      '한빛병원',
      '한및병원',
      '東京',
      '京東',
      'Alpha 2',
      'Alpha 3',
      'Дельта',
      'Łódź',
    ]
    expect(new Set(names.map(skeleton)).size).toBe(names.length)
    expect(skeleton('rnodern vvard')).toBe(skeleton('modern ward'))
  })
})

describe('how much of it', () => {
  test('an address leaves a hundred requests a day, and is told to wait; others are not', async () => {
    const der = await Promise.all(Array.from({ length: 101 }, (_, i) => csr(`O=Flood ${i},C=KR`)))
    const left = await Promise.all(der.map((d) => outcome(doorman.request(d, undefined, '10.0.0.1'))))
    expect(left.map(({ code }) => code)).toEqual([...new Array<string>(100).fill('ok'), 'QUOTA'])
    expect(await outcome(doorman.request(await csr('O=Honest,C=KR'), undefined, '10.0.0.2'))).toEqual({ code: 'ok' })
    clock.jump(DAY)
    expect(await outcome(doorman.request(await csr('O=Flood again,C=KR'), undefined, '10.0.0.1'))).toEqual({ code: 'ok' })
  })

  test('requests that nobody decided and invitations that nobody took are forgotten; what is admitted stays', async () => {
    const admitted = await admit('O=Alpha,C=KR')
    const waiting = await ask('O=Beta,C=KR')
    await doorman.invite(parseName('O=Alpha,C=KR'), hex(crypto.random(16)), 'n1')
    clock.jump(31 * DAY)
    await doorman.sweep()
    expect(await outcome(doorman.state(waiting))).toMatchObject({ code: 'NOT_FOUND' })
    expect((await doorman.state(admitted)).status).toBe('approved')
    expect([...disk.rows.keys()].filter((key) => /^(invitation|once)\//.test(key))).toEqual([])
  })
})

describe('an institution’s request for an invitation', () => {
  async function served() {
    const seed = crypto.random(32)
    const id = await doorman.request(await csr('O=Alpha,C=KR', 'institution', 'node-ca', seed), undefined)
    await doorman.decide(id, true, '')
    const state = await doorman.state(id)
    const above = state.status === 'approved' ? state.chain : []
    const own = crypto.random(32)
    const leaf = await issueCertificate(
      crypto,
      { name: parseName('O=Alpha,C=KR'), seed },
      {
        ...{ subject: parseName('O=Alpha,C=KR'), publicKey: await crypto.publicKey(own), role: 'legal-identity', kind: 'institution' },
        ...{ notBefore: clock.now() - MINUTE, notAfter: clock.now() + 300 * DAY },
      },
    )
    const key = { seed: own, chain: [leaf, ...above] }
    const start = () =>
      doormanHttp({
        ...{ crypto, clock, logger: silent, ...made, operator: () => {} },
        doorman: new Doorman({ crypto, clock, store: memoryNodeStore(disk), ...made }),
        tokens: new AnswerTokens({ crypto, clock, store: memoryNodeStore(disk), seed: crypto.random(32) }),
        rules: () => ({ root: made.root, now: clock.now(), crlPolicy: 'soft' }),
      })
    const payload = JSON.stringify({ handle: '00'.repeat(16) })
    const token = () => memberToken(crypto, key, '/v1/invitations', utf8(payload), clock.now())
    const invite = async (app: ReturnType<typeof start>, authorization: string) => {
      const headers = { authorization, 'content-type': 'application/json' }
      const reply = await app.inject({ method: 'POST', url: '/v1/invitations', headers, payload })
      return [reply.statusCode, (reply.json() as { code?: string }).code ?? '']
    }
    return { start, token, invite }
  }

  test('is answered once: a copy of it is refused, after a restart too, until it is stale; another one is answered', async () => {
    const { start, token, invite } = await served()
    const app = start()
    const first = await token()
    expect(await invite(app, first)).toEqual([201, ''])
    expect(await invite(app, first)).toEqual([403, 'NOT_ALLOWED'])
    expect(await invite(app, await token())).toEqual([201, ''])
    clock.jump(9 * MINUTE)
    const again = start()
    expect(await invite(again, first)).toEqual([403, 'NOT_ALLOWED'])
    clock.jump(2 * MINUTE)
    expect(await invite(again, first)).toEqual([403, 'NOT_ALLOWED'])
  })

  test('many copies at once are one', async () => {
    const { start, token, invite } = await served()
    const app = start()
    const first = await token()
    const replies = await Promise.all(Array.from({ length: 10 }, () => invite(app, first)))
    expect(replies.filter(([status]) => status === 201)).toHaveLength(1)
  })
})
