/** A disk that is really full, and a limit of the system on files: what was acknowledged is there, the rest was refused, and it goes on when there is room. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serviceStore } from '@hdms/platform/node/service-store.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let root: string
let program: string
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'hdms-full-'))
  program = join(root, 'writer.mts')
  const module = new URL('../../platform/node/service-store.ts', import.meta.url).href
  // Rows that do not get smaller, until one is refused; then one more, which must be refused as well.
  writeFileSync(
    program,
    `import { randomBytes } from 'node:crypto'
import { serviceStore } from ${JSON.stringify(module)}
const store = await serviceStore({ data: process.argv[2], mirror: undefined })
const put = (n) => store.commit([{ key: 'n' + n, value: new Uint8Array(randomBytes(4000)) }])
const said = { acknowledged: 0, codes: [] }
for (; said.codes.length < 2; )
  try { await put(said.acknowledged); said.acknowledged++ } catch (error) { said.codes.push(error.code) }
console.log(JSON.stringify(said))
process.exit(0)`,
  )
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** Writes until it is refused. @param limit of the shell before the program */
async function written(data: string, limit = ''): Promise<{ readonly acknowledged: number; readonly codes: readonly string[] }> {
  const child = spawn('sh', ['-c', `${limit} exec "$0" --disable-warning=ExperimentalWarning "$1" "$2"`, process.execPath, program, data], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let out = ''
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString()
  })
  const [code] = (await once(child, 'close')) as [number]
  expect([code, out.slice(0, 1)]).toEqual([0, '{'])
  return JSON.parse(out) as Awaited<ReturnType<typeof written>>
}

/** With room again: everything that was acknowledged, and it takes more. */
async function whole(data: string, acknowledged: number): Promise<void> {
  const store = await serviceStore({ data, mirror: undefined })
  const there = new Set((await store.range('n', 'o')).map(([key]) => key))
  for (let n = 0; n < acknowledged; n++) expect(there.has(`n${n}`), `row ${n}`).toBe(true)
  // Of what was refused last, nobody knows whether it is there; nothing else is.
  expect(there.size - acknowledged).toBeLessThanOrEqual(1)
  await store.commit([{ key: 'x', value: Uint8Array.of(1) }])
  await store.close()
  const again = await serviceStore({ data, mirror: undefined })
  expect(await again.get('x')).toEqual(Uint8Array.of(1))
  await again.close()
}

const mount = (...args: string[]): void => void execFileSync('mount', args, { stdio: 'pipe' })
function canMount(): boolean {
  const place = mkdtempSync(join(tmpdir(), 'hdms-mount-'))
  try {
    mount('-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', place)
    execFileSync('umount', [place])
    return true
  } catch {
    return false
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}
const mountable = canMount()
if (!mountable) process.stderr.write('skipped, a small disk: mounting one needs root\n')

describe('K1 a store', () => {
  test.skipIf(!mountable)('on a disk that is full refuses what it cannot keep, and loses nothing of what it acknowledged', async () => {
    const disk = join(root, 'disk')
    mkdirSync(disk)
    mount('-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk)
    try {
      const data = join(disk, 'data')
      const { acknowledged, codes } = await written(data)
      expect(codes).toEqual(['STORE_FAILED', 'STORE_FAILED'])
      expect(acknowledged).toBeGreaterThan(50)
      // Still full: it is refused for that, or opened; never taken for damaged, and nothing goes.
      const full = await serviceStore({ data, mirror: undefined }).then(
        (store) => store.close().then(() => 'opened'),
        (error: { code: string }) => error.code,
      )
      expect(['opened', 'STORE_FAILED']).toContain(full)
      mount('-o', 'remount,size=64m', disk)
      await whole(data, acknowledged)
    } finally {
      execFileSync('umount', [disk])
    }
  })

  test('that may write no longer files refuses what it cannot keep, and loses nothing of what it acknowledged', async () => {
    const data = join(root, 'limited')
    const { acknowledged, codes } = await written(data, 'ulimit -f 1000;')
    expect(codes).toEqual(['STORE_FAILED', 'STORE_FAILED'])
    expect(acknowledged).toBeGreaterThan(50)
    await whole(data, acknowledged)
  })
})
