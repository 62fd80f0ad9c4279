/** What disks and people do to the files of a store: flipped, lost and torn bytes, lost files, files and folders of an earlier day. */
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import type { SeededRandom } from './random.ts'

/** Files below a folder, in order; those that hold no state of a store are left out. */
export const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile() && !/(^|\/)(LOCK|LOG|LOG\.old|keys\.json)$/.test(name))
    .sort()

interface Damage {
  readonly name: string
  /** @returns what was done, or nothing when it does not apply here */
  do(root: string, earlier: string, random: SeededRandom): string | undefined
}

const change =
  (f: (bytes: Buffer, random: SeededRandom, file: string) => Buffer | undefined): Damage['do'] =>
  (root, _earlier, random) => {
    const files = filesIn(root).filter((name) => statSync(join(root, name)).size > 0)
    const file = random.pick(files)
    const after = f(readFileSync(join(root, file)), random, file)
    if (!after) return undefined
    writeFileSync(join(root, file), after)
    return file
  }

/** Folders of stores: those with a LevelDB in them. */
const storesIn = (root: string): string[] =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => basename(name) === 'CURRENT')
    .map((name) => dirname(name))
    .sort()

export const DAMAGES: readonly Damage[] = [
  {
    name: 'a flipped bit',
    do: change((bytes, random) => {
      const at = random.int(bytes.length)
      bytes[at] = (bytes[at] as number) ^ (1 << random.int(8))
      return bytes
    }),
  },
  {
    name: 'another byte near the end',
    do: change((bytes, random) => {
      const at = Math.max(0, bytes.length - 1 - random.int(200))
      bytes[at] = (bytes[at] as number) ^ (1 + random.int(255))
      return bytes
    }),
  },
  {
    name: 'a block of zeros, as a write that the disk promised and lost',
    do: change((bytes, random) => bytes.fill(0, random.int(bytes.length), bytes.length - random.int(Math.min(64, bytes.length)))),
  },
  {
    name: 'a block of noise',
    do: change((bytes, random) => {
      const at = random.int(bytes.length)
      bytes.set(random.bytes(Math.min(512, bytes.length - at)), at)
      return bytes
    }),
  },
  {
    name: 'the end torn off',
    do: change((bytes, random) => bytes.subarray(0, bytes.length - 1 - random.int(Math.min(300, bytes.length)))),
  },
  { name: 'half of it', do: change((bytes, random) => bytes.subarray(0, random.int(bytes.length))) },
  { name: 'an empty file', do: change(() => Buffer.alloc(0)) },
  { name: 'more than was written', do: change((bytes, random) => Buffer.concat([bytes, random.bytes(1 + random.int(300))])) },
  {
    name: 'a part that is there twice',
    do: change((bytes, random) => {
      const [from, to] = [random.int(bytes.length), random.int(bytes.length)]
      return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from, from + 200), bytes.subarray(to)])
    }),
  },
  {
    name: 'a lost file',
    do(root, _earlier, random) {
      const file = random.pick(filesIn(root))
      rmSync(join(root, file))
      return file
    },
  },
  {
    name: 'a file of an earlier day',
    do(root, earlier, random) {
      const both = filesIn(root).filter((name) => existsSync(join(earlier, name)) && differs(join(root, name), join(earlier, name)))
      if (both.length === 0) return undefined
      const file = random.pick(both)
      cpSync(join(earlier, file), join(root, file))
      return file
    },
  },
  {
    name: 'two files of one another',
    do(root, _earlier, random) {
      const files = filesIn(root)
      const [a, b] = [random.pick(files), random.pick(files)]
      if (!differs(join(root, a), join(root, b))) return undefined
      const [one, two] = [readFileSync(join(root, a)), readFileSync(join(root, b))]
      writeFileSync(join(root, a), two)
      writeFileSync(join(root, b), one)
      return `${a} and ${b}`
    },
  },
  {
    name: 'a store of an earlier day',
    do(root, earlier, random) {
      const store = random.pick(storesIn(root))
      rmSync(join(root, store), { recursive: true })
      cpSync(join(earlier, store), join(root, store), { recursive: true })
      return store
    },
  },
  {
    name: 'a lost folder',
    do(root, _earlier, random) {
      const store = random.pick(storesIn(root))
      rmSync(join(root, store), { recursive: true })
      return store
    },
  },
  {
    name: 'a log that lost what came last',
    do(root, _earlier, random) {
      const logs = filesIn(root).filter((name) => name.endsWith('.log') && statSync(join(root, name)).size > 0)
      if (logs.length === 0) return undefined
      const log = random.pick(logs)
      truncateSync(join(root, log), random.int(statSync(join(root, log)).size))
      return log
    },
  },
]

const differs = (a: string, b: string): boolean => !readFileSync(a).equals(readFileSync(b))

/** Does one damage, of a kind and at a place that the random source picks. @returns what was done, in words */
export function damage(root: string, earlier: string, random: SeededRandom): string {
  for (;;) {
    const kind = random.pick(DAMAGES)
    const where = kind.do(root, earlier, random)
    if (where !== undefined) return `${kind.name}: ${where}`
  }
}

/** Every file with its bytes, to see that nothing was touched. */
export const contentOf = (root: string): Map<string, string> =>
  new Map(
    (readdirSync(root, { recursive: true, encoding: 'utf8' }) as string[])
      .filter((name) => statSync(join(root, name)).isFile())
      .map((name) => [relative('.', name), readFileSync(join(root, name)).toString('base64')]),
  )
