/** Whoever spends one state twice, through real nodes over a bad network with a notary that crashes, is told no, and the ledger shows that nothing else happened. */
import { requestTreatment } from '@hdms/flows/treatment/patient.ts'
import { hex } from '@hdms/shared/bytes.ts'
import { asHdmsError } from '@hdms/shared/errors.ts'
import { checkEvidence } from '@hdms/shared/notary/evidence.ts'
import { describe, expect, test } from 'vitest'
import { type Coin, coin, type Spend, spend } from '../support/ledger.ts'
import { isLong, rounds } from '../support/long.ts'
import { HOSPITAL, MockNetwork, NOTARY } from '../support/mock-network.ts'

const SEEDS = rounds(3, 30)

async function attack(seed: number): Promise<void> {
  const net = new MockNetwork(seed)
  await net.start()
  const nodes = [net.person, net.hospital].map((n) => n ?? expect.unreachable('both nodes run'))
  const ports = nodes.map((n) => n.services.network.notary(NOTARY))
  const minute = await net.run((ports[0] as (typeof ports)[0]).minute())
  const make = (inputs: Coin[], references: Coin[] = []): Promise<Spend> =>
    spend(net.crypto, {
      ...{ notary: (ports[0] as (typeof ports)[0]).id, parametersHash: nodes[0]?.services.network.parametersHash() ?? new Uint8Array(0) },
      ...{ from: minute - 1, until: minute + 60, inputs, references },
    })
  const coins = await Promise.all([1, 2, 3, 4].map(() => coin(net.crypto)))
  const pairs = await Promise.all(coins.map(async (c) => Promise.all([make([c]), make([c, await coin(net.crypto)])])))
  Object.assign(net.faults, { loss: 0.1, twice: 0.15, delay: 40 })
  /** Asks until there is a proof, as a node does. */
  const settled = async (who: number, s: Spend): Promise<'committed' | 'conflict'> => {
    for (;;) {
      try {
        const port = ports[who] as (typeof ports)[0]
        return (await port.notarise(s.visible, s.privateRoot, s.witnesses)).kind
      } catch (error) {
        if (asHdmsError(error).fault !== 'unavailable') throw error
        await new Promise<void>((resolve) => void net.clock.after(300, resolve))
      }
    }
  }
  const all = Promise.all(pairs.map(async ([a, b]) => Promise.all([settled(0, a), settled(1, b)])))
  net.clock.after(200, () => net.crash('notary', 500))
  const outcomes = await net.run(all)
  // Of each two exactly one, and whoever refers to what is spent is refused.
  expect(outcomes.map((pair) => [...pair].sort())).toEqual(coins.map(() => ['committed', 'conflict']))
  net.faults.loss = 0
  // However soon they all had their answer: the notary is back after its crash.
  await net.clock.runUntil(() => false, 2_000)
  const refers = await make([await coin(net.crypto)], [coins[0] as Coin])
  expect(await net.run(settled(1, refers))).toBe('conflict')
  for (const c of coins) expect(await net.run((ports[1] as (typeof ports)[0]).unspent(c.nullifier))).toMatchObject({ unspent: false })
  await net.clock.runUntil(() => false, 60_000)
  // The auditor finds nothing, and both nodes trust the notary and hold a head of one chain.
  expect(await net.auditNotary()).toEqual([])
  for (const node of nodes) {
    await net.run(node.watch.followAll())
    const [standing] = await node.watch.standing()
    expect(standing).toMatchObject({ name: NOTARY, evidence: [] })
    expect(standing?.distrusted).toBeUndefined()
    expect(standing?.sequence).toBeGreaterThan(0)
  }
  expect(nodes[0]?.watch.heads().map(({ header }) => hex(header))).toEqual(nodes[1]?.watch.heads().map(({ header }) => hex(header)))
}

describe('double spends in the simulation', () => {
  test.each(Array.from({ length: SEEDS }, (_, i) => i + 1))(
    'N4 N31 seed %i: one of each two, and the audit is clean',
    (seed) => attack(seed),
    isLong ? 120_000 : 60_000,
  )

  test('N36 a fork that one node was shown reaches the other with the messages that they exchange anyway', async () => {
    const net = new MockNetwork(7)
    await net.start()
    const [person, hospital] = [net.person, net.hospital]
    if (!person || !hospital) return expect.unreachable('both nodes run')
    const commitBy = async (node: typeof person | typeof hospital): Promise<void> => {
      const port = node.services.network.notary(NOTARY)
      const minute = await net.run(port.minute())
      const s = await spend(net.crypto, {
        ...{ notary: port.id, parametersHash: node.services.network.parametersHash(), from: minute - 1, until: minute + 60 },
        inputs: [await coin(net.crypto)],
      })
      expect((await net.run(port.notarise(s.visible, s.privateRoot, s.witnesses))).kind).toBe('committed')
      await net.run(node.watch.followAll())
    }
    const before = net.copyOfNotary()
    await commitBy(hospital)
    // What the hospital was shown never happened: the person is shown another first batch.
    net.putBack(before)
    await net.clock.runUntil(() => false, 10_000)
    await commitBy(person)
    const distrustOf = async (node: typeof person | typeof hospital) => (await node.watch.standing())[0]?.distrusted?.why
    expect([await distrustOf(person), person.watch.heads().length, hospital.watch.heads().length]).toEqual([undefined, 1, 1])
    void person.engine
      .startFlow(
        requestTreatment,
        { hospital: HOSPITAL, desk: { code: 'C', name: 'N', birthDate: '1984-04-17', sex: 'female' }, reason: 'sim' },
        'c',
      )
      .then((flow) => flow?.result.catch(() => {}))
    await net.clock.runUntil(() => false, 20_000)
    for (const node of [person, hospital]) {
      expect(await distrustOf(node)).toMatch(/sequence 1|header 1/)
      const [standing] = await node.watch.standing()
      const verdict = await checkEvidence(net.crypto, standing?.evidence[0] ?? '', net.rootCertificate)
      expect(verdict.notary).toBe(NOTARY)
      // Nothing is lost: what waits for the notary waits on.
      expect(node.engine.flows().filter((f) => f.state === 'failed')).toEqual([])
    }
  })
})
