/** The personal node in real Chromium as on a phone, by clicking, against node processes; and everything that befalls a browser. */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { LOCK } from '@hdms/node/browser/protocol.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { argon2Stretch } from '@hdms/platform/node/key-store.ts'
import { register } from '@hdms/sandbox/demo/treatment.ts'
import { type BrowserOptions, BrowserPerson, CHROMIUM } from '@hdms/sandbox/people/browser-person.ts'
import { SAMPLE_BUNDLE } from '@hdms/sandbox/people/sample.ts'
import { fromBase64, hex } from '@hdms/shared/bytes.ts'
import { memorySlots } from '@hdms/shared/ports/memory-store.ts'
import { KeySlots } from '@hdms/shared/storage/key-slots.ts'
import { KeyStore } from '@hdms/shared/storage/key-store.ts'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { forms, identifying } from '../support/identifying.ts'
import { failureOf, filesBelow, type TestNetwork, testNetwork, treatment, until } from '../support/network.ts'
import { policyComplaints } from '../support/phone.ts'
import { seeded } from '../support/random.ts'

const absent = !existsSync(CHROMIUM) && process.env['CI'] !== 'true'
if (absent) process.stderr.write('skipped: there is no /usr/bin/chromium\n')
const SEED = Number(process.env['HDMS_SEED'] ?? 3)

let net: TestNetwork
const people: BrowserPerson[] = []
beforeAll(async () => {
  if (!absent) net = await testNetwork()
})
afterAll(() => net?.stop())
afterEach(async () => {
  for (const person of people.splice(0)) await person.off()
})

type Phone = { readonly person: BrowserPerson; readonly desk: Awaited<ReturnType<typeof register>>['desk'] }

/** A person registered at the desk, whose browser has been started and holds the sample records. */
async function phone(options: BrowserOptions & { empty?: boolean } = {}): Promise<Phone> {
  const { desk, patientId } = await register(net.file, SAMPLE_BUNDLE)
  const person = await BrowserPerson.create(net.file, patientId, options)
  people.push(person)
  if (!options.empty) await person.post('/import', SAMPLE_BUNDLE)
  return { person, desk }
}
const codeShown = (page: Page) => page.locator('[role=alert]').first().getAttribute('data-code')
const finalCommands = async (person: BrowserPerson) => {
  const { transactions } = await person.get<{ transactions: { commands: string[]; standing: string }[] }>('/ledger')
  return transactions
    .filter((t) => t.standing === 'verified')
    .flatMap((t) => t.commands)
    .sort()
}
const ALL = ['consent.Give', 'consent.Share', 'order.Approve', 'order.Complete', 'record.Issue']

describe.skipIf(absent)('a phone', () => {
  test('21 steps by clicking, final on both ledgers, and the strict policy has nothing to complain of', async () => {
    const { person, desk } = await phone()
    const outcome = await treatment(net.file, { person, desk })
    expect(outcome.steps.map((s) => s.step)).toEqual(Array.from({ length: 21 }, (_, i) => i + 1))
    expect(outcome.comparison.rows.filter((r) => !r.same)).toEqual([])
    expect(await finalCommands(person)).toEqual(ALL)
    const { sent } = await person.get<{ sent: Record<string, number> }>('/status')
    expect(sent).toMatchObject({ libp2p: expect.any(Number), rest: 0, mailbox: 0 })
    await person.tabTo('consents')
    await person.page.waitForSelector('main:has-text("한빛병원") article .state.good')
    expect(policyComplaints(person)).toEqual([])
  })

  test('the person refuses by clicking: the reason reaches the hospital', async () => {
    const { person, desk } = await phone({ language: 'en' })
    const decide = async () => ({ approved: false, reason: 'not this time' })
    expect(await failureOf(treatment(net.file, { person, desk }, decide))).toMatchObject({
      code: 'REFUSED',
      data: { reason: 'not this time' },
    })
  })

  test('a consent is withdrawn by clicking: the ledger and the screen say so, and what the hospital answered', async () => {
    const { person, desk } = await phone()
    await treatment(net.file, { person, desk })
    const { consents } = await person.get<{ consents: { id: string; own: boolean }[] }>('/consents')
    await person.post('/withdrawals', { consent: consents.find((c) => c.own)?.id ?? '' })
    await person.page.waitForSelector('article .state:not(.good)')
    expect((await person.get<{ consents: { state: string }[] }>('/consents')).consents[0]?.state).toBe('withdrawn')
    const told = person.page.locator('[data-erasure]:not([data-erasure=open])')
    await told.waitFor()
    expect(await person.page.locator('li', { has: told }).textContent()).toContain('한빛병원')
    const { erasures } = await person.get<{ erasures: { state: string; signature: string }[] }>('/erasures')
    expect([await told.getAttribute('data-erasure'), erasures[0]?.signature.length]).toEqual([erasures[0]?.state, 128])
  })

  test('the page is reloaded at every step: it comes back locked, goes on where it stood, each effect once', async () => {
    const { person, desk } = await phone()
    let busy: Promise<void> = Promise.resolve()
    const reloads = new Set<number>()
    const reload = async (step: number): Promise<void> => {
      await person.page.reload()
      await person.unlock()
      reloads.add(step)
    }
    const outcome = await treatment(
      net.file,
      { person, desk },
      async () => {
        await busy
        return { approved: true }
      },
      ({ step }) => {
        busy = busy.then(() => reload(step)).catch(() => {})
      },
    )
    await busy
    expect(outcome.comparison.rows.filter((r) => !r.same)).toEqual([])
    expect(reloads.size).toBeGreaterThanOrEqual(15)
    expect(await finalCommands(person)).toEqual(ALL)
  })

  test('kill -9 of the browser at steps chosen by seed: nothing is lost, nothing is half', async () => {
    const random = seeded(SEED)
    for (let round = 0; round < 3; round++) {
      const { person, desk } = await phone()
      const at = [2, 3, 10, 11, 12, 19, 20][random.int(7)] as number
      let killed: Promise<void> | undefined
      const outcome = await treatment(
        net.file,
        { person, desk },
        async () => {
          await killed
          return { approved: true }
        },
        ({ step }) => {
          if (step >= at) killed ??= person.off('SIGKILL').then(() => person.on())
        },
      )
      await killed
      expect(
        outcome.comparison.rows.filter((r) => !r.same),
        `killed at step ${at}`,
      ).toEqual([])
      expect(await finalCommands(person)).toEqual(ALL)
      await person.off()
    }
  })

  test('two tabs: one engine; the second looks through the first, and takes over, locked, when it is closed', async () => {
    const { person } = await phone()
    const first = person.page
    const second = await person.browser.newPage()
    await second.goto(person.address)
    await second.waitForSelector('.home')
    await second.click('.tabs a[href="#connection"]')
    await second.waitForSelector('text=다른 탭에서 실행')
    await second.click('.tabs a[href="#records"]')
    await second.waitForSelector('a.line')
    expect(await second.locator('a.line').count()).toBe(1)
    await first.close()
    await second.waitForSelector('[data-screen=unlock]')
    await second.fill('input[name=passphrase]', person.passphrase)
    await second.click('button[type=submit]')
    await second.waitForSelector('a.line')
    expect(await second.locator('a.line').count()).toBe(1)
  })

  test('offline: the page and the records open without a network; back online the treatment finishes', async () => {
    const { person, desk } = await phone()
    await person.page.evaluate(async () => void (await navigator.serviceWorker.ready))
    await until(() => person.page.evaluate(async () => (await (await caches.open('hdms-app')).keys()).length > 3))
    let offline: Promise<void> | undefined
    const outcome = await treatment(
      net.file,
      { person, desk },
      async () => {
        await offline
        return { approved: true }
      },
      ({ step }) => {
        offline ??= step >= 4 ? goOffline() : undefined
      },
    )
    async function goOffline(): Promise<void> {
      await person.browser.setOffline(true)
      await person.page.reload()
      await person.unlock()
      await person.tabTo('records')
      await person.page.locator('a.line').first().click()
      await person.page.waitForSelector('.entries li')
      await person.browser.setOffline(false)
    }
    await offline
    expect(outcome.comparison.same).toBe(true)
  })

  test('the servers are restarted in the middle: the phone goes on', async () => {
    const { person, desk } = await phone()
    let restarted: Promise<unknown> | undefined
    const restart = async (name: string) => {
      await net.network.kill(name)
      await net.network.revive(name)
    }
    const outcome = await treatment(net.file, { person, desk }, async () => {
      restarted ??= Promise.all(['hospital', 'queue', 'network-map', 'doorman', 'push', 'app', 'notary-a'].map(restart))
      await restarted
      return { approved: true }
    })
    expect(outcome.comparison.same).toBe(true)
  })

  test('a wrong passphrase is refused in words; the right one opens', async () => {
    const { person } = await phone()
    await person.page.reload()
    await person.page.fill('[data-screen=unlock] input[name=passphrase]', 'not the passphrase')
    await person.page.click('button[type=submit]')
    await person.page.waitForSelector('[role=alert]')
    expect(await codeShown(person.page)).toBe('PASSPHRASE_WRONG')
    expect(await person.page.textContent('[role=alert]')).toContain('암호가 맞지 않습니다')
    expect((await failureOf(person.get('/records'))).code).toBe('NODE_LOCKED')
    await person.unlock()
    expect((await person.get<{ records: unknown[] }>('/records')).records).toHaveLength(1)
  })

  test('a used invitation is refused; the passphrase stays, and a new invitation finishes the first start', async () => {
    const one = await phone({ empty: true })
    const { patientId } = await register(net.file, SAMPLE_BUNDLE)
    const other = await BrowserPerson.prepare(net.file, patientId)
    people.push(other)
    await other.launch()
    const { page } = other
    await page.fill('input[name=passphrase]', other.passphrase)
    await page.fill('input[name=again]', other.passphrase)
    await page.fill('input[name=invitation]', one.person.invitation)
    await page.click('button[type=submit]')
    await page.waitForSelector('[role=alert]')
    expect(await codeShown(page)).toBe('CSR_REFUSED')
    expect(await page.textContent('[role=alert]')).toContain('used')
    await page.reload()
    await page.fill('[data-screen=unlock] input[name=passphrase]', other.passphrase)
    await page.fill('input[name=invitation]', other.invitation)
    await page.click('button[type=submit]')
    await page.waitForSelector('.home')
  })

  test('a clock that is wrong by a day is told apart from everything else, and nothing is lost', async () => {
    const { person } = await phone()
    await person.browser.route('**/health', (route) =>
      route.fulfill({
        status: 200,
        headers: {
          date: new Date(Date.now() - 86_400_000).toUTCString(),
          'access-control-allow-origin': '*',
          'access-control-expose-headers': 'date',
        },
        body: '{}',
      }),
    )
    await person.page.reload()
    await person.page.fill('[data-screen=unlock] input[name=passphrase]', person.passphrase)
    await person.page.click('button[type=submit]')
    await person.page.waitForSelector('[role=alert]')
    expect(await codeShown(person.page)).toBe('CLOCK_WRONG')
    expect(await person.page.textContent('[role=alert]')).toContain('1440분')
    await person.browser.unroute('**/health')
    await person.page.click('button[type=submit]')
    await person.page.waitForSelector('.home')
    expect((await person.get<{ records: unknown[] }>('/records')).records).toHaveLength(1)
  })

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
    const { patientId } = await register(net.file, SAMPLE_BUNDLE)
    const person = await BrowserPerson.prepare(net.file, patientId)
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

  test('a push wakes an open node, and tells a person whose page is closed to open it, in the same words always', async () => {
    const { person } = await phone()
    const { page, browser } = person
    await browser.grantPermissions(['notifications'])
    await page.evaluate(async () => void (await navigator.serviceWorker.ready))
    const tools = await browser.newCDPSession(page)
    const { origin } = new URL(person.address)
    const registration = new Promise<string>((resolve) => {
      tools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        const mine = registrations.find((r) => r.scopeURL.startsWith(origin))
        if (mine) resolve(mine.registrationId)
      })
    })
    await tools.send('ServiceWorker.enable')
    const push = async (data: string) =>
      tools.send('ServiceWorker.deliverPushMessage', { origin, registrationId: await registration, data })
    // Nothing else makes it look: the stand-in is down, and the minute's own look has just been.
    await net.network.kill('push', false)
    const looked = page.waitForRequest((request) => request.url().endsWith('/v1/mailbox'))
    await push('')
    await looked
    await net.network.revive('push')
    await page.goto('about:blank')
    await push('whatever it carries')
    await page.goto(person.address)
    const shown = await until(() =>
      page.evaluate(async () => {
        const list = await (await navigator.serviceWorker.ready).getNotifications()
        return list.length > 0 && list.map((n) => `${n.title}: ${n.body}`)
      }),
    )
    expect(shown).toEqual(['Health In My Storage: 새 소식이 있습니다. 열어서 확인해 주세요. · There is news. Open to see.'])
  })

  test('with Firebase settings the page registers with FCM, and the queue is told the token', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hdms-fcm-'))
    const options = {
      apiKey: 'AIzaSyTestTestTestTestTestTestTestTestTe',
      projectId: 'hdms-test',
      messagingSenderId: '1',
      appId: '1:1:web:1',
    }
    const vapidKey = Buffer.from([4, ...Array.from({ length: 64 }, (_, i) => i)]).toString('base64url')
    writeFileSync(join(folder, 'firebase.json'), JSON.stringify({ options, vapidKey }))
    const app = await pageServer(['--firebase-web-config', join(folder, 'firebase.json')])
    try {
      const { patientId } = await register(net.file, SAMPLE_BUNDLE)
      const person = await BrowserPerson.prepare(net.file, patientId, { address: app.address })
      people.push(person)
      await person.launch('about:blank')
      // FCM cannot be reached from here, and headless Chromium has no push service: both answer as documented.
      await person.page.addInitScript(() => {
        Object.defineProperty(Notification, 'permission', { get: () => 'granted' })
        Notification.requestPermission = async () => 'granted'
        PushManager.prototype.subscribe = async () =>
          ({
            endpoint: 'https://push.example/endpoint',
            getKey: () => new Uint8Array(65).buffer,
            unsubscribe: async () => true,
          }) as unknown as PushSubscription
      })
      const asked: string[] = []
      const cors = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' }
      await person.browser.route('https://**/*', async (route) => {
        const url = route.request().url()
        if (route.request().method() !== 'OPTIONS') asked.push(new URL(url).host)
        const json = url.includes('firebaseinstallations')
          ? {
              name: 'projects/1/installations/f',
              fid: 'f'.repeat(22),
              refreshToken: 'r',
              authToken: { token: 'a.b.c', expiresIn: '604800s' },
            }
          : { token: 'the-token-of-fcm' }
        await route.fulfill({ json, headers: cors })
      })
      const told = person.page.waitForRequest((r) => r.url().endsWith('/v1/push-registrations') && r.method() === 'POST')
      await person.page.goto(person.address)
      await person.firstStart()
      expect((await told).postData()).toContain('the-token-of-fcm')
      expect(asked).toEqual(['firebaseinstallations.googleapis.com', 'fcmregistrations.googleapis.com'])
      expect(policyComplaints(person)).toEqual([])
    } finally {
      app.stop()
    }
  })

  test('a hostile record full of markup is shown as text and runs nothing', async () => {
    const { person } = await phone({ empty: true, language: 'en' })
    const evil = '<img src=x onerror=globalThis.pwned=1><script>globalThis.pwned=2</script><a href="javascript:pwned=3">x</a>'
    const bundle = JSON.parse(SAMPLE_BUNDLE) as { entry: { resource: { resourceType: string; code?: { text: string }; note?: object } }[] }
    for (const { resource } of bundle.entry) if (resource.code) resource.code.text = evil
    await person.post('/import', JSON.stringify(bundle))
    await person.page.locator('a.line').first().click()
    await person.page.waitForSelector('.entries li')
    for (const entry of await person.page.locator('.entries details').all()) await entry.evaluate((e) => e.setAttribute('open', ''))
    expect(await person.page.textContent('main')).toContain('<img src=x onerror')
    expect(await person.page.locator('main img, main script, main a[href^="javascript"]').count()).toBe(0)
    expect(await person.page.evaluate(() => (globalThis as { pwned?: number }).pwned)).toBeUndefined()
  })

  test('a passkey opens the node instead of the passphrase', async () => {
    const { person } = await phone()
    const tools = await person.browser.newCDPSession(person.page)
    await tools.send('WebAuthn.enable')
    await tools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        ctap2Version: 'ctap2_1',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        hasPrf: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
    await person.tabTo('connection')
    await person.page.click('text=패스키 추가')
    await person.page.waitForSelector('text=패스키로 이 노드를 열 수 있습니다')
    await person.page.reload()
    await person.page.click('text=패스키로 잠금 해제')
    await person.page.waitForSelector('.home')
    expect((await person.get<{ records: unknown[] }>('/records')).records).toHaveLength(1)
    // The passphrase still opens it too.
    await person.page.reload()
    await person.unlock()
  })
})

describe.skipIf(absent)('what lies on the phone', () => {
  test('the profile holds no record and no key in clear; an erased record has lost its key for good', async () => {
    const { person, desk } = await phone()
    await treatment(net.file, { person, desk })
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

/** The page served by a process of its own, with further flags. */
async function pageServer(flags: readonly string[]): Promise<{ address: string; stop(): void }> {
  const { ports } = net.file
  const url = (port: number) => `http://127.0.0.1:${port}`
  const main = join(import.meta.dirname, '../../sandbox/web/main.ts')
  const common = {
    trust: net.network.trust,
    doorman: url(ports.doorman),
    'network-map': url(ports.map),
    queue: url(ports.queue),
    port: '0',
  }
  const args = [main, ...Object.entries(common).flatMap(([name, value]) => [`--${name}`, value]), ...flags]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const address = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const port = /READY .*?127\.0\.0\.1:(\d+)/.exec(line)?.[1]
      if (port) resolve(`http://localhost:${port}/`)
    })
    child.once('exit', () => reject(new Error('the page server ended')))
  })
  return { address, stop: () => void child.kill() }
}

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
