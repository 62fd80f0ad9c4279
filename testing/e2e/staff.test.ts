/** The staff page in Chromium, with a virtual authenticator: how people get in, what they see, and how a session ends. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FlowStatus } from '@hdms/flows/engine/status.ts'
import { CHROMIUM, launchChromium } from '@hdms/sandbox/people/browser-person.ts'
import { buildPages } from '@hdms/sandbox/web/build.ts'
import { HOUR, MINUTE } from '@hdms/shared/time.ts'
import type { BrowserContext, CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { shot } from '../support/phone.ts'
import { PASSWORD } from '../support/staff.ts'
import { type StaffServer, staffServer } from '../support/staff-server.ts'

/** A flow that is kept, as the node lists it. */
const KEPT: FlowStatus = {
  ...{ id: 'ab'.repeat(16), name: 'treatment.respond', state: 'parked', code: 'BUSY', waiting: [], started: 0, since: 0 },
  reason: { en: 'The notary is busy.', ko: '공증인이 바쁩니다.' },
}
const HOSPITAL = 'O=Hanbit Hospital,L=Seoul,C=KR'
let server: StaffServer
let profile: string
let browser: BrowserContext
let page: Page
let keys: CDPSession

/** A device with passkeys, and a person who puts their finger on it. */
async function withAuthenticator(of: Page): Promise<CDPSession> {
  const session = await of.context().newCDPSession(of)
  await session.send('WebAuthn.enable')
  const options = {
    protocol: 'ctap2',
    transport: 'internal',
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
  } as const
  await session.send('WebAuthn.addVirtualAuthenticator', { options: { ...options, automaticPresenceSimulation: true } })
  return session
}

describe.runIf(CHROMIUM)('the staff page', () => {
  beforeAll(async () => {
    await buildPages()
    server = await staffServer('hospital', HOSPITAL, { '/api/flows': { flows: [KEPT] } })
    profile = mkdtempSync(join(tmpdir(), 'hdms-staff-page-'))
    browser = await launchChromium(profile, { width: 1280, height: 900, language: 'en' })
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    rmSync(profile, { recursive: true, force: true })
  })
  beforeEach(async () => {
    for (const old of browser.pages().slice(1)) await old.close()
    await browser.clearCookies()
    page = await browser.newPage()
    keys = await withAuthenticator(page)
  })

  const invited = async (...roles: string[]): Promise<{ id: string }> => {
    const { account, invitation } = await server.office.staff.add('Kim Haneul', roles)
    await page.goto(`${server.url}#invitation=${invitation}`)
    await page.waitForSelector('text=Welcome, Kim Haneul')
    // Neither history nor a glance at the address gives the code away.
    expect(page.url()).toBe(server.url)
    return account
  }
  const signOut = async (): Promise<void> => {
    await page.click('text=Sign out')
    await page.waitForSelector('h1:has-text("Sign in")')
  }

  test('an invitation becomes a passkey, which signs in without a name; its cookie is unread by scripts and gone afterwards', async () => {
    const { id } = await invited('it')
    await page.click('text=Make a passkey')
    await page.waitForSelector('nav a:has-text("Operation")')
    expect(await page.textContent('.self')).toContain('Kim Haneul')
    expect(await page.evaluate(() => document.cookie)).toBe('')
    const [cookie] = await browser.cookies(server.url)
    expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Strict', path: '/', domain: 'localhost' })
    await page.click('nav a:has-text("Operation")')
    await page.waitForSelector('.rows li:has-text("treatment.respond"):has-text("The notary is busy.") button:has-text("Try again")')
    await shot(page, 'staff-operation')
    await signOut()
    expect(await browser.cookies(server.url)).toEqual([])
    // Whoever copied the cookie before has nothing.
    const stolen = { cookie: `${cookie?.name}=${cookie?.value}` }
    expect((await fetch(`http://127.0.0.1:${server.port}/api/flows`, { headers: stolen })).status).toBe(403)
    await page.click('text=Sign in with a passkey')
    await page.waitForSelector('nav a:has-text("Operation")')
    expect(server.office.notes.filter(({ by }) => by === id).map(({ event }) => event)).toEqual([
      'invitation accepted',
      'sign in',
      'sign out',
      'sign in',
    ])
  })

  test('the same invitation a second time opens nothing', async () => {
    const { invitation } = await server.office.staff.add('Lee', ['desk'])
    await page.goto(`${server.url}#invitation=${invitation}`)
    await page.click('text=Make a passkey')
    await page.waitForSelector('nav a:has-text("Invite a person")')
    await signOut()
    await page.goto('about:blank')
    await page.goto(`${server.url}#invitation=${invitation}`)
    expect(await page.textContent('[role=alert]')).toContain('was used, has expired, or was never given')
  })

  test('a device without the passkey, or whose owner does not agree, signs nobody in and says what to do', async () => {
    await invited('it')
    await page.click('text=Make a passkey')
    await page.waitForSelector('.self')
    await signOut()
    await keys.send('WebAuthn.disable')
    keys = await withAuthenticator(page)
    await page.click('text=Sign in with a passkey')
    expect(await page.textContent('[role=alert]')).toMatch(/was not used: it was cancelled, took too long, or this device has none/)
    expect(await page.isVisible('text=Password and code instead')).toBe(true)
  })

  test('password and authenticator by the keyboard alone: recovery codes are shown once, and one signs in', async () => {
    const { id } = await invited('board')
    await page.click('text=Password and authenticator instead')
    const key = ((await page.textContent('.key code')) ?? '').replaceAll(' ', '')
    const [first, again] = await page.$$('input[autocomplete=new-password]')
    await first?.fill(PASSWORD)
    await again?.fill('another one')
    expect(await page.isVisible('text=The two differ.')).toBe(true)
    await again?.fill(PASSWORD)
    server.office.now = Date.now()
    await page.fill('input[autocomplete=one-time-code]', server.office.code(key))
    await page.keyboard.press('Enter')
    await page.waitForSelector('.codes li')
    const codes = await page.$$eval('.codes li', (all) => all.map((li) => li.textContent ?? ''))
    expect(codes.length).toBe(10)
    await page.click('text=I have kept them')
    await page.waitForSelector('nav a:has-text("Audit log")')
    await signOut()
    await page.focus('summary:has-text("Password and code instead")')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await page.keyboard.type(id)
    await page.keyboard.press('Tab')
    await page.keyboard.type(PASSWORD)
    await page.keyboard.press('Tab')
    await page.keyboard.type('000000')
    await page.keyboard.press('Enter')
    expect(await page.textContent('[role=alert]')).toContain('is not right')
    // The code is typed anew, what was right stays.
    expect(await page.inputValue('input[autocomplete=one-time-code]')).toBe('')
    await page.fill('input[autocomplete=one-time-code]', codes[3] ?? '')
    await page.keyboard.press('Enter')
    await page.waitForSelector('nav a:has-text("Audit log")')
    await page.click('text=My sign-in')
    expect(await page.textContent('.facts')).toContain('9')
  })

  test('a board sees the log and the staff, and no patient; its page asks for nothing that is refused', async () => {
    const refused: string[] = []
    page.on('response', (reply) => reply.status() >= 400 && refused.push(reply.url()))
    await invited('board')
    await page.click('text=Make a passkey')
    await page.waitForSelector('.log tbody tr')
    expect(await page.$$eval('nav a', (all) => all.map((a) => a.textContent))).toEqual(['Audit log', 'Staff', 'My sign-in'])
    expect(await page.textContent('.notice')).toMatch(/All \d+ lines are as they were written/)
    await page.click('nav a:has-text("Staff")')
    await page.waitForSelector('.rows li')
    expect(refused).toEqual([])
    const records = await page.evaluate(async () => (await fetch('/api/records')).status)
    expect(records).toBe(403)
    await shot(page, 'staff-people')
  })

  test('nobody at the page: it asks two minutes before, goes on when told to, and ends otherwise; ten hours end it in any case', async () => {
    server.office.now = Date.now()
    await invited('it')
    await page.click('text=Make a passkey')
    await page.waitForSelector('.self')
    const later = async (ms: number): Promise<void> => {
      server.office.now += ms
      await page.reload()
    }
    await later(13.5 * MINUTE)
    await page.waitForSelector('[role=alertdialog] >> text=Are you still there?')
    await shot(page, 'staff-still-there')
    await page.click('text=Stay signed in')
    await page.waitForSelector('[role=alertdialog]', { state: 'detached' })
    await later(13.5 * MINUTE)
    await page.waitForSelector('[role=alertdialog]')
    server.office.now += 2 * MINUTE
    await page.click('text=Stay signed in')
    await page.waitForSelector('text=You were signed out.')
    await page.click('text=Sign in with a passkey')
    await page.waitForSelector('.self')
    server.office.now += 10 * HOUR
    await page.click('nav a:has-text("Failed messages")')
    await page.waitForSelector('text=You were signed out.')
  })

  test('a role that is taken away ends the page where it stands', async () => {
    const { id } = await invited('it')
    await page.click('text=Make a passkey')
    await page.waitForSelector('.self')
    await server.office.staff.setRoles(id, ['board'])
    await page.click('nav a:has-text("Failed messages")')
    await page.waitForSelector('text=You were signed out.')
  })

  test('a page at another port of this machine cannot act in the name of who is signed in', async () => {
    await invited('it')
    await page.click('text=Make a passkey')
    await page.waitForSelector('.self')
    const other = await staffServer('research', 'O=Onsaem Research Institute,L=Daejeon,C=KR')
    try {
      const evil = await browser.newPage()
      await evil.goto(other.url)
      const before = server.office.notes.length
      await evil.evaluate(
        (url) => fetch(url, { method: 'POST', mode: 'no-cors', credentials: 'include', body: '{}' }).then(String, String),
        `${new URL(server.url).origin}/api/drain`,
      )
      expect(server.office.notes.slice(before)).toEqual([])
      await evil.close()
    } finally {
      await other.stop()
    }
  })

  test('under an address passkeys are not offered, and the page says under which name they are', async () => {
    await page.goto(server.url.replace('localhost', '127.0.0.1'))
    await page.waitForSelector('h1:has-text("Sign in")')
    expect(await page.getAttribute('.notice.warn a', 'href')).toBe(server.url)
    expect(await page.isVisible('text=Sign in with a passkey')).toBe(false)
    expect(await page.isVisible('input[autocomplete=username]')).toBe(true)
  })

  test('in Korean, on a phone at 200 %, nothing stands beyond the edge and every field has its name', async () => {
    const phone = await browser.newPage()
    await phone.setViewportSize({ width: 390, height: 844 })
    await phone.goto(server.url)
    await phone.click('text=한국어')
    await phone.waitForSelector('h1:has-text("로그인")')
    await phone.evaluate(() => {
      document.documentElement.style.fontSize = '200%'
    })
    await phone.click('summary')
    expect(await phone.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)).toBe(true)
    const unnamed = await phone.$$eval('input', (all) => all.filter((i) => !i.labels?.length && i.ariaHidden !== 'true').length)
    expect(unnamed).toBe(0)
    await shot(phone, 'staff-sign-in-ko-large')
    await phone.click('text=EN')
  })
})
