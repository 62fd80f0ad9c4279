/** What a second review found: days, claims and issues of one walk, histories of two issuers, sides whose software was changed. */
import type { Mutant } from './mutant.ts'

const fraud = { test: 'testing/sim/activity-fraud.test.ts' }
const books = { file: 'flows/token/audit.ts', test: 'testing/unit/books.test.ts' }
const peer = { test: 'testing/sim/hostile-peer.test.ts' }
const opened = { file: 'flows/treatment/receive-share.ts', test: 'testing/unit/open-share.test.ts' }

export const mutants: readonly Mutant[] = [
  {
    ...fraud,
    name: 'N34 a minute is looked up under the day that it is said to be of, and no other',
    file: 'flows/activity/issuer/claims.ts',
    only: 'day before',
    find: 'const AROUND = [0, -1, 1, -2, 2]',
    replace: 'const AROUND = [0]',
  },
  {
    ...fraud,
    name: 'N34 the books are not looked into again when a minute is marked as paid',
    file: 'flows/activity/issuer/mint.ts',
    only: 'two claims',
    find: "    if (changed) ctx.refuse(ISSUER, 'another entry of this day was paid meanwhile: claim again')\n",
    replace: '',
  },
  {
    ...fraud,
    name: 'N35 the issuer takes minutes back without asking the notary',
    file: 'flows/activity/issuer/mint.ts',
    only: 'N35',
    find: 'if (shown && !conflict && (yield* settle(ctx, claim.notary, shown.transaction)))',
    replace: 'if (shown && conflict && (yield* settle(ctx, claim.notary, shown.transaction)))',
  },
  {
    name: 'sums of tokens beyond what a double counts exactly',
    file: 'flows/token/contract.ts',
    test: 'testing/unit/token.test.ts',
    only: 'sums beyond',
    find: "    if ([spent, made].some((states) => total(states) > MOST)) refuse('there are not so many units')\n",
    replace: '',
  },
  {
    ...books,
    name: 'T14 a transaction that mixes issuers is left out of the audit',
    only: 'stranger',
    find: 'if (issuers.length > 0 && !issuers.includes(true)) return []',
    replace: 'if (issuers.includes(false)) return []',
  },
  {
    ...books,
    name: 'T14 a transaction of which no token is known is left out of the audit',
    only: 'came from nowhere',
    find: 'if (issuers.length > 0 && !issuers.includes(true)) return []',
    replace: 'if (!issuers.includes(true)) return []',
  },
  {
    ...books,
    name: 'T14 another issuer’s units are counted as held',
    only: 'stranger',
    find: '(equal(token.issuer, issuer) ? [[',
    replace: '(token.issuer.length > 0 ? [[',
  },
  {
    name: 'E3 a kept flow that was tried meanwhile is tried again from its old journal',
    file: 'flows/engine/engine.ts',
    test: 'testing/sim/engine-start.test.ts',
    only: 'by two at once',
    find: '        if (entries !== written.journal.length) return false\n',
    replace: '',
  },
  {
    ...peer,
    name: 'T8 shares of one dealing are not bounded',
    file: 'flows/treatment/receive-share.ts',
    only: 'T8',
    find: '    next()\n    const offered',
    replace: '    const offered',
  },
  {
    ...peer,
    name: 'N34 terms of two groups are received',
    file: 'flows/treatment/receive-share.ts',
    only: 'N34',
    find: 'const value = more.length === 0 ? group?.value : undefined',
    replace: 'const value = more.length >= 0 ? group?.value : undefined',
  },
  {
    ...peer,
    name: 'another’s contract signature is kept unverified',
    file: 'flows/core/finality.ts',
    only: 'signature of nobody',
    find: '      if (message.signatures) await checkTransaction(ctx.services, transaction, message.signatures)\n',
    replace: '',
  },
  {
    ...opened,
    name: 'N34 a document twice in a share, or one that is named and not shown',
    only: 'N34',
    find: "  if (!isOneToOne(keys, command.documents)) fail('DOCUMENT_MISMATCH', { why: 'the documents are not those that the share names' })\n",
    replace: '',
  },
  {
    ...opened,
    name: 'N34 documents of a share are compared by membership',
    only: 'N34',
    find: 'if (!isOneToOne(keys, command.documents))',
    replace: 'if (!keys.every((k) => isOneToOne([k], command.documents.filter((d) => equal(d, k)))))',
  },
  {
    ...opened,
    name: 'a group that was not asked for is opened',
    only: 'more than was agreed',
    find: "    if (groups.some((g) => !asked.items.includes(g.kind))) fail('DOCUMENT_MISMATCH', { why: 'it holds more than was agreed' })\n",
    replace: '',
  },
  {
    ...opened,
    name: 'what nobody registered passes for another issuer’s',
    only: 'nobody registered',
    find: "} else if (!equal(header.issuer, o.patientKey)) fail('DOCUMENT_MISMATCH', { why: 'an unregistered record claims another issuer' })",
    replace: '}',
  },
  {
    ...opened,
    name: 'an issuer’s signature on a shared record is not checked',
    only: 'register',
    find: "    fail('SIGNATURE_INVALID', { what: \"a record's issuer\" })\n",
    replace: '    void message\n',
  },
  {
    ...opened,
    name: 'a shared record under another key than the register’s is opened',
    only: 'register',
    find: '!entry?.known || !equal(entry.verificationKey, vk)',
    replace: '!entry?.known',
  },
]
