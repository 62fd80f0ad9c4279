/**
 * The consent on the ledger. Its terms are an off-ledger document; the state holds its verification key. Only the person can
 * spend it, which withdraws it. Grantees reference it in a *Share*, which opens the terms' fields it relies on.
 */

import { decodeAll, equal, fromHex, Writer } from '@hdms/shared/bytes.ts'
import { wholeIn } from '@hdms/shared/decimal.ts'
import { openLeafProof } from '@hdms/shared/documents/document.ts'
import type { CommandLeaf } from '@hdms/shared/ledger/components.ts'
import { FOREVER } from '@hdms/shared/ledger/lock.ts'
import { allDistinct, isOneToOne, isWithin } from '@hdms/shared/one-to-one.ts'
import { type RefuseAs, refusingAs } from '@hdms/shared/reasons.ts'
import { type Contract, includesKey, onlyCommand, type TransactionView } from '../core/contract.ts'
import { BASIS, coversAll, decodeBasis } from './basis.ts'
import {
  allows,
  type Collected,
  collectedOf,
  encodePurposes,
  needsBasis,
  type Purposes,
  readCollected,
  readPurposes,
  useOf,
  writeCollected,
} from './purpose.ts'
import { type ConsentReasons, refuse as refuseFor } from './reasons.ts'

export const CONSENT = 'hdms.consent/1'
/** The minutes a Share's window may be open. */
const MAX_SHARE_WINDOW = 6

export interface ConsentState {
  /** Verification key of the terms document. */
  readonly terms: Uint8Array
  /** Identity key of the person. */
  readonly patient: Uint8Array
}
export const encodeConsent = (s: ConsentState): Uint8Array => new Writer().raw(s.terms).raw(s.patient).bytes()
export const decodeConsent = (bytes: Uint8Array): ConsentState =>
  decodeAll(bytes, 'consent', (r) => ({ terms: r.raw(32), patient: r.raw(32) }))

/** The fields of a terms document; all are strings. */
export interface ConsentTerms {
  readonly recipient: string
  /** Hex of the recipient's identity key. */
  readonly recipientKey: string
  /** A code of purpose.ts, several with commas between, or words. */
  readonly purpose: string
  /** Items, comma-separated. */
  readonly scope: string
  /** Whole minutes since 1970 as decimal digits. */
  readonly end: string
}
/** What a Sell opens of the terms. */
export const SOLD_TERMS = ['sale', 'purpose', 'collected', 'end'] as const
/** What a Share opens of the terms, in this order. */
export const SHARED_TERMS = ['recipientKey', 'purpose', 'scope', 'end'] as const

export interface ShareCommand {
  /** Verification keys of the documents that are disclosed from. */
  readonly documents: readonly Uint8Array[]
  readonly items: readonly string[]
  readonly ciphertextHash: Uint8Array
  /** One that the terms allow. */
  readonly purpose: string
  /** Hash of the X-Wing key that the data key is wrapped to. */
  readonly recipientKeyHash: Uint8Array
  /** What the documents were collected for; nothing in Shares from before they said it. */
  readonly collected?: readonly Collected[]
}
export function encodeShare(s: ShareCommand): Uint8Array {
  const w = new Writer()
    .list(s.documents, (to, d) => void to.raw(d))
    .list(s.items, (to, i) => void to.text(i))
    .raw(s.ciphertextHash)
    .text(s.purpose)
    .raw(s.recipientKeyHash)
  return (s.collected ? writeCollected(w, s.collected) : w).bytes()
}
export const decodeShare = (bytes: Uint8Array): ShareCommand =>
  decodeAll(bytes, 'share', (r) => ({
    documents: r.list((i) => i.raw(32)),
    items: r.list((i) => i.text()),
    ciphertextHash: r.raw(32),
    purpose: r.text(),
    recipientKeyHash: r.raw(32),
    ...(r.remaining > 0 ? { collected: readCollected(r) } : {}),
  }))

/** What a Sell names, the same as the sale beside it. */
export const encodeSell = (purposes: Purposes): Uint8Array => encodePurposes(purposes)
const decodeSell = (bytes: Uint8Array): Purposes => decodeAll(bytes, 'sale under a consent', readPurposes)

const refuse: RefuseAs<ConsentReasons, 'CONTRACT_VIOLATED', 'contract'> = refusingAs(refuseFor, 'CONTRACT_VIOLATED', { contract: CONSENT })

export const consentContract: Contract = {
  name: CONSENT,
  verify(view) {
    const command = onlyCommand(view, CONSENT)
    switch (command.name) {
      case 'Give':
        return verifyGive(view)
      case 'Withdraw':
        return verifyWithdraw(view)
      case 'Share':
        return verifyShare(view, command)
      case 'Sell':
        return verifySell(view, command)
      default:
        return refuse('unknown-command')
    }
  },
}

const consentsIn = (view: TransactionView) => view.inputs.filter((i) => i.output.contract === CONSENT)
const consentsOut = (view: TransactionView) => view.outputs.filter((o) => o.contract === CONSENT)

function verifyGive(view: TransactionView): void {
  const [state, ...more] = consentsOut(view)
  if (!state || more.length > 0 || view.inputs.length > 0 || view.outputs.length !== 1) return refuse('give-shape')
  if (!includesKey(view.signers, decodeConsent(state.state).patient)) refuse('person-unsigned')
}

function verifyWithdraw(view: TransactionView): void {
  const spent = consentsIn(view)
  if (spent.length !== 1 || view.outputs.length > 0) return refuse('withdraw-shape')
  const { patient } = decodeConsent((spent[0] as (typeof spent)[0]).output.state)
  if (!includesKey(view.signers, patient)) refuse('withdraw-by-other')
}

/**
 * The terms that a command relies on. Each is opened once, all in one group, and nothing else is attached: whoever wrote terms that say two things of one
 * name could otherwise open each of them where it suits.
 * @returns the value of a term
 */
function openedTerms<Name extends string>(view: TransactionView, terms: Uint8Array, names: readonly Name[]): (name: Name) => string {
  const opened = view.attachments.map((proof) => openLeafProof(proof, terms))
  const once = isOneToOne(
    opened.map((o) => o.field),
    names,
  )
  if (!once || new Set(opened.map((o) => o.group)).size !== 1) refuse('terms-not-opened')
  return (name) => opened.find((o) => o.field === name)?.value ?? refuse('term-hidden', { term: name })
}

/** Minutes since 1970. An end that is no minute would be one that never comes: it is refused, whoever wrote it. */
const endOf = (text: string): number => wholeIn(text, 0, FOREVER) ?? refuse('end-no-minute')

/**
 * What was collected for the public service is used for something else only on a basis of its own, which the person who consents gave: of any day, since the
 * days are nobody's here.
 */
function checkBasis(view: TransactionView, patient: Uint8Array, collected: readonly Collected[], purpose: string, sold: boolean): void {
  if (!needsBasis(collected, purpose, sold)) return
  const bases = view.references.filter((r) => r.output.contract === BASIS).map((r) => decodeBasis(r.output.state))
  if (!bases.some((b) => coversAll(b, patient, view.visible.until))) refuse(sold ? 'sale-needs-basis' : 'use-needs-basis')
}

/** What is sold for good: the consent still stands, is one to this sale, and has not ended. Who spends the seller's part signs in the person's place. */
function verifySell(view: TransactionView, command: CommandLeaf): void {
  const [consent, ...more] = view.references.filter((r) => r.output.contract === CONSENT)
  if (!consent || more.length > 0 || consentsIn(view).length > 0 || consentsOut(view).length > 0) return refuse('sell-shape')
  const { terms, patient } = decodeConsent(consent.output.state)
  const { use, collected } = decodeSell(command.data)
  const field = openedTerms(view, terms, SOLD_TERMS)
  if (field('sale') !== 'paid') refuse('not-for-sale')
  if (useOf(use) === 'other' || field('purpose') !== use) refuse('other-purpose')
  if (collected.length === 0 || !isWithin(collected, collectedOf(field('collected')) ?? [])) refuse('collected-unsaid')
  checkBasis(view, patient, collected, use, true)
  if (view.visible.until > endOf(field('end'))) refuse('ends-before')
}

function verifyShare(view: TransactionView, command: CommandLeaf): void {
  const consents = view.references.filter((r) => r.output.contract === CONSENT)
  // Grantees reference a consent; they never consume and re-issue it.
  if (consents.length !== 1 || consentsIn(view).length > 0 || consentsOut(view).length > 0) return refuse('share-shape')
  const { terms, patient } = decodeConsent((consents[0] as (typeof consents)[0]).output.state)
  const share = decodeShare(command.data)
  if (!allDistinct(share.documents) || !allDistinct(share.items)) refuse('share-twice')
  const field = openedTerms(view, terms, SHARED_TERMS)
  const recipient = fromHex(field('recipientKey'))
  if (!includesKey(view.signers, patient) || !includesKey(view.signers, recipient)) refuse('share-unsigned')
  if (view.signers.some((key) => !equal(key, patient) && !equal(key, recipient))) refuse('stranger-signs')
  if (!allows(field('purpose'), share.purpose)) refuse('other-purpose')
  const { collected = [] } = share
  if (share.documents.length > 0 && collected.length === 0) refuse('records-collected-unsaid')
  checkBasis(view, patient, collected, share.purpose, false)
  const scope = field('scope').split(',')
  if (!share.items.every((item) => scope.includes(item))) refuse('outside-scope')
  if (view.visible.until > endOf(field('end'))) refuse('ends-before')
  if (view.visible.until - view.visible.from > MAX_SHARE_WINDOW) refuse('share-too-long')
}
