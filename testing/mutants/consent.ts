/** Consents: what was shown is what is shared, what lets a key go, and until when anything is used. */
import type { Mutant } from './mutant.ts'

const release = { file: 'flows/core/release.ts', test: 'testing/unit/release.test.ts' }
const person = { file: 'flows/treatment/patient-share.ts', test: 'testing/sim/consent.test.ts' }
const hospital = { file: 'flows/treatment/receive-share.ts', test: 'testing/sim/consent.test.ts' }
const sellable = { file: 'node/personal/sellable.ts', test: 'testing/unit/sellable.test.ts' }
const agree = { file: 'flows/trading/sale/agree.ts', test: 'testing/sim/sold.test.ts', only: 'between the question' }
const seller = { file: 'flows/trading/sale/seller.ts', test: 'testing/sim/sold.test.ts' }
const consents = { file: 'node/institutional/consents.ts', test: 'testing/sim/sold.test.ts', only: 'exports' }

export const mutants: readonly Mutant[] = [
  {
    ...release,
    name: 'C1 a key is let go without asking for the consent',
    find: "  const { standing, time } = await consentNow(services, held)\n  if (standing !== 'stands') return refuseConsent(standing)\n",
    replace: '  const { time } = await consentNow(services, held)\n',
  },
  { ...release, name: 'C1 a spent consent stands', find: "!unspent ? 'withdrawn' : minuteOf", replace: 'minuteOf' },
  { ...release, name: 'C3 a consent stands at its end', find: 'minuteOf(time) < end', replace: 'minuteOf(time) <= end' },
  {
    ...release,
    name: 'C3 an end that is no number never comes',
    find: "minuteOf(time) < end ? 'stands' : 'ended'",
    replace: "minuteOf(time) >= end ? 'ended' : 'stands'",
  },
  { ...release, name: 'C3 the end of a consent is not asked for', find: "minuteOf(time) < end ? 'stands' : 'ended'", replace: "'stands'" },
  {
    ...release,
    name: 'C2 a key leaves though a record is superseded',
    find: '&& records.every((record) => documents.stands(record))',
    replace: '',
  },
  {
    ...release,
    name: 'C2 what happens while the notary is asked is not seen',
    find: 'if (!isHeld(services, held) || (may && !held.records.every(may)))',
    replace: 'if (may && !held.records.every(may))',
  },
  { ...release, name: 'C1 what else a record must have to leave is not asked', find: '|| (may && !held.records.every(may))', replace: '' },
  {
    ...release,
    name: 'C2 a key is kept for records that do not stand',
    find: '  if (!records.every((record) => documents.stands(record))) return false\n',
    replace: '',
  },
  {
    ...release,
    name: 'C1 keys under other consents go with one that is withdrawn',
    find: "piece.startsWith('key/') && piece.includes(`/${consent}/`)",
    replace: "piece.startsWith('key/') && consent !== ''",
  },
  {
    ...person,
    name: 'C1 records that came after the question are shared too',
    find: 'sealRecords(services, records, items))',
    replace: 'sealRecords(services, recordsOf(services, items), items))',
    only: 'between the question and the answer stay|nothing was shown',
  },
  {
    ...person,
    name: 'C1 other terms are signed than were shown',
    find: 'value: fromValue(terms) }]',
    replace: 'value: fromValue({ ...terms, end: `${terms.end}0` }) }]',
    only: 'what is signed',
  },
  {
    file: 'flows/core/decision.ts',
    test: 'testing/sim/consent.test.ts',
    name: 'C1 whatever is neither yes nor no is an answer',
    find: "if (typeof approved !== 'boolean')",
    replace: 'if (approved === undefined)',
    only: 'anything but yes',
  },
  {
    ...person,
    name: 'C3 a question outlives the end of what it asks for',
    find: 'ctx.ask(consentQuestion, question, { timeout: Math.max(0, end * MINUTE - now) })',
    replace: 'ctx.ask(consentQuestion, question, { timeout: Math.max(0, end * MINUTE - now) * 99 })',
    only: 'at the question',
  },
  {
    ...person,
    name: 'C1 a request for a kind twice is put to the person',
    find: 'new Set(items).size !== items.length ||',
    replace: '',
    only: 'not put to the person',
  },
  {
    ...person,
    name: 'C1 two kinds in one word are put to the person',
    find: '|| !items.every((item) => KIND.test(item))',
    replace: '',
    only: 'not put to the person',
  },
  {
    ...person,
    name: 'C2 a key in the outbox does not hear of an erasure',
    find: ', { piece: sealed.piece, instead: { withheld: {} } })',
    replace: ')',
    only: 'waits here for a hospital',
  },
  {
    ...person,
    name: 'C1 another share follows a consent that was withdrawn',
    find: "    if (standing !== 'stands') refuseConsent(standing)\n",
    replace: '',
    only: 'consent is withdrawn: it does not leave',
  },
  {
    ...hospital,
    name: 'the purpose of the terms is not compared',
    find: "stringMember(value, 'purpose') === asked.purpose &&",
    replace: '',
    only: 'another purpose',
  },
  {
    ...hospital,
    name: 'the end of the terms is not compared',
    find: "stringMember(value, 'end') === String(asked.end)",
    replace: 'asked.end > 0',
    only: 'for longer',
  },
  {
    ...hospital,
    name: 'the scope of the terms is not compared',
    find: "stringMember(value, 'scope') === asked.items.join(',') &&",
    replace: '',
    only: 'of less',
  },
  {
    ...hospital,
    name: 'whom a share is sealed to is not compared',
    find: 'equal(command.recipientKeyHash, sha256(asked.publicKey)) &&',
    replace: '',
    only: 'sealed to somebody else',
  },
  {
    ...hospital,
    name: 'the data of a share are not compared',
    find: 'equal(command.ciphertextHash, sha256(offered.ciphertext)) &&',
    replace: '',
    only: 'other data than the Share',
  },
  {
    ...hospital,
    name: 'C3 data are opened after the end',
    find: "const opened = standing === 'stands' ? await openShare(services, o, asked, received) : []\n    return { standing,",
    replace: "const opened = await openShare(services, o, asked, received)\n    return { standing: 'stands' as ConsentStanding,",
    only: 'at the opening',
  },
  {
    ...hospital,
    name: 'C3 data are handed over after the end',
    find: "    const before = await consentNow(services, consent)\n    if (before.standing !== 'stands') return before.standing\n    const resources = await openShare(services, o, asked, received)\n    const now = await consentNow(services, consent)\n    if (now.standing !== 'stands') return now.standing\n",
    replace: '    const resources = await openShare(services, o, asked, received)\n    const now = await consentNow(services, consent)\n',
    only: 'at the hand-over',
  },
  {
    ...sellable,
    name: 'days of the public service are sold',
    find: "purpose === 'own' || bases.some(({ basis }) => covers(basis, person, day, now / MINUTE))",
    replace: 'purpose && person && bases',
  },
  {
    ...sellable,
    name: 'a day of the public service is sold on any basis',
    find: 'covers(basis, person, day, now / MINUTE)',
    replace: 'basis && person && day > 0',
  },
  { ...sellable, name: 'a day counts in its first revision', find: 'entries[entries.length - 1]', replace: 'entries[0]' },
  {
    ...agree,
    name: 'C1 other words are signed than were shown',
    find: 'const agreed = { records: shown.records, terms: shown.terms }',
    replace:
      "const agreed = { records: shown.records, terms: shown.terms }\n  Object.assign(shown, { terms: { ...shown.terms, words: '' } })\n  agreed.terms = { ...agreed.terms, part: '0' }",
  },
  {
    ...seller,
    name: 'C1 records that came after the question are sold too',
    find: "'what of it may still be sold', ({ seller }) => ({\n    records: agreed.records.filter(seller",
    replace:
      "'what of it may still be sold', ({ seller, documents }) => ({\n    records: documents.standing().map((d) => d.verificationKey).filter(seller",
    only: 'between the question',
  },
  {
    ...consents,
    name: 'C4 an export goes by what was said before',
    find: 'await askAbout(node, market.answer(id), clock)',
    replace: 'market.answer(id)',
  },
  { ...consents, name: 'C4 a notary’s word serves for longer than an hour', find: 'age <= MOST_AGE', replace: 'age <= 24 * MOST_AGE' },
  { ...consents, name: 'C4 a word from the future serves', find: 'age >= 0 && ', replace: '' },
  {
    ...consents,
    name: 'C4 who withdrew is counted among those whose consent has ended',
    find: "if (answer.state === 'withdrawn') return 'withdrawn'",
    replace: "if (answer.state === 'withdrawn') return 'ended'",
  },
]
