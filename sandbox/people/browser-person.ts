/**
 * A person whose node lives in a browser: real Chromium as an emulated phone, and everything the person does is done by clicking.
 * What is only looked at is asked of the node through the page's own line to it.
 */

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { digits } from '@hdms/shared/decimal.ts'
import { fail } from '@hdms/shared/errors.ts'
import { errorFromRefusal } from '@hdms/shared/refusal.ts'
import { type BrowserContext, type ConsoleMessage, chromium, type Page } from 'playwright-core'
import { appAddress, type NetworkFile } from '../network/launcher.ts'
import { invite, type PersonNode } from './person.ts'

export const CHROMIUM = '/usr/bin/chromium'
export const ARGS: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export interface BrowserOptions {
  readonly width?: number
  readonly height?: number
  readonly language?: 'ko' | 'en'
  readonly headless?: boolean
  /** Where the page is served, when it is not by the network's own server. */
  readonly address?: string
}

/** Debian's Chromium with a profile of its own, as a phone below 800 points of width. */
export function launchChromium(profile: string, options: BrowserOptions = {}): Promise<BrowserContext> {
  const { width = 360, height = 740, language = 'ko', headless = true } = options
  return chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM,
    headless,
    args: [...ARGS],
    viewport: { width, height },
    deviceScaleFactor: 2,
    isMobile: width < 800,
    hasTouch: width < 800,
    locale: language === 'ko' ? 'ko-KR' : 'en-GB',
  })
}

interface Failure {
  readonly code: string
  readonly data: object
}

export class BrowserPerson implements PersonNode {
  readonly folder: string
  readonly profile: string
  readonly passphrase: string
  readonly invitation: string
  private readonly network: NetworkFile
  private readonly options: BrowserOptions
  private context: BrowserContext | undefined
  private tab: Page | undefined
  name = ''
  /** Errors of the console: policy violations and the like, over all lives of the browser. */
  readonly complaints: string[] = []

  private constructor(network: NetworkFile, folder: string, invitation: string, options: BrowserOptions) {
    this.network = network
    this.folder = folder
    this.profile = join(folder, 'profile')
    this.invitation = invitation
    this.passphrase = `sandbox ${invitation.slice(0, 12)}`
    this.options = options
  }

  /** Invited by the hospital; starts a new node in a fresh profile. @throws SERVICE_UNAVAILABLE without Chromium */
  static async create(network: NetworkFile, patientId: string, options: BrowserOptions = {}): Promise<BrowserPerson> {
    const person = await BrowserPerson.prepare(network, patientId, options)
    await person.launch()
    await person.firstStart()
    return person
  }

  /** Invited, with an empty profile, the browser not yet started. */
  static async prepare(network: NetworkFile, patientId: string, options: BrowserOptions = {}): Promise<BrowserPerson> {
    if (!existsSync(CHROMIUM)) fail('SERVICE_UNAVAILABLE', { service: `${CHROMIUM} (apt-get install chromium)` })
    const { invitation, folder } = await invite(network, patientId)
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    return new BrowserPerson(network, folder, invitation, options)
  }

  get address(): string {
    return this.options.address ?? appAddress(this.network.ports)
  }
  get page(): Page {
    return this.tab ?? fail('BUG', { what: 'the browser is closed' })
  }
  get browser(): BrowserContext {
    return this.context ?? fail('BUG', { what: 'the browser is closed' })
  }

  /** Opens the browser at the page, without unlocking. */
  async launch(address: string = this.address): Promise<void> {
    this.context = await launchChromium(this.profile, this.options)
    this.tab = this.context.pages()[0] ?? (await this.context.newPage())
    this.watch(this.tab)
    await this.tab.goto(address)
  }

  watch(page: Page): void {
    page.on('console', (message: ConsoleMessage) => {
      if (message.type() === 'error') this.complaints.push(message.text())
    })
    page.on('pageerror', (error) => this.complaints.push(error.message))
  }

  async firstStart(): Promise<void> {
    const { page } = this
    await page.fill('[data-screen=start] input[name=passphrase]', this.passphrase)
    await page.fill('input[name=again]', this.passphrase)
    await page.fill('input[name=invitation]', this.invitation)
    await page.click('button[type=submit]')
    await this.opened()
  }
  async unlock(): Promise<void> {
    await this.page.fill('[data-screen=unlock] input[name=passphrase]', this.passphrase)
    await this.page.click('button[type=submit]')
    await this.opened()
  }
  private async opened(): Promise<void> {
    await this.page.waitForSelector('.home, [role=alert]')
    const code = await this.page
      .locator('[role=alert]')
      .first()
      .getAttribute('data-code', { timeout: 100 })
      .catch(() => null)
    if (code) throw errorFromRefusal({ code, data: '{}' })
    this.name = (await this.get<{ name: string }>('/status')).name
  }

  /** Switches the phone off: the browser is closed, or killed. */
  async off(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    const { context } = this
    this.context = undefined
    this.tab = undefined
    if (!context) return
    if (signal === 'SIGKILL') for (const pid of processesOf(this.profile)) process.kill(pid, 'SIGKILL')
    await context.close().catch(() => {})
  }
  async on(): Promise<void> {
    await this.launch()
    await this.unlock()
  }
  forget(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }

  /** Asks the node through the page. @throws what it refuses */
  async ask<T>(method: string, target: string, body?: unknown): Promise<T> {
    if (!this.tab) return fail('SERVICE_UNAVAILABLE', { service: 'the browser, which is closed' })
    const reply = await this.tab
      .evaluate(
        async ([m, t, b]) => {
          const hdmsNode = Reflect.get(globalThis, 'hdmsNode') as { request(m: string, t: string, b: unknown): Promise<unknown> }
          return hdmsNode.request(m as string, t as string, b).then(
            (ok) => ({ ok }),
            (error: Failure) => ({ error: { code: error.code, data: error.data } }),
          )
        },
        [method, target, body] as const,
      )
      .catch((error: unknown) => fail('SERVICE_UNAVAILABLE', { service: 'the page' }, error))
    if ('error' in reply) throw errorFromRefusal({ code: reply.error.code, data: JSON.stringify(reply.error.data) })
    return reply.ok as T
  }

  get<T>(path: string): Promise<T> {
    return this.ask('GET', path)
  }

  /** What the person does, by clicking. */
  async post<T>(path: string, body: string | object): Promise<T> {
    switch (path) {
      case '/import':
        return (await this.import(body as string)) as T
      case '/treatments':
        return (await this.askForTreatment(body as TreatmentBody)) as T
      case '/answers':
        return (await this.answer(body as Answer)) as T
      case '/withdrawals':
        return (await this.withdraw((body as { consent: string }).consent)) as T
      default:
        return this.ask('POST', path, body)
    }
  }

  async tabTo(name: 'requests' | 'records' | 'consents' | 'connection'): Promise<void> {
    await this.page.click(`.tabs a[href="#${name}"]`)
  }

  private async import(text: string): Promise<{ kinds: object }> {
    await this.tabTo('records')
    const { records: before } = await this.get<{ records: unknown[] }>('/records')
    const chooser = this.page.waitForEvent('filechooser')
    await this.page.click('.import .button')
    await (await chooser).setFiles({ name: 'records.json', mimeType: 'application/json', buffer: Buffer.from(text) })
    await this.page.waitForSelector('.import [role=status], .import [role=alert], [data-whose]')
    // Whoever this is brings in files of their own.
    if ((await this.page.locator('[data-whose]').count()) > 0) {
      await this.page.locator('[data-whose] .button').last().click()
      await this.page.waitForSelector('.import [role=status], .import [role=alert], [data-whose] [role=alert]')
    }
    const code = await this.page
      .locator('.import [role=alert], [data-whose] [role=alert]')
      .getAttribute('data-code', { timeout: 100 })
      .catch(() => null)
    if (code) throw errorFromRefusal({ code, data: '{}' })
    const { records } = await this.get<{ records: { kinds: object }[] }>('/records')
    // What is here already is not brought in again.
    if (records.length === 0 || records.length > before.length + 1) fail('BUG', { what: 'the import is not there' })
    return { kinds: records[records.length - 1]?.kinds ?? {} }
  }

  private async askForTreatment({ desk, reason }: TreatmentBody): Promise<{ flow: string; dealing: string }> {
    const known = new Set((await this.flows()).map((f) => f.id))
    await this.tabTo('requests')
    const form = this.page.locator('[data-form=treatment]')
    await form.locator('input[name=code]').fill(desk.code)
    await form.locator('input[name=name]').fill(desk.name)
    await form.locator('input[name=birthDate]').fill(desk.birthDate)
    await form.locator('select[name=sex]').selectOption(desk.sex)
    await form.locator('textarea[name=reason]').fill(reason)
    await form.locator('button[type=submit]').click()
    await form.locator('.notice').waitFor()
    const flow = (await this.flows()).find((f) => f.name === 'treatment.request' && !known.has(f.id))
    const { dealings } = await this.get<{ dealings: { id: string }[] }>('/dealings')
    return { flow: flow?.id ?? fail('BUG', { what: 'no flow was started' }), dealing: dealings[dealings.length - 1]?.id ?? '' }
  }
  private async flows(): Promise<{ id: string; name: string }[]> {
    return (await this.get<{ flows: { id: string; name: string }[] }>('/flows')).flows
  }

  private async answer({ id, approved, reason }: Answer): Promise<void> {
    await this.tabTo('requests')
    const card = this.page.locator(`[data-ask="${id}"]`)
    if (approved) await card.locator('.button.primary').click()
    else {
      await card.locator('.button.danger').click()
      if (reason) await card.locator('textarea[name=reason]').fill(reason)
      await card.locator('.button.danger').click()
    }
    await card.waitFor({ state: 'detached' })
  }

  private async withdraw(consent: string): Promise<void> {
    await this.tabTo('consents')
    await this.page.locator(`article:has([data-consent="${consent}"]) .button.danger`).click()
    await this.page.click('.dialog .button.danger')
    await this.page.waitForSelector('.dialog', { state: 'detached' })
  }
}

interface TreatmentBody {
  readonly desk: { readonly code: string; readonly name: string; readonly birthDate: string; readonly sex: string }
  readonly reason: string
}
interface Answer {
  readonly id: string
  readonly approved: boolean
  readonly reason?: string
}

/** Every process that was started with this profile. */
export function processesOf(profile: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(profile)
      } catch {
        return false
      }
    })
    .map(digits)
}
