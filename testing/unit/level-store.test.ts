/** Stores in folders: what LevelDB would say nothing of, what operators do, and a process that dies in the middle. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readAudit } from '@hdms/platform/node/audit.ts'
import { crc32c } from '@hdms/platform/node/crc32c.ts'
import { isLog, isTable } from '@hdms/platform/node/level-files.ts'
import { openLevel } from '@hdms/platform/node/level-rows.ts'
import { anchorPath, levelNodeStore } from '@hdms/platform/node/level-store.ts'
import { exitCode } from '@hdms/platform/node/main.ts'
import { mirrorFiles, restoreMirror, serviceStore } from '@hdms/platform/node/service-store.ts'
import { storeCommands } from '@hdms/platform/node/store-commands.ts'
import { fromUtf8, Reader, utf8 } from '@hdms/shared/bytes.ts'
import { HdmsError } from '@hdms/shared/errors.ts'
import type { NodeStore } from '@hdms/shared/ports/node-store.ts'
import { PROVEN, versionOf } from '@hdms/shared/storage/versions.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { contentOf } from '../support/damage.ts'

let root: string
let data: string
let mirror: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'hdms-level-'))
  ;[data, mirror] = [join(root, 'data'), join(root, 'mirror')]
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const put = (key: string, value = key) => ({ key, value: utf8(value) })
const rowsOf = async (store: NodeStore) => (await store.range('a', 'z')).map(([key, value]) => `${key}=${fromUtf8(value)}`)
const why = (doing: Promise<unknown>) =>
  doing.then(
    () => 'done',
    (error: unknown) => (error instanceof HdmsError ? `${error.code}: ${error.data['why'] ?? error.data['where']}` : String(error)),
  )
async function filled(o: { data: string; mirror: string | undefined }): Promise<void> {
  const store = await serviceStore(o)
  for (const n of [1, 2, 3]) await store.commit([put(`n${n}`)])
  await store.compact()
  await store.commit([put('n4')])
  await store.close()
}
const alone = () => ({ data, mirror: undefined })
const both = () => ({ data, mirror })
const change = (file: string, f: (bytes: Buffer) => Buffer | undefined): void => {
  const bytes = readFileSync(file)
  writeFileSync(file, f(bytes) ?? bytes)
}
const fileOf = (folder: string, ending: RegExp): string => join(folder, readdirSync(folder).find((name) => ending.test(name)) ?? '')

describe('a store in a folder', () => {
  test('K1 that is gone, with what is beside it still there, is not made anew', async () => {
    await filled(alone())
    rmSync(join(data, 'store'), { recursive: true })
    expect(await why(serviceStore(alone()))).toBe('STORE_DAMAGED: it is gone or empty, and what is kept beside it says that there was one')
    expect(readdirSync(data)).toEqual(['store.anchor'])
  })

  test.each<[string, () => void, RegExp]>([
    [
      'a filter that says of a row that it is not there',
      () => change(fileOf(join(data, 'store'), /\.ldb$/), flipFilter),
      /its table .* is damaged/,
    ],
    [
      'a byte in the middle of the log',
      () => change(fileOf(join(data, 'store'), /\.log$/), (b) => flip(b, 20)),
      /damaged in the middle|an old state|rows/,
    ],
    ['a file CURRENT that is empty', () => writeFileSync(join(data, 'store', 'CURRENT'), ''), /CURRENT names nothing/],
    ['no file CURRENT', () => rmSync(join(data, 'store', 'CURRENT')), /CURRENT is missing/],
    [
      'a log in the place of the list of files',
      () => cpSync(fileOf(join(data, 'store'), /\.log$/), fileOf(join(data, 'store'), /^MANIFEST/)),
      /MANIFEST.* is damaged/,
    ],
    [
      'the list of files in the place of a log',
      () => cpSync(fileOf(join(data, 'store'), /^MANIFEST/), fileOf(join(data, 'store'), /\.log$/)),
      /damaged in the middle/,
    ],
    ['a table that is gone', () => rmSync(fileOf(join(data, 'store'), /\.ldb$/)), /cannot read it/],
  ])('K1 with %s is refused, and left as it is', async (_what, spoil, says) => {
    await filled(alone())
    spoil()
    const before = contentOf(root)
    const said = serviceStore(alone())
    expect(await why(said)).toMatch(says)
    await said.catch((error: unknown) => expect(exitCode(error)).toBe(3))
    expect(contentOf(root)).toEqual(before)
  })

  test('that another process has open is refused for that, to be tried again', async () => {
    const store = await serviceStore(alone())
    await store.commit([put('n1')])
    const said = serviceStore(alone())
    expect(await why(said)).toBe('STORE_FAILED: another process has it open')
    await said.catch((error: unknown) => expect(exitCode(error)).toBe(1))
    expect(await rowsOf(store)).toEqual(['n1=n1'])
    await store.close()
  })

  test('K4 starts after a kill in the middle of writing a table, of its first MANIFEST, and of looking at it', async () => {
    await filled(alone())
    const table = fileOf(join(data, 'store'), /\.ldb$/)
    // LevelDB writes a table whole before its MANIFEST names it.
    writeFileSync(join(data, 'store', '000999.ldb'), readFileSync(table).subarray(0, 40))
    cpSync(join(data, 'store'), join(data, 'store.check-killed'), { recursive: true })
    const again = await serviceStore(alone())
    expect(await rowsOf(again)).toEqual(['n1=n1', 'n2=n2', 'n3=n3', 'n4=n4'])
    expect(readdirSync(data).sort()).toEqual(['store', 'store.anchor'])
    writeFileSync(join(data, 'store', '001000.ldb'), 'being written')
    await again.check()
    await again.close()

    const begun = join(root, 'begun')
    mkdirSync(join(begun, 'store'), { recursive: true })
    for (const name of ['LOCK', 'LOG', 'MANIFEST-000001', '000001.dbtmp']) writeFileSync(join(begun, 'store', name), '')
    const first = await serviceStore({ data: begun, mirror: undefined })
    await first.commit([put('n1')])
    await first.close()
    const second = await serviceStore({ data: begun, mirror: undefined })
    expect(await rowsOf(second)).toEqual(['n1=n1'])
    await second.close()
  })

  test('K4 a mirror that a crash left one commit behind is brought up, however often the store was opened before', async () => {
    await filled(both())
    const store = await serviceStore(both())
    await store.commit([put('n5')])
    await store.close()
    cpSync(mirror, join(root, 'behind'), { recursive: true })
    const again = await serviceStore(both())
    await again.commit([put('n6')])
    await again.close()
    rmSync(mirror, { recursive: true })
    cpSync(join(root, 'behind'), mirror, { recursive: true })
    const third = await serviceStore(both())
    expect(await rowsOf(third)).toEqual(['n1=n1', 'n2=n2', 'n3=n3', 'n4=n4', 'n5=n5', 'n6=n6'])
    await third.close()
  })

  test('its rows are no Buffers, and what is read of one is a copy', async () => {
    const rows = await openLevel(join(root, 'rows'), true)
    await rows.write([put('n1')])
    const [got] = await rows.getMany(['n1'])
    const [[, ranged] = []] = await rows.range('n', 'o')
    for (const row of [got, ranged]) expect(row?.constructor).toBe(Uint8Array)
    await rows.close()
    const buffer = Buffer.from('abc')
    new Reader(buffer, 'letters').raw(3)[0] = 0
    expect(buffer.toString()).toBe('abc')
  })

  test('K4 what is committed while an opened store is read again is no damage', async () => {
    await filled(alone())
    const store = await serviceStore(alone())
    let more = 0
    expect(await store.check(() => store.commit([put('n4', `${more++}`)]))).toMatchObject({ rows: 5, commits: 5 })
    expect(more).toBeGreaterThan(0)
    await store.close()
  })

  test('of the program before is taken over with its version; that program does not read it afterwards', async () => {
    mkdirSync(data)
    const old = await openLevel(join(data, 'store'), true)
    await old.write([put('n1'), put('n2', 'x'.repeat(3000))])
    await old.close()
    const store = await serviceStore(alone())
    expect(await rowsOf(store)).toEqual(['n1=n1', `n2=${'x'.repeat(3000)}`])
    expect(await versionOf(store)).toBe(2)
    await store.close()
    // It looks at the version first, whose row is as it always was.
    const raw = await openLevel(join(data, 'store'), false)
    expect(await versionOf({ get: async (key: string) => (await raw.getMany([key]))[0] } as NodeStore)).toBe(2)
    await raw.close()
    expect(await why(serviceStore(alone(), 'store', []))).toBe('STORE_NEWER: undefined')
    expect(await why(serviceStore(alone(), 'store', [PROVEN]))).toBe('done')
  })

  test('K4 no commit that was acknowledged is lost when the process is killed, at whatever moment', async () => {
    const program = join(root, 'writer.mts')
    const module = new URL('../../platform/node/service-store.ts', import.meta.url).href
    writeFileSync(
      program,
      `import { serviceStore } from ${JSON.stringify(module)}
const store = await serviceStore({ data: process.argv[2], mirror: process.argv[3] })
for (let n = Number(process.argv[4]); ; n++) { await store.commit([{ key: 'n' + n, value: Uint8Array.of(1) }]); process.send(n) }`,
    )
    let acknowledged = -1
    for (const life of [3, 17, 40]) {
      const writer = fork(program, [data, mirror, String(acknowledged + 1)], { stdio: 'ignore' })
      await new Promise<void>((done) => {
        writer.on('message', (n: number) => {
          acknowledged = Math.max(acknowledged, n)
          if (acknowledged >= life) done()
        })
      })
      writer.kill('SIGKILL')
      await once(writer, 'exit')
    }
    const store = await serviceStore(both())
    const there = new Set((await store.range('n', 'o')).map(([key]) => key))
    for (let n = 0; n <= acknowledged; n++) expect(there.has(`n${n}`), `commit ${n}`).toBe(true)
    expect(acknowledged).toBeGreaterThanOrEqual(40)
    await store.close()
  })
})

const flip = (bytes: Buffer, at: number): Buffer => {
  bytes[at] = (bytes[at] as number) ^ 1
  return bytes
}
/** LevelDB's filter lies before the last two blocks and the footer; its bits all off say of every row that it is not there. */
const flipFilter = (bytes: Buffer): Buffer => {
  const at = bytes.indexOf('filter.leveldb')
  return bytes.fill(0, at - 60, at - 30)
}

describe('a mirror in a folder', () => {
  test('K2 is left alone, and brings everything back, when the data folder is gone', async () => {
    await filled(both())
    writeFileSync(join(mirror, 'keys.json'), '{}')
    const kept = contentOf(mirror)
    rmSync(data, { recursive: true })
    expect(await why(serviceStore(both()))).toMatch(/^STORE_DAMAGED: it is gone or empty/)
    expect(contentOf(mirror)).toEqual(kept)
    rmSync(data, { recursive: true, force: true })
    await restoreMirror(both())
    const store = await serviceStore(both())
    expect(await rowsOf(store)).toEqual(['n1=n1', 'n2=n2', 'n3=n3', 'n4=n4'])
    await store.close()
  })

  test('that is damaged brings nothing back', async () => {
    await filled(both())
    rmSync(data, { recursive: true })
    change(fileOf(join(mirror, 'store'), /\.ldb$/), (b) => flip(b, 10))
    expect(await why(restoreMirror(both()))).toMatch(/^STORE_DAMAGED: its table/)
    expect(existsSync(data)).toBe(false)
  })

  test('has an anchor of its own, which no copy of files at a start replaces', async () => {
    await filled(both())
    const anchor = readFileSync(anchorPath(join(mirror, 'store')))
    writeFileSync(anchorPath(join(data, 'store')), 'of an earlier day')
    writeFileSync(join(data, 'keys.json'), '{}')
    mirrorFiles(both())
    expect(readFileSync(anchorPath(join(mirror, 'store')))).toEqual(anchor)
    expect(existsSync(join(mirror, 'keys.json'))).toBe(true)
  })

  test('K3 shows that a whole data folder is of an earlier day', async () => {
    await filled(both())
    cpSync(data, join(root, 'earlier'), { recursive: true })
    const store = await serviceStore(both())
    for (const n of [5, 6]) await store.commit([put(`n${n}`)])
    await store.close()
    rmSync(data, { recursive: true })
    renameSync(join(root, 'earlier'), data)
    const kept = contentOf(mirror)
    expect(await why(serviceStore(both()))).toMatch(/^STORE_DAMAGED: it is \d commits behind .*mirror.*, more than a crash leaves$/)
    expect(contentOf(mirror)).toEqual(kept)
  })
})

describe('an operator', () => {
  const run = async (name: keyof typeof storeCommands, args: readonly string[] = [], places: object = both()) => {
    const rows: object[] = []
    const exit = await storeCommands[name].run(places, args, { line: () => {}, rows: (all) => void rows.push(...all) })
    return { exit, rows }
  }

  test('checks all stores on both disks, and is told which is damaged', async () => {
    await filled(both())
    await (await levelNodeStore(join(data, 'map'))).close()
    expect(await run('check-store')).toMatchObject({
      exit: 0,
      rows: [
        { store: 'map', commits: 0, rows: 0, result: 'whole' },
        { store: 'store', rows: 5, result: 'whole, on both disks' },
      ],
    })
    rmSync(join(mirror, 'store'), { recursive: true })
    const found = await run('check-store')
    expect(found.exit).toBe(3)
    expect(JSON.stringify(found.rows)).toMatch(/mirror.* is not as it was left: it is gone or empty/)
  })

  test('takes an old copy for the newest on the record, and never a damaged store', async () => {
    await filled(alone())
    cpSync(join(data, 'store'), join(root, 'earlier'), { recursive: true })
    const store = await serviceStore(alone())
    await store.commit([put('n5')])
    await store.close()
    rmSync(join(data, 'store'), { recursive: true })
    cpSync(join(root, 'earlier'), join(data, 'store'), { recursive: true })
    expect(await why(serviceStore(alone()))).toMatch('an old state')
    expect(await why(run('adopt-store', ['other'], alone()))).toMatch('INPUT_INVALID: name one of store')
    expect((await run('adopt-store', ['store'], alone())).exit).toBe(0)
    const again = await serviceStore(alone())
    expect(await rowsOf(again)).toEqual(['n1=n1', 'n2=n2', 'n3=n3', 'n4=n4'])
    await again.close()
    expect(readAudit(data).lines.map(({ event }) => event)).toEqual(['store-adopted'])
    change(fileOf(join(data, 'store'), /\.ldb$/), (b) => flip(b, 10))
    expect(await why(run('adopt-store', ['store'], alone()))).toMatch(/^STORE_DAMAGED: its table/)
  })
})

describe('files of LevelDB', () => {
  test('CRC-32C of RFC 3720', () => {
    expect(crc32c(utf8('123456789'))).toBe(0xe3069283)
    expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa)
    expect(crc32c(new Uint8Array(32).fill(255))).toBe(0x62a8ab43)
    expect(crc32c(Uint8Array.from({ length: 32 }, (_, i) => i))).toBe(0x46dd794e)
  })

  test('every byte of a table counts, compressed or not; of a log every byte before the last record', async () => {
    const rows = await openLevel(join(root, 'db'), true)
    for (let n = 0; n < 4; n++) {
      await rows.write(
        Array.from({ length: 150 }, (_, i) => put(`${n}/${String(i).padStart(4, '0')}`, `a value that repeats itself ${i % 9}`.repeat(4))),
      )
      await rows.compact()
    }
    await rows.write([put('last', 'x'.repeat(40_000))])
    await rows.write([put('the last')])
    const [table, log] = [/\.ldb$/, /\.log$/].map((ending) => readFileSync(fileOf(join(root, 'db'), ending))) as [Buffer, Buffer]
    await rows.close()
    expect(isTable(table)).toBe(true)
    // The footer's padding alone says nothing.
    for (let at = 0; at < table.length - 48; at += 13) expect(isTable(flip(Buffer.from(table), at)), `byte ${at}`).toBe(false)
    expect([isTable(table.subarray(1)), isTable(Buffer.concat([table, table])), isTable(Buffer.alloc(0))]).toEqual([false, false, false])
    const any = () => true
    expect(isLog(log, any)).toBe(true)
    const last = log.length - 60
    for (let at = 0; at < last; at += 997) expect(isLog(flip(Buffer.from(log), at), any), `byte ${at}`).toBe(false)
    expect(isLog(log.subarray(0, log.length - 5), any)).toBe(true)
    expect(isLog(log, () => false)).toBe(false)
  })
})
