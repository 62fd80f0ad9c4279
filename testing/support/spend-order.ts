/** A hospital that cheats: it spends an order behind the back of its own flow. */
import { ownLock } from '@hdms/flows/core/finality.ts'
import type { VaultTransaction } from '@hdms/flows/core/vault.ts'
import { ORDER } from '@hdms/flows/treatment/contracts.ts'
import type { HospitalServices } from '@hdms/flows/treatment/hospital.ts'
import { fromHex } from '@hdms/shared/bytes.ts'
import { fail } from '@hdms/shared/errors.ts'
import { buildTransaction } from '@hdms/shared/ledger/builder.ts'
import { inputNullifier, inputSerial } from '@hdms/shared/ledger/components.ts'
import { encodeWitness, signSpend } from '@hdms/shared/ledger/signatures.ts'
import { privateRoot, transactionId } from '@hdms/shared/ledger/transaction.ts'

/** Spends an order behind its flow's back, with the hospital's own keys. */
export async function spendOrder(services: HospitalServices, approve: VaultTransaction): Promise<void> {
  const { crypto, network, vault, identity } = services
  const ref = { txId: fromHex(approve.id), index: 0 }
  const own = vault.ownerRow(vault.output(ref)?.owner ?? new Uint8Array(0)) ?? fail('BUG', { what: 'owner' })
  const { lock, seed } = await ownLock(services, own.index)
  const input = { ref, lock: lock.lock, nk: lock.nk }
  const port = network.notary(approve.notary)
  const minute = await port.minute()
  const draft = { notary: port.id, parametersHash: network.parametersHash(), from: minute - 1, until: minute + 10 }
  const tx = buildTransaction(
    { ...draft, inputs: [{ input, contract: ORDER }], commands: [], signers: [], submitter: identity.key },
    crypto.random,
  )
  const id = transactionId(tx)
  const witness = encodeWitness(await signSpend(crypto, [seed], lock, 0, id, inputNullifier(input), inputSerial(input)))
  const outcome = await port.notarise(tx.visible, privateRoot(tx), [witness])
  if (outcome.kind !== 'committed') fail('BUG', { what: 'the spend was not committed' })
}
