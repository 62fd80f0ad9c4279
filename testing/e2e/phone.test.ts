/** The personal node in real Chromium as on a phone, by clicking, against node processes; and everything that befalls a browser but its storage. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { register } from '@hdms/sandbox/demo/treatment.ts'
import { BrowserPerson } from '@hdms/sandbox/people/browser-person.ts'
import { SAMPLE_BUNDLE } from '@hdms/sandbox/people/sample.ts'
import { describe, expect, test } from 'vitest'
import { failureOf, treatment, until } from '../support/network.ts'
import { absentChromium, codeShown, pageServer, phones, policyComplaints } from '../support/phone.ts'
import { seeded } from '../support/random.ts'

const { phone, people, network } = phones()
const SEED = Number(process.env['HDMS_SEED'] ?? 3)

const finalCommands = async (person: BrowserPerson) => {
  const { transactions } = await person.get<{ transactions: { commands: string[]; standing: string }[] }>('/ledger')
  return transactions
    .filter((t) => t.standing === 'verified')
    .flatMap((t) => t.commands)
    .sort()
}
const ALL = ['consent.Give', 'consent.Share', 'order.Approve', 'order.Complete', 'record.Issue']

describe.skipIf(absentChromium)('a phone', () => {
  test('21 steps by clicking, final on both ledgers, and the strict policy has nothing to complain of', async () => {
    const { person, desk } = await phone()
    const outcome = await treatment(network().file, { person, desk })
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
    expect(await failureOf(treatment(network().file, { person, desk }, decide))).toMatchObject({
      code: 'REFUSED',
      data: { reason: 'not this time' },
    })
  })

  test('a consent is withdrawn by clicking: the ledger and the screen say so, and what the hospital answered', async () => {
    const { person, desk } = await phone()
    await treatment(network().file, { person, desk })
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
      network().file,
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
        network().file,
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
      network().file,
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
      await network().network.kill(name)
      await network().network.revive(name)
    }
    const outcome = await treatment(network().file, { person, desk }, async () => {
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
    const { patientId } = await register(network().file, SAMPLE_BUNDLE)
    const other = await BrowserPerson.prepare(network().file, patientId)
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
    await network().network.kill('push', false)
    const looked = page.waitForRequest((request) => request.url().endsWith('/v1/mailbox'))
    await push('')
    await looked
    await network().network.revive('push')
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
    const app = await pageServer(network(), ['--firebase-web-config', join(folder, 'firebase.json')])
    try {
      const { patientId } = await register(network().file, SAMPLE_BUNDLE)
      const person = await BrowserPerson.prepare(network().file, patientId, { address: app.address })
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
