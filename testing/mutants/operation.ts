/** Operation: what a machine or a setting gets wrong is said before anything is done. */
import type { Mutant } from './mutant.ts'

const base = { test: 'testing/unit/preflight.test.ts' }
const preflight = { ...base, file: 'platform/node/preflight.ts' }
const faults = { ...base, file: 'platform/node/faults.ts' }

export const mutants: readonly Mutant[] = [
  {
    ...preflight,
    name: 'folders are not looked at',
    find: "option.type === 'folder' && !option.reads) writable",
    replace: "option.type === 'name') writable",
  },
  { ...preflight, name: 'a file counts as a folder', find: 'if (!statSync(at).isDirectory())', replace: 'if (!statSync(at))' },
  { ...preflight, name: 'any address is of this machine', find: 'if (!own.includes(address))', replace: 'if (own.length < 0)' },
  {
    ...preflight,
    name: 'a missing passphrase is found out later',
    find: "if (Object.hasOwn(options, 'passphrase-file'))",
    replace: "if (Object.hasOwn(options, 'none'))",
  },
  {
    ...preflight,
    name: 'a file without a certificate is an authority',
    find: 'return pems.length > 0 ? pems : refuse',
    replace: 'return pems.length >= 0 ? pems : refuse',
  },
  {
    ...base,
    name: 'any text is a zone',
    file: 'platform/node/config.ts',
    find: "option.type === 'zone' && !ZONE.test(text)",
    replace: "option.type === 'zone' && text === ''",
  },
  {
    ...base,
    name: 'zones beyond +14:00',
    file: 'platform/node/config.ts',
    find: '([+-](0\\d|1[0-3]):[0-5]\\d|',
    replace: '([+-]\\d\\d:[0-5]\\d|',
  },
  {
    ...base,
    name: 'a clock that is behind passes',
    file: 'shared/network/clock-check.ts',
    find: 'Math.abs(now - theirs)',
    replace: '(now - theirs)',
  },
  {
    ...base,
    name: 'an unknown authority is tried for ever',
    file: 'platform/node/main.ts',
    find: '?? faultIn(error)?.exit ?? 1',
    replace: '?? 1',
  },
  { ...faults, name: 'causes are not looked at', find: 'depth < 6', replace: 'depth < 1' },
  {
    ...faults,
    name: 'a port is taken for a file',
    find: 'if (path === undefined) return undefined',
    replace: "if (path === undefined) return { text: 'file', exit: 2 }",
  },
]
