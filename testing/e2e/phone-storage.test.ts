/** Storage that the browser takes away, fills or refuses, and what lies on the phone for whoever opens its files. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { LOCK } from '@hdms/node/browser/protocol.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { argon2Stretch } from '@hdms/platform/node/key-store.ts'
import { register } from '@hdms/sandbox/demo/treatment.ts'
import { BrowserPerson } from '@hdms/sandbox/people/browser-person.ts'
import { SAMPLE_BUNDLE } from '@hdms/sandbox/people/sample.ts'
import { fromBase64, hex } from '@hdms/shared/bytes.ts'
import { memorySlots } from '@hdms/shared/ports/memory-store.ts'
import { KeySlots } from '@hdms/shared/storage/key-slots.ts'
import { KeyStore } from '@hdms/shared/storage/key-store.ts'
import { describe, expect, test } from 'vitest'
import { forms, identifying } from '../support/identifying.ts'
import { failureOf, filesBelow, treatment } from '../support/network.ts'
import { absentChromium, codeShown, phones } from '../support/phone.ts'

const { phone, people, network } = phones()

describe.skipIf(absentChromium)('the phone’s storage', () => {
  test('storage that the browser evicts, all or a part, is told and never taken for a first start', async () => {
    const { person } = await phone()
    const clear = async (types: string): Promise<void> => {
      // Chromium hangs if files are cleared while a worker that has them open is still ending: its lock tells when it is gone.
      await person.page.goto(`${person.address}/icon.svg`)
      await person.page.evaluate((lock) => navigator.locks.request(lock, () => {}), LOCK)
      const tools = await person.browser.newCDPSession(person.page)
      await tools.send('Storage.clearDataForOrigin', { origin: new URL(person.address).origin, storageTypes: types })
      await person.page.goto(person.address)
    }
    const shownAtUnlock = async (): Promise<string | null> => {
      await person.page.fill('[data-screen=unlock] input[name=passphrase]', person.passphrase)
      await person.page.click('button[type=submit]')
      await person.page.waitForSelector('[role=alert]')
      return codeShown(person.page)
    }
    // K1 One row is gone from the database.
    await person.page.goto(`${person.address}/icon.svg`)
    await person.page.evaluate((lock) => navigator.locks.request(lock, () => {}), LOCK)
    await person.page.evaluate(
      () =>
        new Promise<void>((done, failed) => {
          const opening = indexedDB.open('hdms')
          opening.onerror = failed
          opening.onsuccess = () => {
            const rows = opening.result.transaction('rows', 'readwrite')
            rows.objectStore('rows').delete(IDBKeyRange.bound('d/', 'd/~'))
            rows.oncomplete = () => {
              opening.result.close()
              done()
            }
          }
        }),
    )
    await person.page.goto(person.address)
    expect(await shownAtUnlock()).toBe('STORAGE_DAMAGED')
    await clear('indexeddb')
    expect(await shownAtUnlock()).toBe('STORAGE_LOST')
    await clear('indexeddb,file_systems')
    await person.page.waitForSelector('[data-screen=start] [role=alert]')
    expect(await person.page.textContent('[role=alert]')).toContain('지웠습니다')
    await person.page.click('[role=alert] .button')
    await person.page.waitForSelector('input[name=invitation]')
  })

  test('a device that is full: what cannot be kept is refused with the reason, what was there stays', async () => {
    const { person } = await phone()
    await person.page.goto('about:blank')
    const tools = await person.browser.newCDPSession(person.page)
    const { origin } = new URL(person.address)
    await tools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1024 })
    await person.page.goto(person.address)
    await person.page.fill('[data-screen=unlock] input[name=passphrase]', person.passphrase)
    await person.page.click('button[type=submit]')
    await person.page.waitForSelector('.home, [role=alert]')
    const shown = (await person.page.locator('.home').count())
      ? (await failureOf(person.ask('POST', '/import', bigBundle()))).code
      : await codeShown(person.page)
    expect(shown).toBe('STORE_FAILED')
    await tools.send('Storage.overrideQuotaForOrigin', { origin })
    await person.page.reload()
    await person.unlock()
    expect((await person.get<{ records: unknown[] }>('/records')).records).toHaveLength(1)
    await person.post('/import', SAMPLE_BUNDLE)
  })

  test('a browser that gives no storage says so, with what to do', async () => {
    const { patientId } = await register(network().file, SAMPLE_BUNDLE)
    const person = await BrowserPerson.prepare(network().file, patientId)
    people.push(person)
    mkdirSync(join(person.profile, 'Default'), { recursive: true })
    // Site data blocked in the settings.
    const blocked = { profile: { default_content_setting_values: { cookies: 2 } } }
    writeFileSync(join(person.profile, 'Default', 'Preferences'), JSON.stringify(blocked))
    await person.launch()
    await person.page.waitForSelector('[role=alert]')
    expect(await codeShown(person.page)).toBe('STORAGE_REFUSED')
    expect(await person.page.textContent('[role=alert]')).toContain('사이트 데이터를 허용')
  })
})

describe.skipIf(absentChromium)('what lies on the phone', () => {
  test('the profile holds no record and no key in clear; an erased record has lost its key for good', async () => {
    const { person, desk } = await phone()
    await treatment(network().file, { person, desk })
    // Words that the page's own scripts hold (names of concepts among them) say nothing of anybody.
    const scripts = filesBelow(join(import.meta.dirname, '../../apps/dist')).map((f) => f.bytes)
    const texts = [...new Set(identifying(JSON.parse(SAMPLE_BUNDLE)))].filter((text) => !scripts.some((s) => s.includes(text)))
    expect(texts).toEqual(expect.arrayContaining(['010-0000-4217', 'Hypertensive disorder', '개인 메모: 가족에게 알리지 않음']))
    const { records } = await person.get<{ records: { verificationKey: string; profile: string }[] }>('/records')
    const own = records.find((r) => r.profile === 'fhir-r4/self-reported')?.verificationKey ?? ''
    const before = await slotsOf(person)
    await person.page.goto(`${person.address}#records/${own}`)
    await person.page.reload()
    await person.unlock()
    await person.page.click('main > .button.danger')
    await person.page.click('.dialog .button.danger')
    await person.page.waitForSelector('text=내 기록')
    expect((await failureOf(person.get(`/records/${own}`))).code).toBe('NOT_FOUND')
    const after = await slotsOf(person)
    await person.off()

    // Whoever has the passphrase and the whole disk finds every key but those that were destroyed.
    const kept = new Set(after.keys.map(hex))
    const destroyed = before.keys.filter((key) => !kept.has(hex(key)))
    // The record's own, and those of the rows, which were written anew.
    expect(destroyed.length).toBeGreaterThanOrEqual(3)
    const secrets = [...after.secrets, ...after.keys, ...destroyed]
    expect(secrets.length).toBeGreaterThan(12)
    const wanted = [...texts.flatMap(forms), ...secrets.flatMap(keyForms), ...forms(person.passphrase)]
    for (const { path, bytes } of filesBelow(person.profile)) {
      for (const form of wanted) expect(bytes.includes(form), `${form.toString().slice(0, 40)} in ${path}`).toBe(false)
    }
    // The destroyed keys' wrapped forms are gone as well: their slots were overwritten, and nothing else ever held them.
    const gone = before.wrapped.filter((w) => !after.wrapped.some((k) => hex(k) === hex(w)))
    expect(gone.length).toBe(destroyed.length)
    for (const { path, bytes } of filesBelow(person.profile)) for (const w of gone) expect(bytes.includes(Buffer.from(w)), path).toBe(false)
  })
})

/** The keys that lie in the phone's files, opened with its passphrase, as an attacker who knows it would. */
async function slotsOf(person: BrowserPerson): Promise<{ keys: Uint8Array[]; wrapped: Uint8Array[]; secrets: Uint8Array[] }> {
  const crypto = nativeCrypto()
  const read = (name: string) =>
    person.page.evaluate(async (file) => {
      const folder = await navigator.storage.getDirectory()
      const bytes = new Uint8Array(await (await (await folder.getFileHandle(file)).getFile()).arrayBuffer())
      return btoa(Array.from(bytes, (b) => String.fromCharCode(b)).join(''))
    }, name)
  const copies = fromBase64(await read('secrets'))
  const texts = [0, 1 << 16].flatMap((at) => {
    const length = Number(Buffer.from(copies.subarray(at, at + 8)).toString())
    if (!length) return []
    return [JSON.parse(Buffer.from(copies.subarray(at + 8, at + 8 + length)).toString()) as { sequence: number; text: string }]
  })
  const text = texts.sort((a, b) => b.sequence - a.sequence)[0]?.text ?? ''
  const store = await KeyStore.open(
    { crypto, file: { read: async () => text, write: async () => {} }, stretch: argon2Stretch },
    { kind: 'passphrase', passphrase: person.passphrase },
  )
  const names = Object.keys((JSON.parse(text) as { entries: object }).entries).filter(
    (n) => !/chain|certificate|csr|made|handle|public|proof/.test(n),
  )
  const secrets = await Promise.all(names.map(async (name) => (await store.get(name)) as Uint8Array))
  const disk = { rows: new Map(), blobs: new Map(), slots: fromBase64(await read('slots')) }
  const slots = new KeySlots(crypto, memorySlots(disk), (await store.get('storage')) as Uint8Array)
  const used = Array.from({ length: disk.slots.length / 64 }, (_, i) => i).filter((i) => slots.has(i))
  const wrapped = used.map((i) => disk.slots.slice(i * 64 + 4, i * 64 + 64))
  return { keys: await Promise.all(used.map((i) => slots.get(i))), wrapped, secrets }
}

const keyForms = (key: Uint8Array): Buffer[] => [
  Buffer.from(key),
  Buffer.from(hex(key)),
  Buffer.from(Buffer.from(key).toString('base64').replace(/=+$/, '').slice(0, -1)),
]

/** A bundle of some megabytes. */
function bigBundle(): string {
  const bundle = JSON.parse(SAMPLE_BUNDLE) as { entry: { fullUrl: string; resource: Record<string, unknown> }[] }
  const [first] = bundle.entry.filter((e) => e.resource['resourceType'] === 'Observation')
  for (let i = 0; i < 2000; i++) {
    const fullUrl = `urn:uuid:7d1f6c1e-0000-4000-9000-${String(i).padStart(12, '0')}`
    bundle.entry.push({ fullUrl, resource: { ...first?.resource, id: `big-${i}` } })
  }
  return JSON.stringify(bundle)
}
