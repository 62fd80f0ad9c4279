/** What an erased document leaves on the ledger of its node: hashes that go on proving, and nothing that can be read (acceptance T5). */
import { requestTreatment } from '@hdms/flows/treatment/patient.ts'
import { fromHex, hex } from '@hdms/shared/bytes.ts'
import { isProofOf } from '@hdms/shared/documents/document.ts'
import { fail } from '@hdms/shared/errors.ts'
import { decodeTransaction, isShown, transactionId } from '@hdms/shared/ledger/transaction.ts'
import { expect, test } from 'vitest'
import { HOSPITAL, MockNetwork } from '../support/mock-network.ts'

const desk = { code: 'C', name: 'N', birthDate: '1984-04-17', sex: 'female' as const }

test('T5 a document that is erased at a node takes its fields out of the node’s transactions, on the disk too; the rest goes on proving', async () => {
  const net = new MockNetwork(51)
  await net.start()
  void net.person?.engine
    .startFlow(requestTreatment, { hospital: HOSPITAL, desk, reason: 'sim' }, 'client')
    .then(({ result }) => result.catch(() => {}))
  const over = () => [net.person, net.hospital].every((n) => n?.engine.flows().some((f) => f.state !== 'running') === true)
  await net.clock.runUntil(over, 3_600_000)
  const person = net.person ?? fail('BUG', { what: 'person' })
  const terms = person.documents.list().find((d) => d.profile === 'hdms/consent-terms') ?? fail('BUG', { what: 'terms' })
  const key = fromHex(terms.verificationKey)
  const shown = (node: NonNullable<MockNetwork['person']>) =>
    node.vault.list().flatMap(({ transaction }) => {
      const leaves = decodeTransaction(transaction).groups.attachments.filter(isShown)
      return leaves.filter((leaf) => isProofOf(leaf.bytes, key))
    })
  expect(shown(person).length).toBeGreaterThanOrEqual(4)
  const before = new Map(person.vault.list().map((row) => [row.id, row]))
  await net.run(person.documents.erase(person.store, terms.verificationKey))
  net.crash('person', 1_000)
  await net.clock.runUntil(() => net.person !== undefined && net.person !== person, 60_000)
  for (const node of [person, net.person ?? fail('BUG', { what: 'person' })]) {
    expect(shown(node)).toEqual([])
    for (const row of node.vault.list()) {
      expect(hex(transactionId(decodeTransaction(row.transaction)))).toBe(row.id)
      expect([row.standing, row.answer]).toEqual([before.get(row.id)?.standing, before.get(row.id)?.answer])
      // What another document opened stays: the person's request, on the approval.
      if (before.get(row.id)?.transaction.length === row.transaction.length)
        expect(row.transaction).toEqual(before.get(row.id)?.transaction)
    }
  }
})
