/**
 * What Node and Chromium make for each other with the portable core alone: an envelope, a contract signature, a transaction id, a
 * document with a disclosure, a notary answer. Each side checks what the other made, byte by byte.
 */
import { base64, fromBase64, hex } from '@hdms/shared/bytes.ts'
import { XWING } from '@hdms/shared/crypto/hpke.ts'
import { merklePath, merkleRoot } from '@hdms/shared/crypto/merkle.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { decodeDocument, discloseGroups, encodeDocument, groupsOf, issueDocument, openDisclosure } from '@hdms/shared/documents/document.ts'
import { parseJson, writeJson } from '@hdms/shared/documents/json.ts'
import { openEnvelope, sealEnvelope } from '@hdms/shared/envelope/envelope.ts'
import { buildTransaction } from '@hdms/shared/ledger/builder.ts'
import { dummySerial } from '@hdms/shared/ledger/lock.ts'
import { checkContractSignatures, decodeContractSignature, encodeContractSignature, signContract } from '@hdms/shared/ledger/signatures.ts'
import { decodeTransaction, encodeTransaction, transactionId } from '@hdms/shared/ledger/transaction.ts'
import { answerLeaf, decodeAnswer, encodeAnswer, encodeHeader, headerMessage, notaryId, verifyAnswer } from '@hdms/shared/notary/answer.ts'

/** What both sides know beforehand; all in base64. */
export interface Given {
  readonly root: string
  /** Signed node info of the sender and the seed of its identity. */
  readonly nodeInfo: string
  readonly seed: string
  readonly sealingSecret: string
  readonly now: number
}
/** What one side made, in base64. */
export interface Made {
  readonly envelope: string
  readonly transaction: string
  readonly id: string
  readonly signature: string
  readonly document: string
  readonly verificationKey: string
  readonly disclosure: string
  readonly answer: string
  readonly notaryKey: string
}

const TEXT = '{"resourceType":"Observation","valueQuantity":{"value":1.50},"note":[{"text":"한글 \\ud83d\\ude00"}]}'
const PAYLOAD = 'a message for the other side'

export async function make(crypto: CryptoProvider, given: Given): Promise<Made> {
  const [seed, secret] = [fromBase64(given.seed), fromBase64(given.sealingSecret)]
  const recipient = await XWING.publicKey(crypto, secret)
  const envelope = await sealEnvelope(crypto, { seed, nodeInfo: fromBase64(given.nodeInfo) }, recipient, {
    session: crypto.random(16),
    counter: 7,
    payload: new TextEncoder().encode(PAYLOAD),
  })
  const notarySeed = crypto.random(32)
  const notaryKey = await crypto.publicKey(notarySeed)
  const nk = crypto.random(32)
  const from = Math.floor(given.now / 60_000)
  const tx = buildTransaction(
    {
      notary: notaryId(notaryKey),
      parametersHash: crypto.random(32),
      from,
      until: from + 10,
      inputs: [{ input: { ref: null, lock: dummySerial(nk), nk }, contract: '' }],
      commands: [{ contract: 'test/1', name: 'Test', data: crypto.random(10) }],
      signers: [await crypto.publicKey(seed)],
      submitter: await crypto.publicKey(seed),
    },
    crypto.random,
  )
  const id = transactionId(tx)
  const doc = issueDocument(
    'test',
    await crypto.publicKey(seed),
    [
      { kind: 'A', value: parseJson(TEXT) },
      { kind: 'B', value: parseJson('{"b":[]}') },
    ],
    crypto.random,
  )
  const leaves = [crypto.random(32), answerLeaf(id, []), crypto.random(32)]
  const header = encodeHeader({
    notary: notaryId(notaryKey),
    sequence: 1,
    previous: new Uint8Array(32),
    root: merkleRoot(leaves),
    count: 3,
    time: given.now,
    state: crypto.random(32),
  })
  const answer = encodeAnswer({
    header,
    signature: await crypto.sign(notarySeed, headerMessage(header)),
    index: 1,
    path: merklePath(leaves, 1),
    preimages: [],
  })
  return {
    envelope: base64(envelope),
    transaction: base64(encodeTransaction(tx)),
    id: hex(id),
    signature: base64(encodeContractSignature(await signContract(crypto, seed, id))),
    document: base64(encodeDocument(doc)),
    verificationKey: hex(doc.verificationKey),
    disclosure: base64(
      discloseGroups(
        doc,
        groupsOf(doc.leaves).filter((g) => g.kind === 'A'),
      ),
    ),
    answer: base64(answer),
    notaryKey: base64(notaryKey),
  }
}

/** @returns what was found, or throws what the core throws */
export async function check(crypto: CryptoProvider, given: Given, made: Made): Promise<Record<string, string>> {
  const secret = fromBase64(given.sealingSecret)
  const recipient = { secret, publicKey: await XWING.publicKey(crypto, secret) }
  const rules = { root: fromBase64(given.root), now: given.now, crlPolicy: 'soft' as const }
  const { sender, message } = await openEnvelope(crypto, recipient, fromBase64(made.envelope), rules)
  const tx = decodeTransaction(fromBase64(made.transaction))
  const id = transactionId(tx)
  await checkContractSignatures(crypto, id, [sender.identityKey], [decodeContractSignature(fromBase64(made.signature))])
  await verifyAnswer(crypto, fromBase64(made.notaryKey), id, tx.visible, decodeAnswer(fromBase64(made.answer)))
  const opened = openDisclosure(fromBase64(made.disclosure))
  return {
    sender: sender.name,
    payload: new TextDecoder().decode(message.payload),
    id: hex(id),
    verificationKey: hex(decodeDocument(fromBase64(made.document)).verificationKey),
    disclosed: hex(opened.verificationKey),
    kinds: opened.groups.map((g) => g.kind).join(),
    text: writeJson(opened.groups[0]?.value ?? parseJson('null')),
  }
}

export const expected = (made: Made, sender: string): Record<string, string> => ({
  sender,
  payload: PAYLOAD,
  id: made.id,
  verificationKey: made.verificationKey,
  disclosed: made.verificationKey,
  kinds: 'A',
  text: writeJson(parseJson(TEXT)),
})
