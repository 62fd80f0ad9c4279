/** Finality, and what an answer without a signature can do. */
import type { Mutant } from './mutant.ts'

const FINALITY = 'testing/sim/finality.test.ts'
const UNSIGNED = 'testing/sim/unsigned.test.ts'

export const mutants: readonly Mutant[] = [
  {
    name: 'F3 F5 nobody repairs what was left in between',
    file: 'node/core/repair.ts',
    find: "    if (row.standing !== 'unnotarised') continue\n",
    replace: "    if (row.standing !== 'dropped') continue\n",
    test: FINALITY,
    only: 'F3',
  },
  {
    name: 'F3 repair does not come back after the first look',
    file: 'node/core/node.ts',
    find: '    this.every(REPAIR, () => repair(this.services, store, this.o.clock.now(), logger))\n',
    replace: '',
    test: FINALITY,
    only: 'F3',
  },
  {
    name: 'F3 repair gives up before the window has ended',
    file: 'flows/core/finality.ts',
    find: 'return minuteOf(status.time) >= until ? null : open()',
    replace: 'return until >= 0 ? null : open()',
    test: UNSIGNED,
    only: 'asked what became',
  },
  {
    name: 'F3 what was committed is not recorded by repair',
    file: 'node/core/repair.ts',
    find: 'if (answer) services.vault.verified(changes, row.id, answer)',
    replace: 'if (answer) continue',
    test: FINALITY,
    only: 'F3 F5',
  },
  {
    name: 'E4 an unsigned refusal is thrown as what it says',
    file: 'node/core/proven-notary.ts',
    find: "    return fail('ANSWER_UNPROVEN', { service: 'notary', code }, error)",
    replace: '    throw error',
    test: UNSIGNED,
    only: 'four of ten',
  },
  {
    name: 'E4 a refused notarisation is given up without asking for the status',
    file: 'flows/core/finality.ts',
    find: '    const answer = await askStatus(services, notary, bytes)\n    return answer ? { answer } : { absent: true }\n',
    replace: '    return { absent: true }\n',
    test: UNSIGNED,
    only: 'every code',
  },
  {
    name: 'E4 a status that proves nothing ends the question',
    file: 'flows/core/finality.ts',
    find: 'await port.status(id, tx.visible, privateRoot(tx)).catch(open)',
    replace: 'await port.status(id, tx.visible, privateRoot(tx))',
    test: UNSIGNED,
    only: 'asked what became',
  },
  {
    name: 'E4 the numbers of a mailbox are believed',
    file: 'node/core/mailbox.ts',
    find: 'for (let [from, round] = [0, 0]; round < ROUNDS; round++) {',
    replace:
      'for (let [from, round] = [(row as { next?: number }).next ?? 0, 0]; round < ROUNDS; round++, Object.assign(row, { next: from })) {',
    test: UNSIGNED,
    only: 'four of ten',
  },
  {
    name: 'E4 a mailbox that the queue does not know is not made again',
    file: 'node/core/mailbox.ts',
    find: "        if (code === 'MAILBOX_REFUSED') this.registerAgain(id)\n",
    replace: '',
    test: UNSIGNED,
    only: 'forgot the mailbox',
  },
  {
    name: 'F9 repeated: the vault’s standing goes back',
    file: 'flows/core/vault.ts',
    find: "    if (row?.standing === 'unnotarised') this.put",
    replace: '    if (row) this.put',
    test: 'testing/unit/vault.test.ts',
    only: 'F10',
  },
  {
    name: 'F8 an approval of another request is taken',
    file: 'flows/treatment/patient.ts',
    find: 'const fits = equal(order.request, d.requestVk) && equal(order.hospital, d.hospitalKey) && equal(order.patient, services.identity.key)\n    if (!fits || !equal(bytes(view.attachments[0]), d.attachment))',
    replace: 'if (order.request.length === 0)',
    test: FINALITY,
    only: 'F8',
  },
  {
    name: 'what leaves does not wait until the node has said where it is',
    file: 'node/core/messenger.ts',
    find: '    if (this.o.nodeInfo().length === 0) return this.later(FIRST_RETRY, false, () => void this.attempt(entry, tries))\n',
    replace: '',
    test: 'testing/sim/doors.test.ts',
  },
  {
    name: 'E1 the doors open before the engine has read its store',
    file: 'node/core/node.ts',
    find: '    await this.engine.start()\n    this.stillOpen()',
    replace: '    void this.engine.start()\n    this.stillOpen()',
    test: 'testing/sim/doors.test.ts',
  },
]
