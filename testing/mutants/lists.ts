/** Lists in which something stands twice, what is taken from whom, and what is counted before it succeeded. */
import type { Mutant } from './mutant.ts'

const LISTS = 'testing/unit/distinct-lists.test.ts'

export const mutants: readonly Mutant[] = [
  {
    name: 'a notary’s list may name one record twice and leave another out',
    file: 'notary/client/notary-client.ts',
    find: '      !isSameList(',
    replace: '      !isWithin(',
    test: LISTS,
    only: 'asked for',
  },
  {
    name: 'one service may sign a count for both',
    file: 'shared/queries/count.ts',
    find: 'counters.length !== 2 || !allDistinct(counters) ||',
    replace: 'counters.length !== 2 ||',
    test: LISTS,
    only: 'signs twice',
  },
  {
    name: 'a record may be sold twice in one offer',
    file: 'flows/trading/sale/check.ts',
    find: 'if (!allDistinct(registeredIds))',
    replace: 'if (false as boolean)',
    test: LISTS,
    only: 'named each once',
  },
  {
    name: 'tokens that another payment holds are paid with',
    file: 'flows/token/wallet.ts',
    find: 'tokens.filter((t) => t.free)',
    replace: 'tokens.filter(() => true)',
    test: LISTS,
    only: 'tokens for an amount',
  },
  {
    name: 'more tokens go into a payment than are needed',
    file: 'flows/token/wallet.ts',
    find: '    if (sumOf(chosen) >= amount) break\n',
    replace: '',
    test: LISTS,
    only: 'tokens for an amount',
  },
  {
    name: 'a message that does not open puts those after it out of step (RFC 9180 §5.2)',
    file: 'shared/crypto/hpke.ts',
    find: 'const plain = await this.crypto.chachaOpen(this.key, this.nonce(this.sequence), aad, sealed)\n      this.sequence++\n',
    replace: 'const plain = await this.crypto.chachaOpen(this.key, this.nonce(this.sequence++), aad, sealed)\n',
    test: 'testing/unit/envelope.test.ts',
    only: 'does not open is not counted',
  },
  {
    name: 'messages are opened beside each other under one number',
    file: 'shared/crypto/hpke.ts',
    find: '    this.opening = opened.catch(() => {})\n',
    replace: '',
    test: 'testing/unit/envelope.test.ts',
    only: 'does not open is not counted',
  },
  {
    name: 'P3 what has not come is acknowledged',
    file: 'message-queue/server/mailboxes.ts',
    find: 'if (through > next) refuse(',
    replace: 'if (through > next + 9) refuse(',
    test: 'testing/unit/queue.test.ts',
    only: 'what has not come yet',
  },
  {
    name: 'a revocation list that is older takes the place of the newer one',
    file: 'doorman/client/trust.ts',
    find: 'if (isNew) [this.current, this.crlBytes] = [crl, bytes]',
    replace: '[this.current, this.crlBytes] = [crl, isNew ? bytes : bytes]',
    test: 'testing/unit/identity.test.ts',
    only: 'keeps the newest revocation list',
  },
  ...(
    [
      [
        'a list of the register with other records is taken for the signed one',
        "if (entries && !equal(listHash(entries), listed)) return 'the",
        "if (entries && listed === entries) return 'the",
      ],
      ['two keys of one record are no contradiction', '!isSameValue(before, after)', 'before === after'],
      ['a record that is forgotten is no contradiction', "if (!after.known) return 'it listed", "if (after === before) return 'it listed"],
      ['a record that stands again is no contradiction', 'after.operation < before.operation', 'after === before'],
      ['two lists of one moment are put in an order', '(a?.time ?? 0) >= (b?.time ?? 0)', '(a?.time ?? 0) > (b?.time ?? 0)'],
      ['lists are not found by their records', 'names.push(`r${hex(e.recordId)}`)', 'names.push(hex(e.issuerSignature))'],
    ] as const
  ).map(([name, find, replace]) => ({
    ...{ name: `N31 ${name}`, find, replace },
    ...{ file: 'shared/notary/facts.ts', test: 'testing/unit/notary-watch.test.ts', only: 'N31' },
  })),
  {
    name: 'N31 a list is timed when something else was registered',
    file: 'notary/server/register.ts',
    find: 'const { rows, time } = await this.exclusive(async () => ({',
    replace: 'const { rows, time } = await Promise.resolve().then(async () => ({',
    test: 'testing/unit/notary-load.test.ts',
    only: 'read and timed in one turn',
  },
]
