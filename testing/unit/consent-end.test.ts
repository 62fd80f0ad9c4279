/** A consent ends at a minute. Terms whose end is anything else would never end, so nothing is shared or sold under them. */
import { CONSENT, consentContract, encodeConsent, encodeSell, encodeShare, SHARED_TERMS, SOLD_TERMS } from '@hdms/flows/consent/contract.ts'
import type { TransactionView } from '@hdms/flows/core/contract.ts'
import { hex } from '@hdms/shared/bytes.ts'
import { issueDocument, proveLeaf } from '@hdms/shared/documents/document.ts'
import { asHdmsError } from '@hdms/shared/errors.ts'
import { expect, test } from 'vitest'
import { seeded } from '../support/random.ts'

const draw = seeded(21).bytes
const [PERSON, HOSPITAL] = [draw(32), draw(32)]
const NOW = 29_450_095

/** @returns why the contract refuses, or `taken` */
function verdict(name: 'Share' | 'Sell', end: string): string {
  const terms = {
    recipient: 'x',
    recipientKey: hex(HOSPITAL),
    purpose: 'research',
    scope: 'Observation',
    sale: 'paid',
    collected: 'own',
    end,
  }
  const entries = Object.entries(terms).map(([key, value]) => [key, { t: 'string', value }] as const)
  const doc = issueDocument('hdms/consent-terms', PERSON, [{ kind: 'terms', value: { t: 'object', entries } }], draw)
  const state = encodeConsent({ terms: doc.verificationKey, patient: PERSON })
  const share = { documents: [], items: ['Observation'], ciphertextHash: draw(32), purpose: 'research', recipientKeyHash: draw(32) }
  const view = {
    visible: { from: NOW - 5, until: NOW, references: [] },
    ...{ inputs: [], dummies: [], outputs: [], locks: [] },
    references: [{ output: { contract: CONSENT, state } }],
    commands: [
      { contract: CONSENT, name, data: name === 'Share' ? encodeShare(share) : encodeSell({ use: 'research', collected: ['own'] }) },
    ],
    attachments: (name === 'Share' ? SHARED_TERMS : SOLD_TERMS).map((field) => proveLeaf(doc, field)),
    signers: [PERSON, HOSPITAL],
  }
  try {
    consentContract.verify(view as unknown as TransactionView)
    return 'taken'
  } catch (error) {
    return String(asHdmsError(error).data['why'])
  }
}

test.each(['Share', 'Sell'] as const)('C2 %s: the end is a whole minute, and lies ahead', (name) => {
  expect([verdict(name, String(NOW)), verdict(name, String(NOW + 1))]).toEqual(['taken', 'taken'])
  expect([verdict(name, String(NOW - 1)), verdict(name, '0')]).toEqual(['the consent ends before', 'the consent ends before'])
  for (const end of [
    'abc',
    '',
    ' ',
    '1e99',
    'Infinity',
    '-Infinity',
    'NaN',
    '0x7fffffff',
    '29450100.5',
    ' 29450100',
    '29450100 ',
    '+29450100',
    '029450100',
    '-1',
    '4294967296',
    '9'.repeat(30),
    'null',
    'true',
    '２９４５０１００',
  ])
    expect([end, verdict(name, end)]).toEqual([end, 'the end of the consent is no minute'])
})
