/** Purposes: what data were collected for, what for they are used, and the basis beside a consent. */
import type { Mutant } from './mutant.ts'

const codes = { file: 'flows/consent/purpose.ts', test: 'testing/unit/purpose.test.ts' }
const consent = { file: 'flows/consent/contract.ts', test: 'testing/unit/purpose.test.ts' }
const sale = { file: 'flows/trading/exchange/escrow.ts', test: 'testing/unit/escrow.test.ts', only: 'C6' }
const share = { file: 'flows/treatment/receive-share.ts', test: 'testing/unit/open-share.test.ts' }
const given = { file: 'flows/activity/give-basis.ts', test: 'testing/unit/purpose.test.ts' }
const basis = { file: 'flows/consent/basis.ts', test: 'testing/unit/purpose.test.ts' }
const sealed = { test: 'testing/sim/purpose.test.ts', only: 'collected for the public service' }
const bought = { test: 'testing/sim/purpose.test.ts', only: 'a buyer whose software' }

export const mutants: readonly Mutant[] = [
  {
    ...codes,
    name: 'C6 a profile for the public service is read as the one without it',
    find: 'profile.endsWith(PUBLIC) ?',
    replace: 'profile === PUBLIC ?',
  },
  {
    ...codes,
    name: 'C6 a profile that does not say it counts as the person’s own',
    find: "collectedFor(p) ?? refuse('PURPOSE_REFUSED', 'record-collected-unsaid')",
    replace: "collectedFor(p) ?? 'own'",
  },
  {
    ...codes,
    name: 'C6 a list of collected purposes in any order',
    find: 'if (!isSameList(all, inOrder(new Set(all))))',
    replace: 'if (all.length > 3)',
  },
  { ...codes, name: 'C6 words that hold a code allow it', find: 'listed.every(isUse) && ', replace: '' },
  { ...codes, name: 'C6 a sale needs a basis no more than a share', find: '(sold || !PUBLIC_USES', replace: '(!PUBLIC_USES' },
  {
    ...codes,
    name: 'C6 insurance is care',
    find: "'public-service', 'treatment']\n/** Whether",
    replace: "'insurance', 'public-service', 'treatment']\n/** Whether",
  },
  {
    ...consent,
    name: 'C6 no basis is asked for',
    find: '  if (!bases.some((b) => coversAll(b, patient, view.visible.until)))',
    replace: '  if (bases.length > 99)',
  },
  { ...consent, name: 'C6 a Sell for another purpose than the terms say', find: " || field('purpose') !== use", replace: '' },
  { ...consent, name: 'C6 a Sell for a purpose in somebody’s words', find: "useOf(use) === 'other' || ", replace: '' },
  {
    ...consent,
    name: 'C6 a Sell of what the terms do not say that it was collected for',
    find: "collected.length === 0 || !isWithin(collected, collectedOf(field('collected')) ?? [])",
    replace: 'collected.length === 0',
  },
  {
    ...consent,
    name: 'C6 a Share that says nothing of its records',
    find: 'share.documents.length > 0 && collected.length === 0',
    replace: 'share.documents.length > 99',
  },
  { ...basis, name: 'C6 a basis for some days covers any', find: ' && covers(b, person, ANY_DAY.to, until)', replace: '' },
  {
    ...sale,
    name: 'C6 a release refers to no basis',
    find: 'bases.length !== (needsBasis(t.collected, t.use, true) ? 1 : 0) || ',
    replace: '',
    test: 'testing/unit/escrow.test.ts',
  },
  {
    ...sale,
    name: 'C6 a release under a Sell for other purposes',
    find: "sell?.name !== 'Sell' || !equal(sell.data, encodeSell(t))",
    replace: "sell?.name !== 'Sell'",
  },
  {
    ...sale,
    name: 'C6 terms of a sale without purposes',
    find: "useOf(t.use) === 'other' || t.collected.length === 0",
    replace: 't.collected.length > 99',
  },
  {
    ...share,
    name: 'C6 a shared record is not compared with what the Share says',
    find: '!collected || !said.includes(collected)',
    replace: '!collected',
  },
  {
    ...share,
    name: 'C6 a Share of before lets everything through',
    find: 'collected && !needsBasis([collected], command.purpose, false) ?',
    replace: 'collected ?',
  },
  {
    ...given,
    name: 'C6 one day without a basis does not matter',
    find: 'days.length === 0 || !found.every((one) => one !== undefined)',
    replace: 'days.length === 0',
  },
  {
    ...given,
    name: 'C6 the profile decides over the entry',
    find: 'days.get(row.verificationKey)?.purpose ?? collectedFor(row.profile)',
    replace: 'collectedFor(row.profile) ?? days.get(row.verificationKey)?.purpose',
  },
  {
    ...sealed,
    name: 'C6 a day is sold without what it was collected for',
    file: 'flows/trading/sale/select.ts',
    find: "profileFor('fhir-r4/claimed', collected)",
    replace: "profileFor('fhir-r4/claimed', collected === 'treatment' ? collected : 'own')",
  },
  {
    ...sealed,
    name: 'C6 a buyer pays for what needs a basis without one',
    file: 'flows/trading/sale/buyer.ts',
    find: 'const basis = needsBasis(collected, q.purpose, true)',
    replace: 'const basis = needsBasis([], q.purpose, true) || offered.basis',
  },
  {
    ...sealed,
    name: 'C6 taking a basis back leaves what went with sales',
    file: 'flows/activity/give-basis.ts',
    find: '    yield* takeBackFromSales(ctx, basis)\n',
    replace: '',
  },
  {
    ...bought,
    name: 'C6 a seller does not compare the purposes that the buyer names',
    file: 'flows/trading/sale/seller.ts',
    find: 'if (!equal(encodePurposes(theirs), encodePurposes(terms)))',
    replace: 'if (encodePurposes(theirs).length === 0)',
  },
  {
    name: 'C6 a contract signature on what the contracts refuse',
    file: 'flows/core/finality.ts',
    find: '    await look(services)\n',
    replace: '',
    test: 'testing/sim/hostile-peer.test.ts',
    only: 'C6 is not signed by the person',
  },
]
