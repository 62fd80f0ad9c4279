/** Rules of capabilities of other parties: taken out one by one. */
import type { Mutant } from './mutant.ts'

const sim = { test: 'testing/sim/guest.test.ts' }
const files = { test: 'testing/unit/guests.test.ts' }
const proposal = { ...sim, file: 'flows/core/guest-proposal.ts', only: 'anything beside' }
const flows = { ...sim, file: 'flows/core/guest-flows.ts' }

export const mutants: readonly Mutant[] = [
  {
    ...proposal,
    name: 'states of other contracts are signed',
    find: "    if (contract !== '' && !isUpgrade) ownContract(own, contract)\n",
    replace: '',
  },
  {
    ...flows,
    name: 'files of the other side are not compared',
    only: 'another hash',
    find: '  if (running?.hash !== hash)',
    replace: '  if (running?.hash === hash && running?.name !== guest.name)',
  },
  {
    ...flows,
    name: 'rows of others are changed and read',
    only: 'changes no rows',
    find: '  const own = Object.keys(stores).some((prefix) => key.startsWith(prefix))',
    replace: '  const own = Object.keys(stores).some((prefix) => key.startsWith(prefix)) || Boolean(1)',
  },
  {
    ...sim,
    name: 'an operation that a flow made itself is done',
    file: 'flows/core/guest-operations.ts',
    only: 'changes no rows',
    find: '    return this.made.has(operation)',
    replace: '    return this.made.has(operation) || Boolean(1)',
  },
  {
    ...sim,
    name: 'a contract without a verdict fails the flow',
    file: 'flows/engine/verdict.ts',
    only: 'without a verdict',
    find: " || code === 'CONTRACT_FAILED'",
    replace: '',
  },
  {
    ...sim,
    name: 'a network that does not name it refuses it',
    file: 'flows/core/contract.ts',
    only: 'an owner starts it',
    find: '    if (wanted === undefined && contract.code !== undefined) return contract\n',
    replace: '',
  },
  {
    ...files,
    name: 'files that the hash does not cover are imported',
    file: 'node/main/guests/imports.ts',
    only: 'hash does not cover',
    find: '      if (found && guest.covered.has(fileURLToPath(found.url))) return found\n',
    replace: '      if (found) return found\n',
  },
  {
    ...files,
    name: 'modules of Node are imported',
    file: 'node/main/guests/imports.ts',
    only: 'hash does not cover',
    find: "      const found = specifier.startsWith('.') ? next(specifier, context) : undefined\n",
    replace:
      "      if (specifier.startsWith('node:')) return next(specifier, context)\n      const found = specifier.startsWith('.') ? next(specifier, context) : undefined\n",
  },
  {
    ...files,
    name: 'another hash than that of the configuration is taken',
    file: 'node/main/guests/load.ts',
    only: 'another hash',
    find: "  if (known !== hash) fail('CAPABILITY_HASH', { capability: name, found: hash, known })\n",
    replace: '',
  },
  {
    ...files,
    name: 'the same capability is loaded twice',
    file: 'node/main/guests/load.ts',
    only: 'missing, twice',
    find: "      if (guests.some((other) => other.guest.name === guest.name)) fail('CAPABILITY_TWICE', { capability: guest.name })\n",
    replace: '',
  },
  {
    ...files,
    name: 'a contract is named after another capability',
    file: 'flows/core/guest-check.ts',
    only: 'missing, twice',
    find: "isNamed(c['name'], `${name}/`) && isFunction(c['verify'])",
    replace: "isFunction(c['verify'])",
  },
  {
    ...files,
    name: 'what a contract throws by mistake is its word',
    file: 'node/main/guests/thread.ts',
    only: 'a refusal of a contract',
    find: "      if (said.code === 'BUG' || !isErrorCode(said.code)) return",
    replace: '      if (!isErrorCode(said.code)) return',
  },
]
