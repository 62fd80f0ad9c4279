/** D4, D5: what a doorman signs and cannot all be true is evidence, and an honest one never signs it. */
import { DOORMAN_NAME } from '@hdms/doorman/server/ca.ts'
import { utf8 } from '@hdms/shared/bytes.ts'
import { checkAuthorityEvidence, encodeAuthorityEvidence } from '@hdms/shared/evidence/authority.ts'
import { checkAnyEvidence } from '@hdms/shared/evidence/check.ts'
import { readCertificate } from '@hdms/shared/identity/certificate.ts'
import { issueCrl, readCrl } from '@hdms/shared/identity/certificates.ts'
import { doormanContradiction, encodeLogHead, type ReadDoormanFact, readDoormanFact } from '@hdms/shared/identity/doorman-facts.ts'
import { decodeLogProof, encodeLogProof, headMessage } from '@hdms/shared/identity/issuance-log.ts'
import { verifyNodeInfo } from '@hdms/shared/network/node-info.ts'
import type { HttpReply } from '@hdms/shared/ports/http.ts'
import { DAY } from '@hdms/shared/time.ts'
import { beforeEach, describe, expect, test } from 'vitest'
import { Authorities, crypto, keptSecrets } from '../support/authorities.ts'

let net: Authorities
beforeEach(async () => {
  net = await new Authorities().start()
})

const reason = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'ok',
    (e: { code: string; data: { reason?: string; why?: string } }) => e.data.reason ?? e.data.why ?? e.code,
  )
const serialOf = (der: Uint8Array): string => readCertificate(der).serial
const key = (): Promise<Uint8Array> => crypto.publicKey(net.seed)
const read = async (bytes: Uint8Array, kind: 'crl' | 'certificate' | 'log-head' = 'crl'): Promise<ReadDoormanFact> =>
  readDoormanFact(crypto, await key(), { kind, bytes })
/** A list that the doorman signs beside its own. */
const list = (revoked: readonly string[], number: number, after = 0): Promise<Uint8Array> => {
  const thisUpdate = net.clock.now() + after
  const all = revoked.map((serial) => ({ serial, at: thisUpdate }))
  return issueCrl(crypto, { name: DOORMAN_NAME, seed: net.seed }, { revoked: all, number, thisUpdate, nextUpdate: thisUpdate + 3_600_000 })
}
/** Everybody on the way shows these lists, one after the other. */
const shown = (lists: readonly Uint8Array[]): void => {
  const left = [...lists]
  net.twist = (reply, url) => (url.endsWith('/v1/crl') ? { ...reply, body: left.shift() ?? reply.body } : reply)
}
const memory = () => {
  const kept: { bytes?: Uint8Array } = {}
  const save = async (bytes: Uint8Array): Promise<void> => {
    kept.bytes = bytes
  }
  return { load: async () => kept.bytes, save }
}

describe('an honest doorman', () => {
  test('D4 never signs two lists that contradict each other: revocations beside lists, a clock that is set back, a restart', async () => {
    const members = await Promise.all(['A', 'B', 'C', 'D', 'E', 'F'].map((n) => net.member(`O=${n} Hospital,C=KR`)))
    const lists: Uint8Array[] = []
    for (const [i, { chain }] of members.entries()) {
      const serial = serialOf(chain[1] as Uint8Array)
      const some = await Promise.all([net.doorman.crl(), net.doorman.revoke(serial), net.doorman.crl(), net.doorman.crl()])
      lists.push(...some.flatMap((der) => (der ? [der] : [])), await net.doorman.crl())
      if (i === 2) net.clock.jump(-2 * 3_600_000)
      if (i === 3) net.restart()
    }
    const facts = await Promise.all([...new Set(lists)].map((der) => read(der)))
    const crls = facts.flatMap((f) => (f.kind === 'crl' ? [f.crl] : []))
    for (const a of facts) for (const b of facts) expect(doormanContradiction([a, b])).toBeUndefined()
    const numbers = [...new Set(crls.map((c) => c.number ?? 0))].sort((a, b) => a - b)
    expect(numbers[0]).toBeGreaterThan(0)
    expect(crls.at(-1)?.serials.size).toBe(6)
    expect(numbers.length).toBeGreaterThanOrEqual(7)
    // One list each: a number names one list.
    expect(new Set(lists.map((der) => Buffer.from(der).toString('hex'))).size).toBe(numbers.length)
  })

  test('D4 a list whose rows come late is numbered and timed in the same turn: what is revoked meanwhile waits for it', async () => {
    const { chain } = await net.member('O=A Hospital,C=KR')
    net.clock.jump(DAY)
    let reads = 0
    net.late = (key) => (key === 'cert/' && reads++ === 0 ? 200 : 0)
    const first = net.doorman.crl()
    await net.doorman.revoke(serialOf(chain[1] as Uint8Array))
    const facts = await Promise.all((await Promise.all([first, net.doorman.crl()])).map((der) => read(der)))
    expect(doormanContradiction([facts[0] as ReadDoormanFact, facts[1] as ReadDoormanFact])).toBeUndefined()
    const lists = facts.flatMap((f) => (f.kind === 'crl' ? [f.crl] : []))
    expect(reads).toBe(2)
    expect(lists.map(({ serials }) => serials.size)).toEqual([0, 1])
    expect(lists[1]?.number).toBe((lists[0]?.number ?? 0) + 1)
  })

  test('D5 two certificates of one name, with a revocation between them, are no evidence whatever list is beside them', async () => {
    const first = (await net.member('O=Twice,C=KR')).chain[1] as Uint8Array
    const lists = [await net.doorman.crl()]
    // The list is of a clock that goes ahead, the second certificate of one that was set right.
    await net.doorman.revoke(serialOf(first))
    net.clock.jump(-90_000)
    const second = await net.second('O=Twice,C=KR')
    lists.push(await net.doorman.crl())
    net.clock.jump(3_600_000)
    lists.push(await net.doorman.crl())
    const pair = [await read(first, 'certificate'), await read(second, 'certificate')]
    for (const der of lists) expect(doormanContradiction([...pair, await read(der)])).toBeUndefined()
  })
})

describe('a member', () => {
  test('D4 keeps two lists that contradict each other as a file that anybody can check, trusts nobody new, and goes on with who was there', async () => {
    const own = await net.member('O=Own,C=KR')
    const old = await net.member('O=Old,C=KR')
    const gone = serialOf((await net.member('O=Gone,C=KR')).chain[1] as Uint8Array)
    const trust = net.trust()
    trust.follow(own.logProof)
    const mem = memory()
    await trust.remember(mem)
    expect(await reason(verifyNodeInfo(crypto, await net.info(old, 1), trust.rules()))).toBe('ok')
    shown([await list([gone], 4), await list([], 5, 1000)])
    expect([await trust.refresh(), trust.standing().distrusted]).toEqual([true, undefined])
    await trust.refresh()
    const { evidence, distrusted } = trust.standing()
    expect(distrusted?.why).toBe(`its list 5 leaves out certificate ${gone}, which its list 4 had revoked`)
    expect(trust.rules().crl?.serials.has(gone)).toBe(true)
    const [file = ''] = evidence
    expect(await checkAnyEvidence(crypto, file, net.roots.root)).toMatchObject({
      ...{ against: 'doorman', name: 'CN=HDMS Doorman,O=HDMS,C=KR', why: distrusted?.why },
    })
    const late = await net.member('O=Late,C=KR')
    for (const one of [trust, net.trust()]) {
      if (one !== trust) one.follow(own.logProof)
      await one.remember(mem)
      expect(await reason(verifyNodeInfo(crypto, await net.info(old, 1), one.rules()))).toBe('ok')
      expect(await reason(verifyNodeInfo(crypto, await net.info(late, 1), one.rules()))).toBe('doorman-client/doorman-distrusted')
      expect(one.standing().evidence).toEqual(evidence)
    }
    expect(await reason(trust.trustAgain('O=Somebody,C=KR'))).not.toBe('ok')
    await trust.trustAgain('CN=HDMS Doorman,O=HDMS,C=KR')
    expect(await reason(verifyNodeInfo(crypto, await net.info(late, 1), trust.rules()))).toBe('ok')
    expect([trust.standing().distrusted, trust.standing().evidence.length]).toEqual([undefined, 1])
  })

  test('D4 two lists of one number, and a later list from before an earlier one, are evidence; the same list again and an older one are none', async () => {
    const told = async (lists: readonly Uint8Array[]): Promise<unknown> => {
      const trust = net.trust()
      shown(lists)
      for (const _ of lists) await trust.refresh()
      return trust.standing().distrusted?.why
    }
    const [a, b] = [await list(['aa'], 7), await list(['aa', 'bb'], 7, 1000)]
    expect(await told([a, b])).toBe('it signed two revocation lists of number 7')
    expect(await told([a, await list(['aa'], 8, -60_000)])).toBe('its list 8 is from before its list 7')
    expect(await told([a, a, await list([], 6, -1000), await list(['aa', 'bb'], 8, 5000)])).toBeUndefined()
    // In one second two lists may differ, as long as their numbers say which is later.
    expect(await told([await list(['aa'], 3), await list(['aa', 'bb'], 4)])).toBeUndefined()
    const trust = net.trust()
    shown([await list(['aa', 'bb'], 4), await list(['aa'], 3)])
    for (const size of [2, 2])
      expect([await trust.refresh(), trust.rules().crl?.number, trust.rules().crl?.serials.size]).toEqual([true, 4, size])
  })

  test('D5 two logs of one size, and two holders of one name, are evidence', async () => {
    const own = await net.member('O=Own,C=KR')
    const trust = net.trust()
    trust.follow(own.logProof)
    const { head } = decodeLogProof(own.logProof)
    const other = { size: head.size, time: head.time, root: crypto.random(32) }
    const signed = { ...other, signature: await crypto.sign(net.seed, headMessage(other)) }
    const two = await Promise.all([head, signed].map((h) => ({ kind: 'log-head' as const, bytes: encodeLogHead(h) })))
    const chain = [net.roots.doormanCa, net.roots.root]
    const logs = encodeAuthorityEvidence({ against: 'doorman', chain, facts: two })
    expect((await checkAuthorityEvidence(crypto, logs, net.roots.root)).why).toBe('it signed two issuance logs of 1 certificates')

    // The doorman frees the name in secret, certifies somebody else under it, and never lists the first as revoked.
    const first = await net.member('O=Victim,C=KR')
    expect(await reason(verifyNodeInfo(crypto, await net.info(first, 1), trust.rules()))).toBe('ok')
    await net.doormanRows.commit([{ key: 'name/O=Victim,C=KR', value: null }])
    const rows = await net.doormanRows.range('lookalike/', 'lookalike/\uffff')
    await net.doormanRows.commit(rows.map(([k]) => ({ key: k, value: null })))
    net.restart()
    await net.doorman.load()
    const second = await net.member('O=Victim,C=KR')
    expect(await reason(verifyNodeInfo(crypto, await net.info(second, 2), trust.rules()))).toBe('ok')
    expect(trust.standing().distrusted).toBeUndefined()
    net.clock.jump(2000)
    await trust.refresh()
    const { distrusted, evidence } = trust.standing()
    expect(distrusted?.why).toBe('it certified two holders of O=Victim,C=KR at once')
    expect((await checkAuthorityEvidence(crypto, evidence[0] ?? '', net.roots.root)).why).toBe(distrusted?.why)
  })

  test('D5 a second history that is longer than the own is compared with the newest that was seen, also after a restart', async () => {
    const own = await net.member('O=Own,C=KR')
    const [b, c] = [await net.member('O=B,C=KR'), await net.member('O=C,C=KR')]
    const mem = memory()
    const trust = net.trust()
    trust.follow(own.logProof)
    await trust.remember(mem)
    for (const keys of [b, c]) expect(await reason(verifyNodeInfo(crypto, await net.info(keys, 1), trust.rules()))).toBe('ok')
    await trust.refresh()
    // Another history after the own certificate: its heads are signed, and consistent with the own alone.
    const dead = (await net.doormanRows.range('log/', 'log/\uffff')).slice(1).map(([k]) => ({ key: k, value: null }))
    const names = (await net.doormanRows.range('name/', 'name/\uffff')).map(([k]) => ({ key: k, value: null }))
    await net.doormanRows.commit([...dead, ...names])
    net.restart()
    await net.doorman.load()
    const [x, , , w] = [
      await net.member('O=X,C=KR'),
      await net.member('O=Y,C=KR'),
      await net.member('O=Z,C=KR'),
      await net.member('O=W,C=KR'),
    ]
    const again = net.trust()
    again.follow(own.logProof)
    await again.remember(mem)
    for (const one of [trust, again]) {
      expect(await reason(verifyNodeInfo(crypto, await net.info(w, 1), one.rules()))).toBe('doorman-client/log-forked')
      expect(await reason(verifyNodeInfo(crypto, await net.info(x, 1), one.rules()))).not.toBe('ok')
    }
    // Of a size that is known it is evidence.
    expect(trust.standing().distrusted?.why).toBe('it signed two issuance logs of 2 certificates')
  })

  test('D3 keeps no certificates and no proof that do not lead from its key to the root: the next answer counts', async () => {
    const secrets = keptSecrets()
    const other = await new Authorities().start()
    const stranger = await other.member('O=Own,C=KR')
    const neighbour = await net.member('O=Neighbour,C=KR')
    const b64 = (der: Uint8Array): string => Buffer.from(der).toString('base64')
    const chain = (ders: readonly Uint8Array[]): HttpReply => ({
      status: 200,
      headers: {},
      body: utf8(JSON.stringify({ chain: ders.map(b64) })),
    })
    const forgeries: readonly [reply: HttpReply, at: string, why: RegExp][] = [
      [chain(stranger.chain.slice(1)), '/v1/requests/', /own-other-key/],
      [chain(neighbour.chain.slice(1)), '/v1/requests/', /own-other-key/],
      [chain([]), '/v1/requests/', /own-other-key/],
      [{ status: 200, headers: {}, body: utf8(JSON.stringify({ proof: b64(neighbour.logProof) })) }, '/v1/log/proofs/', /not-in-log/],
      [
        {
          ...{ status: 200, headers: {} },
          body: utf8(JSON.stringify({ proof: b64(encodeLogProof({ ...decodeLogProof(neighbour.logProof), index: 0, path: [] })) })),
        },
        '/v1/log/proofs/',
        /not-in-log/,
      ],
    ]
    for (const [forged, at, why] of forgeries) {
      net.twist = (reply, url) => (url.includes(at) && reply.status === 200 ? forged : reply)
      expect(await reason(net.member('O=Own,C=KR', secrets))).toMatch(why)
      expect(secrets.kept.has('log-proof')).toBe(false)
      if (at === '/v1/requests/') expect(secrets.kept.has('chain')).toBe(false)
    }
    // A path of the own key under another root: made by whoever stands on the way.
    const mine = await crypto.publicKey(secrets.kept.get('node-ca') ?? new Uint8Array(0))
    expect(mine).toHaveLength(32)
    net.twist = (reply) => reply
    const keys = await net.member('O=Own,C=KR', secrets)
    const trust = net.trust()
    trust.follow(neighbour.logProof)
    expect(await reason(verifyNodeInfo(crypto, await net.info(keys, 1), trust.rules()))).toBe('ok')
  })

  test('D3 a path of the own key that ends in another root is not kept', async () => {
    const secrets = keptSecrets()
    const seed = await secrets.getOrCreate('node-ca', 32)
    const other = await new Authorities().start()
    const twin = await other.member('O=Own,C=KR', keptSecrets(new Map([['node-ca', seed]])))
    net.twist = (reply, url) =>
      url.includes('/v1/requests/') && reply.status === 200
        ? { ...reply, body: utf8(JSON.stringify({ chain: twin.chain.slice(1).map((der) => Buffer.from(der).toString('base64')) })) }
        : reply
    expect(await reason(net.member('O=Own,C=KR', secrets))).toBe('identity/other-root')
    expect(secrets.kept.has('chain')).toBe(false)
  })
})

describe('a file against a doorman', () => {
  test('N31 is refused when it is forged, of another network, of one fact twice, or of facts that fit', async () => {
    const [a, b, c] = [await list(['aa'], 1), await list([], 2, 1000), await list(['aa', 'bb'], 3, 2000)]
    const chain = [net.roots.doormanCa, net.roots.root]
    const file = (...ders: readonly Uint8Array[]): string =>
      encodeAuthorityEvidence({ against: 'doorman', chain, facts: ders.map((bytes) => ({ kind: 'crl', bytes })) })
    const whyNot = (text: string, root = net.roots.root): Promise<unknown> => reason(checkAnyEvidence(crypto, text, root))
    expect(await whyNot(file(a, b))).toBe('ok')
    expect(await whyNot(file(b, a))).toBe('ok')
    for (const ders of [
      [a, a],
      [a, c],
    ])
      expect(await whyNot(file(...ders))).toBe('evidence/no-contradiction')
    expect(await whyNot(file(a, b), (await new Authorities().start()).roots.root)).toBe('evidence/other-network')
    const forged = b.slice()
    forged[forged.length - 1] = (forged[forged.length - 1] as number) ^ 1
    expect(await whyNot(file(a, forged))).toBe('evidence/forged')
    const member = await net.member('O=Own,C=KR')
    const signedBy = { against: 'doorman' as const, chain: member.chain, facts: [a, b].map((bytes) => ({ kind: 'crl' as const, bytes })) }
    expect(await whyNot(encodeAuthorityEvidence(signedBy))).toBe('evidence/forged')
    for (const text of [file(a), file(a, b).replace('"crl"', '"map"'), file(a, b).replace('"facts"', '"fact"')])
      expect(await whyNot(text)).toBe('evidence/form')
    expect((await readCrl(crypto, a, await key())).number).toBe(1)
  })
})
