import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { isLong } from '../support/long.ts'
import { areaNames, mutantsOf, sampleOf } from './areas.ts'
import { judgeAll, Workshop } from './workshop.ts'

const shop = new Workshop()
afterAll(() => shop.close())
const rule = { file: 'shared/crypto/merkle.ts', test: 'testing/unit/ledger.test.ts', only: 'T1' }

test('every mutant has a name of its own, a test that is there, and takes out a text that is there once', async () => {
  const all = await mutantsOf(areaNames())
  const names = all.map((m) => m.name)
  expect(names.filter((n, i) => names.indexOf(n) !== i)).toEqual([])
  const root = join(import.meta.dirname, '../..')
  const there = (path: string): boolean => existsSync(join(root, path))
  const times = ({ file, find }: (typeof all)[number]) => (there(file) ? readFileSync(join(root, file), 'utf8').split(find).length - 1 : 0)
  expect(all.filter((m) => times(m) !== 1 || !there(m.test)).map((m) => [m.name, m.file, times(m)])).toEqual([])
})

test('a mutant that changes nothing survives, and one whose text is not there cannot be judged', async () => {
  const idle = { ...rule, name: 'idle', find: 'let fn = index', replace: 'let fn = index + 0' }
  expect((await shop.judge(idle)).verdict).toBe('survived')
  expect(await shop.judge({ ...idle, find: 'no such text' })).toMatchObject({ verdict: 'invalid', by: expect.stringContaining('0 times') })
  expect((await shop.judge({ ...idle, replace: 'let fn = (' })).verdict).toBe('invalid')
}, 120_000)

test('a seeded dozen of the written mutants is killed', async () => {
  // Mutants that only a simulation notices take a minute each: those are judged in the long run.
  const quick = (await mutantsOf(areaNames())).filter((m) => isLong || !m.test.startsWith('testing/sim/'))
  // Those tests run beside this one, without a mutant.
  const results = await judgeAll(sampleOf(quick, 12, 13), 2, () => {}, true)
  expect(results.filter((r) => r.verdict !== 'killed' && !r.mutant.explained).map((r) => [r.mutant.name, r.verdict, r.by])).toEqual([])
}, 600_000)
