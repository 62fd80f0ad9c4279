/** What attackers tried of the kinds that were known: each rule that one of them found missing. */
import type { Mutant } from './mutant.ts'

const http = { test: 'testing/unit/http-server.test.ts' }

export const mutants: readonly Mutant[] = [
  {
    ...http,
    name: 'a body is asked for before it is known whether it will be read',
    file: 'platform/node/http-server.ts',
    find: '    uninvited.add(request)\n',
    replace: '    reply.writeContinue()\n',
    only: 'asks whether',
  },
  {
    ...http,
    name: 'nobody is told to send the body that they asked about',
    file: 'platform/node/http-server.ts',
    find: '    if (uninvited.delete(request.raw)) reply.raw.writeContinue()\n',
    replace: '',
    only: 'asks whether',
  },
  {
    ...http,
    name: 'a path that is no URL is refused in another form',
    file: 'platform/node/http-server.ts',
    find: "void refuse(reply, new HdmsError('NOT_FOUND', { what: 'route' }, error)),",
    replace: 'void reply.code(400).send({ code: error.code, message: error.message }),',
    only: 'no URL',
  },
  {
    ...http,
    name: 'empty lines keep a connection for ever',
    file: 'platform/node/http/connections.ts',
    find: "    if (phase === 'kept' && took > LIMITS.idle + LIMITS.headers) return 'idle'\n",
    replace: '',
    only: 'empty lines',
  },
  {
    name: 'C4 an export that was overtaken by an erasure is given out',
    file: 'node/institutional/export.ts',
    find: "  now.state === 'withdrawn' || now.erased !== before.erased || now.pieces !== before.pieces\n",
    replace: '  now === before && false\n',
    test: 'testing/sim/sold.test.ts',
    only: 'exports',
  },
  {
    name: 'numbers of criteria are compared as bytes',
    file: 'flows/trading/answered.ts',
    find: 'lines.map((l) => `${l.criterion}`)',
    replace: 'lines.map((l) => `${l.criterion & 255}`)',
    test: 'testing/unit/distinct-lists.test.ts',
    only: 'data sets',
  },
  {
    name: 'letters of any script make a name',
    file: 'doorman/server/lookalikes.ts',
    find: '(KNOWN.test(text) && !JAMO.test(text))',
    replace: '!JAMO.test(text)',
    test: 'testing/unit/admission.test.ts',
    only: 'tells its letters',
  },
  {
    name: 'parts of syllables make a name',
    file: 'doorman/server/lookalikes.ts',
    find: '(KNOWN.test(text) && !JAMO.test(text))',
    replace: 'KNOWN.test(text)',
    test: 'testing/unit/admission.test.ts',
    only: 'tells its letters',
  },
  {
    name: 'letters that nobody sees make a name',
    file: 'shared/identity/names.ts',
    find: ' || UNSEEN.test(value)',
    replace: '',
    test: 'testing/unit/admission.test.ts',
    only: 'nobody sees',
  },
  {
    name: 'K4 the name of a document may be lost with the power',
    file: 'platform/node/durable.ts',
    find: '    await folder.sync()\n',
    replace: '',
    test: 'testing/sim/durable-names.test.ts',
  },
  {
    name: 'K4 the keys of before come back after a loss of power',
    file: 'platform/node/durable.ts',
    find: '    fsyncSync(folder)\n',
    replace: '',
    test: 'testing/sim/durable-names.test.ts',
  },
]
