/** Trading across real processes: the 16 steps, a browser's phone that sells by a click, a researcher's page, the command line, and the export in an analysis tool. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { approvalsOf, fund, notebookPlot, researchApi, runTrading, type TradingLine } from '@hdms/sandbox/demo/trading.ts'
import { register } from '@hdms/sandbox/demo/treatment.ts'
import { Network, type NetworkFile } from '@hdms/sandbox/network/launcher.ts'
import { demoAccount } from '@hdms/sandbox/network/staff.ts'
import { BrowserPerson, launchChromium } from '@hdms/sandbox/people/browser-person.ts'
import { Crowd } from '@hdms/sandbox/people/crowd.ts'
import { call } from '@hdms/sandbox/people/person.ts'
import { personBundle } from '@hdms/sandbox/people/variety.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let network: Network
let file: NetworkFile
const root = join(import.meta.dirname, '../..')
const hdms = (...args: string[]): string =>
  execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', join(root, 'cli/hdms.ts'), ...args], {
    encoding: 'utf8',
    env: { ...process.env, HDMS_DATA: network.folder },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (let i = 0; i < 300; i++) {
    const found = await look()
    if (found !== undefined) return found
    await wait(200)
  }
  throw new Error('it did not come true')
}

beforeAll(async () => {
  network = await Network.start(mkdtempSync(join(tmpdir(), 'hdms-trading-')), false, undefined, { trading: true })
  file = { ports: network.ports, folder: network.folder, pid: process.pid }
  process.env['HDMS_DATA'] = network.folder
}, 120_000)
afterAll(async () => {
  delete process.env['HDMS_DATA']
  await network.stop()
  rmSync(network.folder, { recursive: true, force: true })
})

describe('trading', () => {
  test('the sixteen steps with a liar, a refuser and a sleeper; what is exported opens and plots; logs name nobody', async () => {
    const lines: TradingLine[] = []
    const outcome = await runTrading({ network: file, people: 18, seed: 4, onStep: (l) => lines.push(l), note: () => {} })
    expect(lines.map((l) => [l.step, l.ok])).toEqual(Array.from({ length: 16 }, (_, i) => [i + 1, true]))
    expect(outcome).toMatchObject({ bought: 15, paid: 450, same: true })
    expect(readFileSync(notebookPlot(outcome.export), 'utf8')).toContain('<svg')
    const facts = readFileSync(join(outcome.export, 'facts.csv'), 'utf8')
    expect(facts.split('\r\n').length).toBeGreaterThan(15)
    // Names of the people are in no log and in nothing that was bought.
    const names = Array.from(
      { length: 18 },
      (_, i) =>
        (JSON.parse(personBundle(4, i, Date.now())) as { entry: { resource: { name: { text: string }[] } }[] }).entry[0]?.resource.name[0]
          ?.text ?? '',
    )
    const logs = readdirSync(join(network.folder, 'logs')).map((f) => readFileSync(join(network.folder, 'logs', f), 'utf8'))
    const exported = ['facts.csv', 'provenance.json', 'fhir/Patient.ndjson', 'fhir/Observation.ndjson'].map((f) =>
      readFileSync(join(outcome.export, f), 'utf8'),
    )
    for (const name of new Set(names)) for (const text of [...logs, ...exported]) expect(name !== '' && text.includes(name)).toBe(false)
  }, 180_000)

  test('a person in a browser is asked, sees to whom, for what and for how much, sells by a click, and withdraws; the researcher sees both', async () => {
    const bundles = Array.from({ length: 17 }, (_, i) => personBundle(9, i, Date.now()))
    const desks = []
    for (const bundle of bundles) desks.push(await register(file, bundle))
    const [own, ...others] = desks as [Awaited<ReturnType<typeof register>>, ...Awaited<ReturnType<typeof register>>[]]
    const person = await BrowserPerson.create(file, own.patientId)
    const crowd = await Crowd.create(
      file,
      others.map((d) => d.patientId),
      2,
    )
    const browser = await launchChromium(join(network.folder, 'researcher'), { width: 1200, height: 900, language: 'en' })
    try {
      await person.post('/import', bundles[0] as string)
      await Promise.all(crowd.people.map((p, i) => p.post('/import', bundles[i + 1] as string)))
      await fund(file, 500)
      const page = browser.pages()[0] ?? (await browser.newPage())
      const account = await demoAccount(file, 'research', 'Researcher', ['researcher'])
      await page.goto(account.page)
      await page.click('text=Password and code instead')
      await page.fill('input[autocomplete=username]', account.id)
      await page.fill('input[type=password]', account.password)
      await page.fill('input[autocomplete=one-time-code]', account.codes[0] ?? '')
      await page.click('form button')
      await page.click('text=New query')
      await page.fill('article.card > .plain-field input', '체중')
      await page.click('.pick:has-text("Body weight") button')
      await page.fill('label:has-text("Price for a person") input', '7')
      await page.click('text=Sign the query')
      await page.click('text=Count who could answer')
      await page.waitForSelector('text=/About \\d+ people could answer/', { timeout: 60_000 })
      const api = researchApi(file)
      const { queries } = await call<{ queries: { id: string; words: string }[] }>(api, 'GET', '/queries')
      const id = queries.find((q) => q.words === '체중')?.id ?? ''
      // The board signs on its own command line; the researcher pastes what it gives.
      const approval = hdms('review', id)
      expect(JSON.parse(approval)).toEqual(JSON.parse(JSON.stringify(await approvalsOf(file, id))))
      await page.fill('textarea', approval)
      await page.click('text=Ask everybody')
      await page.waitForFunction(() => document.querySelectorAll('.wide tr').length >= 17, undefined, { timeout: 60_000 })
      await page.click('text=Choose all that wait')
      await page.click('text=/Buy from \\d+ for/')
      const phone = person.page
      await phone.click('.tabs a[href="#consents"]')
      await phone.click('.switch a[href="#offers"]')
      const card = phone.locator('.card.asking')
      await card.waitFor({ timeout: 60_000 })
      const text = await card.textContent()
      for (const said of ['Onsaem Research Institute', '7', '체중', '일반 연구', '유상 판매', '철회']) expect(text).toContain(said)
      await card.locator('button.primary').click()
      const offer = await until(async () => {
        const { offers } = await person.get<{ offers: { query: string; state: string; earned: number }[] }>('/offers')
        return offers.find((o) => o.query === id && o.state === 'sold')
      })
      expect(offer.earned).toBe(7)
      expect((await person.get<{ balance: number }>('/wallet')).balance).toBe(7)
      await phone.click('.tabs a[href="#consents"]')
      await phone.waitForSelector('text=이것은 유상 판매입니다')
      await phone.click('text=철회하기')
      await phone.locator('[role=alertdialog] button.danger').click()
      await until(async () => {
        const { consents } = await person.get<{ consents: { state: string }[] }>('/consents')
        return consents.some((c) => c.state === 'withdrawn') ? true : undefined
      })
      await call(api, 'POST', '/consents/check')
      await page.click('text=Destroyed: attest it')
      await until(async () => {
        const { offers } = await person.get<{ offers: { query: string; attested: string }[] }>('/offers')
        return offers.find((o) => o.query === id)?.attested ? true : undefined
      })
      expect(hdms('answers', id)).toMatch(/withdrawn/)
      expect(person.complaints).toEqual([])
    } finally {
      await browser.close()
      await crowd.stop()
      await person.off()
    }
  }, 240_000)
})
