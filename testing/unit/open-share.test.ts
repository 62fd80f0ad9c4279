/** What a hospital opens of a share: the documents that the Share names, each once, their agreed groups, and their issuers' word for them. */

import { CONSENT, encodeShare } from '@hdms/flows/consent/contract.ts'
import type { Collected } from '@hdms/flows/consent/purpose.ts'
import type { HospitalServices, Opened } from '@hdms/flows/treatment/hospital.ts'
import { type Asked, openShare } from '@hdms/flows/treatment/receive-share.ts'
import { treatment } from '@hdms/flows/treatment/wire.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { hex } from '@hdms/shared/bytes.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import { XWING } from '@hdms/shared/crypto/hpke.ts'
import { type Document, discloseGroups, groupsOf, issueDocument } from '@hdms/shared/documents/document.ts'
import { fromValue } from '@hdms/shared/documents/json.ts'
import { sealTo } from '@hdms/shared/envelope/envelope.ts'
import { buildTransaction } from '@hdms/shared/ledger/builder.ts'
import { encodeTransaction, transactionId } from '@hdms/shared/ledger/transaction.ts'
import { encode } from '@hdms/shared/messages/wire.ts'
import { type RecordEntry, recordMessage } from '@hdms/shared/notary/register.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { seeded } from '../support/random.ts'

const random = seeded(13)
const draw = (n: number): Uint8Array => random.bytes(n)
const crypto = { ...nativeCrypto(), random: draw }
const [secret, patientSeed, issuerSeed, notary] = [draw(32), draw(32), draw(32), draw(32)] as const
let [patient, issuer, publicKey] = [draw(32), draw(32), draw(32)]

beforeAll(async () => {
  patient = await crypto.publicKey(patientSeed)
  issuer = await crypto.publicKey(issuerSeed)
  publicKey = await XWING.publicKey(crypto, secret)
})

const documentOf = (by: Uint8Array, kinds: readonly string[] = ['Observation'], profile = 'fhir-r4/medical-result'): Document =>
  issueDocument(
    profile,
    by,
    kinds.map((kind) => ({ kind, value: fromValue({ resourceType: kind, id: hex(draw(4)) }) })),
    draw,
  )
const shownOf = (doc: Document, more: treatment.SharedDocument.$Properties = {}): treatment.SharedDocument.$Properties => ({
  disclosure: discloseGroups(doc, groupsOf(doc.leaves)),
  ...more,
})

/** Opens what is shown under a Share that names these. @returns how many resources, or why not */
async function opened(
  named: readonly Document[],
  shown: readonly treatment.SharedDocument.$Properties[],
  entries: readonly RecordEntry[] = [],
  more: { readonly purpose?: string; readonly collected?: readonly Collected[] } = {},
): Promise<unknown> {
  const key = draw(32)
  const ciphertext = await crypto.gcmSeal(
    key,
    new Uint8Array(12),
    new Uint8Array(0),
    encode(treatment.SharedData, { documents: [...shown] }),
  )
  const share = {
    documents: named.map((d) => d.verificationKey),
    items: ['Observation'],
    ciphertextHash: sha256(ciphertext),
    purpose: 'treatment',
    recipientKeyHash: sha256(publicKey),
    ...more,
  }
  const transaction = buildTransaction(
    {
      ...{ notary, parametersHash: draw(32), from: 1, until: 6, outputs: [], signers: [patient], submitter: patient },
      inputs: [{ input: { ref: null, lock: draw(32), nk: draw(32) }, contract: '' }],
      commands: [{ contract: CONSENT, name: 'Share', data: encodeShare(share) }],
    },
    draw,
  )
  const services = {
    crypto,
    documents: { readPiece: async () => secret },
    network: { notary: () => ({ id: notary, list: async () => entries }) },
  } as unknown as HospitalServices
  const asked: Asked = { items: share.items, purpose: share.purpose, end: 9, piece: 'p', publicKey }
  const wrappedKey = await sealTo(crypto, publicKey, transactionId(transaction), key)
  const received = { ciphertext, wrappedKey, transaction: encodeTransaction(transaction) }
  try {
    const records = await openShare(services, { patientKey: patient } as Opened, asked, received)
    return records.flatMap(({ resources }) => resources).length
  } catch (error) {
    const { code, data } = error as { code: string; data: { why?: string } }
    return `${code}: ${data.why ?? ''}`
  }
}

describe('documents of a share', () => {
  test('C6 were collected for what the Share says, each; a profile that does not say it is refused', async () => {
    const own = documentOf(patient, ['Observation'], 'fhir-r4/self-reported')
    const open = documentOf(patient, ['Observation'], 'fhir-r4/self-reported/public-service')
    const strange = documentOf(patient, ['Observation'], 'fhir-r4/unheard-of')
    const both = [documentOf(patient), own]
    const shown = (docs: readonly Document[], more: Parameters<typeof opened>[3]) =>
      opened(
        docs,
        docs.map((d) => shownOf(d)),
        [],
        more,
      )
    const wrong = 'DOCUMENT_MISMATCH: a record was collected for something else than the share says'
    expect(await shown(both, { collected: ['own', 'treatment'] })).toBe(2)
    expect(await shown(both, { collected: ['treatment'] })).toBe(wrong)
    expect([await shown([open], { collected: ['own'] }), await shown([open], { collected: ['public-service'] })]).toEqual([wrong, 1])
    expect(await shown([strange], { collected: ['own', 'public-service', 'treatment'] })).toBe(wrong)
    // From before Shares said it: good where the consent alone is enough.
    expect([await shown(both, {}), await shown([open], {}), await shown([open], { purpose: 'insurance' })]).toEqual([2, 1, wrong])
  })

  test('N34 are those that it names, each once: none twice, none beside, none left out', async () => {
    const [a, b, c] = [documentOf(patient), documentOf(patient), documentOf(patient)] as const
    expect(
      await opened(
        [a, b],
        [a, b].map((d) => shownOf(d)),
      ),
    ).toBe(2)
    expect(
      await opened(
        [b, a],
        [a, b].map((d) => shownOf(d)),
      ),
    ).toBe(2)
    const others = 'DOCUMENT_MISMATCH: the documents are not those that the share names'
    const cases: readonly (readonly [readonly Document[], readonly Document[]])[] = [
      [[a], [a, a]],
      [
        [a, b],
        [a, a],
      ],
      [[a, b], [a]],
      [[a], [a, b]],
      [
        [a, b],
        [a, c],
      ],
      [
        [a, b],
        [a, b, b],
      ],
      [[a], []],
    ]
    for (const [named, shown] of cases)
      expect(
        await opened(
          named,
          shown.map((d) => shownOf(d)),
        ),
      ).toBe(others)
  })

  test('hold no more than was agreed, whatever groups they have', async () => {
    const more = documentOf(patient, ['Observation', 'Condition'])
    expect(await opened([more], [shownOf(more)])).toBe('DOCUMENT_MISMATCH: it holds more than was agreed')
    const agreed = groupsOf(more.leaves).filter((g) => g.kind === 'Observation')
    expect(await opened([more], [{ disclosure: discloseGroups(more, agreed) }])).toBe(1)
  })

  test('what nobody registered is the person’s own word, and nobody else’s', async () => {
    const foreign = documentOf(issuer)
    expect(await opened([foreign], [shownOf(foreign)])).toBe('DOCUMENT_MISMATCH: an unregistered record claims another issuer')
  })

  test('a record of the register has its issuer’s signature and stands there under its own key; what was replaced or erased is left out', async () => {
    const doc = documentOf(issuer)
    const recordId = draw(32)
    const vk = doc.verificationKey
    const issuerSignature = await crypto.sign(issuerSeed, recordMessage(notary, recordId, vk))
    const entry = (more: Partial<RecordEntry> = {}): RecordEntry => ({
      ...{ recordId, known: true, verificationKey: vk, issuerSignature, operation: 0 },
      ...more,
    })
    const registered = shownOf(doc, { recordId, issuerSignature, notary: 'N' })
    expect(await opened([doc], [registered], [entry()])).toBe(1)
    for (const operation of [1, 2]) expect(await opened([doc], [registered], [entry({ operation })])).toBe(0)
    const none = 'DOCUMENT_MISMATCH: a record is not in the register'
    expect(await opened([doc], [registered], [])).toBe(none)
    expect(await opened([doc], [registered], [entry({ known: false })])).toBe(none)
    expect(await opened([doc], [registered], [entry({ verificationKey: draw(32) })])).toBe(none)
    const forged = await crypto.sign(patientSeed, recordMessage(notary, recordId, vk))
    for (const signature of [forged, issuerSignature.slice().reverse(), await crypto.sign(issuerSeed, recordMessage(notary, draw(32), vk))])
      expect(await opened([doc], [{ ...registered, issuerSignature: signature }], [entry()])).toBe('SIGNATURE_INVALID: ')
  })
})
