/**
 * Capabilities of other parties on disk: what is loaded is what the hash covers, what is wrong is said by name, and a
 * contract that never answers is ended.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { TransactionView } from '@hdms/flows/core/contract.ts'
import { guestFiles } from '@hdms/node/main/guests/files.ts'
import { type Guests, loadGuests } from '@hdms/node/main/guests/load.ts'
import { ContractThread } from '@hdms/node/main/guests/thread.ts'
import { asHdmsError, describe as words } from '@hdms/shared/errors.ts'
import { afterAll, afterEach, expect, test } from 'vitest'

const root = mkdtempSync(join(tmpdir(), 'guests-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
const open: Guests[] = []
afterEach(async () => {
  for (const guests of open.splice(0)) await guests.close()
})

let made = 0
type Files = Readonly<Record<string, string>>
/** A package of these files. @returns its folder */
function packageOf(files: Files, manifest: object = {}): string {
  const folder = join(root, `p${made++}`)
  const all = { 'package.json': JSON.stringify({ name: 'a', type: 'module', exports: './index.js', ...manifest }), ...files }
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}
const capability = (more = '', verify = 'verify() {}') =>
  `export default { name: 'loan', version: 1, contracts: [{ name: 'loan/1', ${verify} }], states: [], flows: [], ${more} }\n`
const data = () => {
  const folder = join(root, `d${made++}`)
  mkdirSync(folder)
  return folder
}
async function load(capabilities: readonly string[], settings: readonly string[] = [], folder = data()): Promise<Guests> {
  const guests = await loadGuests({ data: folder, capability: capabilities, 'capability-setting': settings })
  open.push(guests)
  return guests
}
const refusal = (work: Promise<unknown>): Promise<readonly [string, unknown]> =>
  work.then(
    () => ['accepted', ''] as const,
    (error: unknown) => {
      const { code, data: told } = asHdmsError(error)
      // Both languages say it, and name the capability.
      if (!String(told['reason']).startsWith('loan/')) expect(words(code, told, 'ko')).not.toMatch(/\?|모르는/)
      return [code, told['reason'] ?? told['what'] ?? ''] as const
    },
  )

test('one that is missing, twice, or no capability is refused by name at the start', async () => {
  const good = packageOf({ 'index.js': capability() })
  expect(await refusal(load(['./nowhere']))).toEqual(['CAPABILITY_UNREADABLE', 'guest/not-there'])
  expect(await refusal(load([good, packageOf({ 'index.js': capability() })]))).toEqual(['CAPABILITY_TWICE', ''])
  const cases: readonly (readonly [Files, object, string, unknown])[] = [
    [{}, {}, 'CAPABILITY_UNREADABLE', 'guest/no-entry'],
    [{ 'package.json': '{' }, {}, 'CAPABILITY_UNREADABLE', 'guest/no-manifest'],
    [{ 'index.js': 'export default 7' }, {}, 'CAPABILITY_UNREADABLE', 'core/no-capability'],
    [{ 'index.js': 'export default {' }, {}, 'CAPABILITY_UNREADABLE', 'guest/not-loaded'],
    [{ 'index.js': 'throw new Error("no")' }, {}, 'CAPABILITY_UNREADABLE', 'guest/not-loaded'],
    [{ 'index.js': "export default { name: 'loan', version: 1, contracts: [], states: [] }" }, {}, 'CAPABILITY_INVALID', 'flows'],
    [{ 'index.js': capability("questions: [{ name: 'other.lend' }]") }, {}, 'CAPABILITY_INVALID', 'questions, other.lend'],
    [{ 'index.js': capability().replace('loan/1', 'hdms.token/2') }, {}, 'CAPABILITY_INVALID', 'contracts, hdms.token/2'],
    [{ 'index.js': capability() }, { dependencies: { lodash: '4' } }, 'CAPABILITY_UNREADABLE', 'guest/needs-packages'],
    [{ 'index.js': capability() }, { peerDependencies: { '@hdms/sdk': '^9.0.0' } }, 'CAPABILITY_UNREADABLE', 'guest/sdk-version'],
  ]
  for (const [files, manifest, code, reason] of cases) expect(await refusal(load([packageOf(files, manifest)]))).toEqual([code, reason])
})

test('nothing runs that the hash does not cover', async () => {
  const outside = packageOf({ 'index.js': `import '../outside.js'\n${capability()}` })
  writeFileSync(join(root, 'outside.js'), '')
  expect(await refusal(load([outside]))).toEqual(['CAPABILITY_UNREADABLE', 'guest/imports-other'])
  const ofNode = packageOf({ 'index.js': `import 'node:fs'\n${capability()}` })
  expect(await refusal(load([ofNode]))).toEqual(['CAPABILITY_UNREADABLE', 'guest/imports-other'])
  // Not among what npm would publish, so not hashed.
  const left = packageOf(
    { 'dist/index.js': `import '../extra.js'\n${capability()}`, 'extra.js': '' },
    { files: ['dist'], exports: './dist/index.js' },
  )
  expect(await refusal(load([left]))).toEqual(['CAPABILITY_UNREADABLE', 'guest/imports-other'])
})

test('another hash than the known one is refused, whether the configuration or the first start knows it', async () => {
  const folder = packageOf({ 'index.js': capability() })
  const at = data()
  const [first] = (await load([folder], [], at)).loaded
  const known = first?.hash ?? ''
  expect(known).toMatch(/^[0-9a-f]{64}$/)
  writeFileSync(join(folder, 'index.js'), `${capability()}// changed`)
  const changed = await load([folder]).then(({ loaded }) => loaded[0]?.hash)
  expect(changed).not.toBe(known)
  for (const [named, where] of [
    [folder, at],
    [`${folder}@sha256:${known}`, data()],
  ] as const) {
    const error = await load([named], [], where).catch((e: unknown) => asHdmsError(e))
    expect(error).toMatchObject({ code: 'CAPABILITY_HASH', data: { capability: 'loan', found: changed, known } })
  }
  await load([`${folder}@sha256:${changed}`], [], at)
  expect(await refusal(load([`${folder}@sha256:12`]))).toEqual(['CAPABILITY_UNREADABLE', 'guest/hash-form'])
})

test('settings are read by the capability, and one that it does not have is refused', async () => {
  const folder = packageOf({
    'index.js': capability(
      "settings: { most: { about: 'a number', default: 5, read: (n) => { if (typeof n !== 'number') throw new Error('no'); return n } } }",
    ),
  })
  expect((await load([folder], ['loan.most=7'])).loaded[0]?.settings).toEqual({ most: 7 })
  expect(await refusal(load([folder], ['rent.most=7']))).toEqual(['CONFIG_INVALID', 'guest/setting-shape'])
})

const view = { commands: [], inputs: [], outputs: [], signers: [] } as unknown as TransactionView
async function asked(verify: string): Promise<() => Promise<unknown>> {
  const { loaded } = await load([packageOf({ 'index.js': capability('', verify) })])
  const contract = loaded[0]?.ask?.('loan/1')
  return () => contract?.verify(view) ?? Promise.reject(new Error('no contract'))
}

test('a contract that never answers is ended after 2 s, and the next question finds a new thread', async () => {
  const ask = await asked('verify(v) { if (v.commands.length === 0 && !globalThis.asked) { globalThis.asked = 1; for (;;); } }')
  const begun = performance.now()
  const first = refusal(ask())
  // The node goes on meanwhile.
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(performance.now() - begun).toBeLessThan(1_900)
  expect(await first).toEqual(['CONTRACT_FAILED', 'guest/too-slow'])
  expect(await refusal(ask())).toEqual(['CONTRACT_FAILED', 'guest/too-slow'])
})

test('a refusal of a contract is its word; whatever else it throws is no verdict', async () => {
  expect(await (await asked('verify() {}'))()).toBeUndefined()
  expect(await refusal((await asked('verify() { null.x }'))())).toEqual(['CONTRACT_FAILED', 'guest/threw'])
  const refusing = `import { refusals } from '@hdms/sdk'
const reasons = refusals('loan', { no: ['it may not be', '안 됩니다'] })
${capability('', "verify() { reasons.violated('loan/1', 'no') }")}`
  const thread = new ContractThread(guestFiles(packageOf({ 'index.js': refusing })))
  expect(await refusal(thread.contract('loan/1').verify(view))).toEqual(['CONTRACT_VIOLATED', 'loan/no'])
  await thread.close()
})
