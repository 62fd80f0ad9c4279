/** What is remembered to be quick must not outlive what made it true. */
import type { Mutant } from './mutant.ts'

const identity = { test: 'testing/unit/identity.test.ts', only: 'what is asked for again' }
const queue = { file: 'message-queue/server/mailboxes.ts', test: 'testing/unit/queue.test.ts', only: 'mailboxes' }

export const mutants: readonly Mutant[] = [
  {
    ...identity,
    name: 'D3 a certificate that verified once verifies under every key',
    file: 'shared/identity/path.ts',
    find: 'if (before && equal(before, key)) return true',
    replace: 'if (before) return true',
  },
  {
    ...identity,
    name: 'D3 a signature is checked anew for each message',
    file: 'shared/identity/path.ts',
    find: 'if (good) known.set(c, key)',
    replace: '',
  },
  {
    ...identity,
    name: 'D4 the list from before a revocation is given out',
    file: 'doorman/server/doorman.ts',
    find: '    } finally {\n      this.list = undefined\n    }',
    replace: '    } finally {\n    }',
  },
  {
    name: 'N37 a record that was opened is opened again',
    file: 'notary/server/register.ts',
    find: 'this.opened.put(name, value)',
    replace: '',
    test: 'testing/unit/notary-load.test.ts',
  },
  {
    name: 'N37 a list is opened without letting others in',
    file: 'notary/server/register.ts',
    find: 'await new Promise((resolve) => setImmediate(resolve))',
    replace: '',
    test: 'testing/unit/notary-load.test.ts',
  },
  {
    ...queue,
    name: 'P3 what was taken is still swept for',
    find: 'return [{ key, value: null }, notDue(m.expires, key), ...this',
    replace: 'return [{ key, value: null }, ...this',
  },
  {
    ...queue,
    name: 'P3 a sweep takes what ends a minute later, and forgets it',
    file: 'message-queue/server/due.ts',
    find: 'Math.floor(now / MINUTE) + 1',
    replace: 'Math.floor(now / MINUTE) + 2',
  },
  {
    ...queue,
    name: 'P3 a receipt goes at its first end, though it was written again',
    find: 'return bytes && receiptEnd(bytes) <= this.clock.now() ?',
    replace: 'return bytes ?',
  },
  {
    ...identity,
    name: 'D4 the revocation list is made anew for each question',
    file: 'doorman/server/doorman.ts',
    find: 'if (!this.list || clock.now() >= this.list.renewAt)',
    replace: 'if (clock.now() > 0)',
  },
  {
    name: 'what was computed of an array is taken for what it holds now',
    file: 'shared/remembered.ts',
    find: 'if (known && equal(known.of, bytes)) return known.value',
    replace: 'if (known) return known.value',
    test: 'testing/unit/remembered.test.ts',
  },
]
