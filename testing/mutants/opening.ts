/** A node's opening and closing, and which capabilities go together (ADR 31). */
import type { Mutant } from './mutant.ts'

const sim = 'testing/sim/open-node.test.ts'
const unit = 'testing/unit/capabilities.test.ts'
const open = { file: 'node/core/open-node.ts', test: sim }
const closing = { file: 'node/core/closing.ts', test: sim }
const arranged = { file: 'node/core/arranged.ts', test: unit }

export const mutants: readonly Mutant[] = [
  {
    ...open,
    name: 'E1 what was opened stays open when an opening fails',
    find: '    await closing.run().catch(() => {})\n    throw error\n  }\n}',
    replace: '    throw error\n  }\n}',
    only: 'at “load a”',
  },
  {
    ...open,
    name: 'E1 what was opened stays open when it fails to connect later',
    find: 'if (!closing.crashed) await closing.run().catch(() => {})',
    replace: '',
    only: 'connect later',
  },
  {
    ...open,
    name: 'E1 a node that is asked twice connects twice',
    find: 'connected ??= connect(',
    replace: 'connected = connect(',
    only: 'it connects once',
  },
  {
    ...open,
    name: 'E1 a door that fails to open is not closed',
    find: '      closing.add(door.name, () => opening.catch(() => {}).then(() => door.close()))\n      const opens = door.open()\n',
    replace:
      '      const opens = door.open()\n      await opens\n      closing.add(door.name, () => opening.catch(() => {}).then(() => door.close()))\n',
    only: 'at “open REST”',
  },
  {
    ...open,
    name: 'E1 a door is closed while it opens',
    find: '() => opening.catch(() => {}).then(() => door.close())',
    replace: '() => door.close()',
    only: 'once it is open',
  },
  { ...open, name: 'E1 doors open on a node that is being closed', find: '      closing.check()\n', replace: '', only: 'once it is open' },
  {
    ...open,
    name: 'E1 work in the background goes on after the end',
    find: "if (end) closing.add('background work', end)",
    replace: 'void end',
    only: 'from the inside out',
  },
  {
    ...open,
    name: 'E1 doors of capabilities do not open',
    find: '...parts.flatMap((p) => p.doors ?? []), ',
    replace: '',
    only: 'from the inside out',
  },
  {
    ...closing,
    name: 'E1 what was opened first is closed first',
    find: 'let step = this.steps.pop(); step; step = this.steps.pop()',
    replace: 'let step = this.steps.shift(); step; step = this.steps.shift()',
    only: 'from the inside out',
  },
  {
    ...closing,
    name: 'E1 one that does not close keeps the others open',
    find: '        failure ??= error\n',
    replace: '        throw error\n',
    only: 'keeps nothing else open',
  },
  {
    ...closing,
    name: 'E1 a process that dies tidies its disk',
    find: 'if (step.inCrash) this.letGo(step)',
    replace: 'this.letGo(step)',
    only: 'as a process dies',
  },
  {
    ...closing,
    name: 'E1 closing says nothing of what did not close',
    find: 'if (failure !== undefined) throw failure',
    replace: '',
    only: 'keeps nothing else open',
  },
  {
    file: 'node/core/storage.ts',
    test: sim,
    name: 'E1 keys stay open when rows do not close',
    find: '      } finally {\n        keys.close()\n      }',
    replace: '      } catch (error) {\n        throw error\n      }\n      keys.close()',
    only: 'keeps nothing else open',
  },
  {
    ...arranged,
    name: 'a route is served twice',
    find: "owners.own(`route ${method} ${path.replace(/:\\w+/g, ':')}`, name)",
    replace: 'void [method, path]',
  },
  {
    file: 'node/main/described.ts',
    test: 'testing/sim/new-capability.test.ts',
    name: 'what a capability describes is not in the interface',
    find: '...Object.fromEntries(Object.entries(api).map(([path, operations]) => [prefix + path, operations]))',
    replace: '...{}',
  },
  {
    ...arranged,
    name: 'what a configuration leaves out is run',
    find: 'return all.filter(({ name }) => names.includes(name)) as',
    replace: 'return all.filter(() => true) as',
  },
  {
    ...arranged,
    name: 'a capability of another version is taken',
    find: 'if (found.version !== version)',
    replace: 'if (found.version < 0)',
  },
  {
    ...arranged,
    name: 'rows of another are taken',
    find: '      owners.own(`rows under ${prefix}`, name)\n',
    replace: '',
  },
  {
    ...arranged,
    name: 'two questions of one name are taken',
    find: 'for (const question of questions) owners.own(`question ${question.name}`, name)',
    replace: 'void questions',
  },
  {
    file: 'flows/engine/operations.ts',
    test: 'testing/sim/composition.test.ts',
    name: 'E3 a question that no capability brings is asked',
    find: 'if (questions && !questions.has(question))',
    replace: "if (questions && question === '')",
    only: 'nobody brought',
  },
  {
    file: 'flows/engine/engine.ts',
    test: 'testing/sim/composition.test.ts',
    name: 'E3 what is no answer is given to a flow',
    find: 'this.questions?.get(question)?.answer(said) ?? said',
    replace: 'said',
    only: 'nobody brought',
  },
  {
    ...arranged,
    name: 'capabilities that need each other are taken',
    find: 'if (needs !== undefined && by.includes(name))',
    replace: 'if (needs === name)',
  },
  {
    ...arranged,
    name: 'a service of the node is taken from it',
    find: "for (const service of Object.keys(CORE_SERVICES)) owners.own(`service ${service}`, 'node')",
    replace: '',
  },
  {
    ...arranged,
    name: 'two flows of one name are taken',
    find: 'for (const flow of flows) owners.own(`flow ${flow.name}`, name)',
    replace: 'void flows',
  },
]
