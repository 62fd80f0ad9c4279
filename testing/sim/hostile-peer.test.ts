/** Treatments with a side whose software was changed: what it says is refused with the reason, bounded, or worth nothing. */
import { decodeShare, encodeShare } from '@hdms/flows/consent/contract.ts'
import { MOST_WINDOWS } from '@hdms/flows/core/finality.ts'
import type { FlowContext } from '@hdms/flows/engine/context.ts'
import type { Flow } from '@hdms/flows/engine/types.ts'
import { respondTreatment } from '@hdms/flows/treatment/hospital.ts'
import { requestTreatment } from '@hdms/flows/treatment/patient.ts'
import { toHospital, toPatient } from '@hdms/flows/treatment/wire.ts'
import type { Node } from '@hdms/node/core/node.ts'
import { decodeDocument, encodeDocument, groupsOf, issueDocument } from '@hdms/shared/documents/document.ts'
import { fail } from '@hdms/shared/errors.ts'
import { commandsOf, decodeCommand, encodeCommand, signersOf } from '@hdms/shared/ledger/components.ts'
import { checkContractSignatures, decodeContractSignature, encodeContractSignature, signContract } from '@hdms/shared/ledger/signatures.ts'
import { decodeTransaction, encodeTransaction, type ShownLeaf, transactionId } from '@hdms/shared/ledger/transaction.ts'
import { describe, expect, test } from 'vitest'
import { type Change, perform, type Step, withChanged } from '../support/changed.ts'
import { HOSPITAL, MockNetwork } from '../support/mock-network.ts'
import { behind } from '../support/one-engine.ts'

const desk = { code: 'C', name: 'N', birthDate: '1984-04-17', sex: 'female' as const }
/** A treatment in which one side's flow is changed, until both sides have ended. */
async function treatment(seed: number, side: 'patient' | 'hospital', make: () => Change): Promise<MockNetwork> {
  const definition = side === 'patient' ? requestTreatment : respondTreatment
  return withChanged(definition, make, async () => {
    const net = new MockNetwork(seed)
    await net.start()
    void net.person?.engine
      .startFlow(requestTreatment, { hospital: HOSPITAL, desk, reason: 'sim' }, 'client')
      .then(({ result }) => result.catch(() => {}))
    const over = () => [net.person, net.hospital].every((n) => n?.engine.flows().some((f) => f.state !== 'running') === true)
    await net.clock.runUntil(over, 12 * 3_600_000)
    return net
  })
}
const stateOf = (node: { readonly engine: Node<never>['engine'] } | undefined) => node?.engine.flows().map((f) => [f.state, f.code])

describe('a patient’s node that was changed', () => {
  test(`T8 that offers share after share and commits none is given up after ${MOST_WINDOWS}; nothing reaches the HIS`, async () => {
    let offered = 0
    const net = await treatment(41, 'patient', () => {
      let share: Uint8Array | undefined
      return function* ({ op, ctx }): Flow<unknown> {
        if (op.kind === 'send') share = toHospital.decode(op.payload).consent?.share?.transaction ?? share
        const outcome = yield* perform(op)
        if (op.kind !== 'receive' || !share || !toPatient.decode(outcome as Uint8Array).shareSigned) return outcome
        const session = { id: op.session, peer: HOSPITAL } as never
        for (offered = 1; offered < 3 * MOST_WINDOWS; offered++) {
          yield* ctx.send(session, toHospital, { share: { transaction: share, ciphertext: new Uint8Array(0) } })
          yield* ctx.receive(session, toPatient, { timeout: 3_600_000 })
        }
        return outcome
      }
    })
    expect(offered).toBe(MOST_WINDOWS)
    expect(stateOf(net.hospital)).toEqual([['failed', 'NOT_ALLOWED']])
    expect(net.his.handedOver.size).toBe(0)
  })

  test('N34 terms with a second group, which could be opened instead of what was agreed to, are refused where they are received', async () => {
    const net = await treatment(
      42,
      'patient',
      () =>
        function* ({ op, ctx }): Flow<unknown> {
          if (op.kind !== 'crypto' || op.label !== 'terms') return yield* perform(op)
          const { crypto, documents, identity } = behind(ctx as unknown as FlowContext<NonNullable<MockNetwork['person']>['services']>)
          const run = async () => {
            const made = (await op.run()) as { readonly encoded: Uint8Array }
            const [{ kind, value } = fail('BUG', { what: 'terms' })] = groupsOf(decodeDocument(made.encoded).leaves)
            // Of the same words, so that whichever is looked at is what was agreed to: documents draw the order of their groups.
            const groups = [
              { kind, value },
              { kind: 'terms-2', value },
            ]
            const doc = issueDocument('hdms/consent-terms', identity.key, groups, crypto.random)
            const encoded = encodeDocument(doc)
            return { ...made, encoded, vk: doc.verificationKey, stored: await documents.writeBlob(encoded) } as never
          }
          return yield* perform({ ...op, run })
        },
    )
    expect(stateOf(net.hospital)).toEqual([['failed', 'TX_MALFORMED']])
    expect(net.his.handedOver.size).toBe(0)
  })
})

describe('C6 a share for another purpose than the consent is to', () => {
  /** The Share that the person's node builds, for another purpose. @param signs whether that node signs it without looking */
  let sent = 0
  const otherPurpose = (signs: boolean) => () => {
    let share: Uint8Array | undefined
    sent = 0
    return function* ({ op, ctx }: Step): Flow<unknown> {
      if (op.kind === 'send' && toHospital.decode(op.payload).consent) sent++
      if (op.kind === 'step' && op.label === 'build Share') {
        const run: typeof op.run = async (tools) => {
          const tx = decodeTransaction((await op.run(tools)) as Uint8Array)
          const commands = tx.groups.commands.map((leaf) => {
            const command = decodeCommand((leaf as ShownLeaf).bytes)
            const data = encodeShare({ ...decodeShare(command.data), purpose: 'insurance' })
            return { ...leaf, bytes: encodeCommand({ ...command, data }) }
          })
          return encodeTransaction({ ...tx, groups: { ...tx.groups, commands } })
        }
        share = (yield* perform({ ...op, run })) as Uint8Array
        return share
      }
      if (!signs || !share || op.kind !== 'crypto' || op.label !== 'contract signature') return yield* perform(op)
      const id = transactionId(decodeTransaction(share))
      const { crypto, identity } = behind(ctx as unknown as FlowContext<NonNullable<MockNetwork['person']>['services']>)
      return yield* perform({ ...op, run: async () => encodeContractSignature(await signContract(crypto, identity.seed, id)) })
    }
  }
  const keysLeft = (net: MockNetwork) => net.person?.documents.hasPieces('key/')

  test('C6 is not signed by the person’s node: nothing reaches the hospital', async () => {
    const net = await treatment(44, 'patient', otherPurpose(false))
    expect(sent).toBe(0)
    expect(stateOf(net.person)).toEqual([['failed', 'CONTRACT_VIOLATED']])
    expect(net.his.handedOver.size).toBe(0)
    expect(net.hospital?.vault.list().some((row) => commandsOf(decodeTransaction(row.transaction)).some((c) => c.name === 'Share'))).toBe(
      false,
    )
    expect(keysLeft(net)).toBe(false)
  })
  test('C6 is not signed by the hospital’s node, where the person’s was changed: both have the reason, no key leaves, nothing is opened', async () => {
    const net = await treatment(45, 'patient', otherPurpose(true))
    expect(sent).toBe(1)
    expect(stateOf(net.hospital)).toEqual([['failed', 'CONTRACT_VIOLATED']])
    expect(stateOf(net.person)).toEqual([['failed', 'CONTRACT_VIOLATED']])
    expect(net.his.handedOver.size).toBe(0)
    expect(keysLeft(net)).toBe(false)
  })
})

describe('a hospital’s node that was changed', () => {
  test('a result that is final with a signature of nobody: the person keeps what verifies and nothing else', async () => {
    const net = await treatment(
      43,
      'hospital',
      () =>
        function* ({ op }): Flow<unknown> {
          if (op.kind !== 'send') return yield* perform(op)
          const { final } = toPatient.decode(op.payload)
          if (!final) return yield* perform(op)
          const signature = Uint8Array.from(final.signature ?? fail('BUG', { what: 'signature' }))
          signature[signature.length - 1] = (signature.at(-1) ?? 0) ^ 1
          return yield* perform({ ...op, payload: toPatient.encode({ final: { ...final, signature } }) })
        },
    )
    expect(stateOf(net.person)).toEqual([['done', undefined]])
    const rows = net.person?.vault.list() ?? []
    expect(rows.filter((r) => r.standing === 'verified').length).toBeGreaterThanOrEqual(4)
    for (const row of rows) {
      const tx = decodeTransaction(row.transaction)
      const signatures = row.signatures.map(decodeContractSignature)
      const keys = signatures.map((s) => s.key)
      expect(signersOf(tx).filter((s) => s.role === 'signer').length).toBeGreaterThan(0)
      await checkContractSignatures(net.crypto, transactionId(tx), keys, signatures)
    }
  })
})
