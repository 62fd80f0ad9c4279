/** What is remembered to be quick must not outlive what made it true. */
import type { Mutant } from './mutant.ts'

const identity = { test: 'testing/unit/identity.test.ts', only: 'what is asked for again' }

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
    ...identity,
    name: 'D4 the revocation list is made anew for each question',
    file: 'doorman/server/doorman.ts',
    find: 'if (!this.list || clock.now() >= this.list.renewAt)',
    replace: 'if (clock.now() > 0)',
  },
]
