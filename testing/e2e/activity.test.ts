/** From the shoe to the token across real processes: what the demo tells really happens, and the command line shows it. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ACTIVITY_STEPS, type ActivityLine, runActivity } from '@hdms/sandbox/demo/activity.ts'
import { register } from '@hdms/sandbox/demo/treatment.ts'
import { Network, shoeAddresses } from '@hdms/sandbox/network/launcher.ts'
import { BrowserPerson } from '@hdms/sandbox/people/browser-person.ts'
import { SAMPLE_BUNDLE } from '@hdms/sandbox/people/sample.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
let network: Network

beforeAll(async () => {
  network = await Network.start(mkdtempSync(join(tmpdir(), 'hdms-activity-')), false)
}, 120_000)
afterAll(async () => {
  await network?.stop()
  if (network) rmSync(network.folder, { recursive: true, force: true })
})

const hdms = (...args: string[]): unknown =>
  JSON.parse(execFileSync(process.execPath, [join(root, 'cli/hdms.js'), ...args, '--json'], { encoding: 'utf8' }))

/** Two minutes of walking as a phone's accelerometer has it. */
const pocket = (start: number): number[][] =>
  Array.from({ length: 6_200 }, (_, i) => [start + i / 50, 0.4, 9.81 + 3 * Math.sin((2 * Math.PI * 1.9 * i) / 50), 0.2])

/** A six-minute walk as the page guides it, by a clock of the page that runs ahead from six minutes ago. */
async function guidedWalk(person: BrowserPerson): Promise<void> {
  const { page } = person
  await page.clock.install({ time: Date.now() - 420_000 })
  await page.click('text=6분 걷기 검사 하기')
  await page.click('main .button.primary')
  await page.waitForSelector('text=가만히 서 계세요')
  await page.clock.runFor(11_000)
  await page.waitForSelector('text=걸으세요')
  await page.waitForSelector('text=멈추지 말고 돌아서')
  await page.clock.fastForward(61_000)
  await page.waitForSelector('text=5분 남았습니다')
  await page.clock.fastForward(300_000)
  await page.waitForSelector('text=6:00', { timeout: 30_000 })
  const { tests } = await person.get<{ tests: { start: number; end: number; whole: boolean; read: boolean }[] }>('/walk-tests')
  expect(tests).toMatchObject([{ whole: true, read: true }])
  expect((tests[0]?.end ?? 0) - (tests[0]?.start ?? 0)).toBe(360)
}

describe('two people and their shoes', () => {
  test('bound, walked, entered, paid, cheated, disputed, spent, redeemed and audited to the unit', { timeout: 180_000 }, async () => {
    const lines: ActivityLine[] = []
    const file = { ports: network.ports, folder: network.folder, pid: process.pid }
    const good = await runActivity({ network: file, seed: 0, onStep: (line) => void lines.push(line), note: () => {} })
    expect(good).toBe(true)
    expect(lines.map((l) => l.step)).toEqual(Array.from({ length: ACTIVITY_STEPS }, (_, i) => i + 1))
    const issuer = join(network.folder, 'issuer')
    const audit = hdms('audit', '--node', issuer) as { issued: number; redeemed: number; held: number; wrong: string[] }
    expect(audit.wrong).toEqual([])
    expect(audit.issued).toBe(audit.held + audit.redeemed)
    expect(audit.redeemed).toBe(3)
    const { lines: books } = hdms('books', '--node', issuer) as { lines: { kind: string; amount: number }[] }
    expect(books.filter((l) => l.kind === 'issued').reduce((n, l) => n + l.amount, 0)).toBe(audit.issued)
  })

  test('on the phone, by clicking: shoes are paired, a day is seen, entered and paid, and a minute that was not says why', {
    timeout: 120_000,
  }, async () => {
    const file = { ports: network.ports, folder: network.folder, pid: process.pid }
    const { patientId } = await register(file, SAMPLE_BUNDLE)
    const person = await BrowserPerson.create(file, patientId)
    const { page } = person
    try {
      const open = (place: string) => page.evaluate((hash) => void location.assign(hash), place)
      await open('#shoes')
      await page.click('main .button.primary')
      await page.waitForSelector('text=왼쪽 신발')
      await page.waitForSelector('text=오른쪽 신발')
      await open('#today')
      await page.waitForSelector('.figure', { timeout: 60_000 })
      // The phone was in the pocket: its own count stands beside the shoes'.
      const { today } = await person.get<{ today: string }>('/activity')
      const { minutes } = await person.get<{ minutes: { start: number }[] }>(`/activity/${today}`)
      await person.ask('POST', '/activity/phone', { samples: pocket(minutes[0]?.start ?? 0) })
      await page.waitForSelector('text=교차 확인')
      await page.click('text=이 휴대폰과 비교하기')
      await page.waitForSelector('text=세는 중입니다')
      await page.click('text=비교 그만하기')
      await guidedWalk(person)
      await open('#today')
      await page.click('text=지난 날은 자동으로 기록하기')
      await page.waitForSelector('text=기록하기 전에 물어보기')
      await page.locator('.hero .button').first().click()
      await open('#wallet')
      await page.waitForSelector('text=적립되지 않은 시간', { timeout: 60_000 })
      const balance = Number((await page.textContent('.figure b'))?.replaceAll(',', ''))
      expect(balance).toBeGreaterThanOrEqual(5)
      const { balance: known } = await person.get<{ balance: number }>('/wallet')
      expect(balance).toBe(known)
      // The day can be searched where the person may sell it: in their own node, and nothing leaves it.
      // A walk over midnight is two days.
      const { count, mix } = await person.get<{ count: number; mix: { device: number } }>('/searchable?concept=steps')
      expect([1, 2]).toContain(count)
      expect(mix).toEqual({ hospital: 0, device: count, 'self-reported': 0 })
      expect(await person.get('/searchable?concept=heart-rate')).toMatchObject({ count: 0 })
      // The shoes lose their power in the middle: what they hold is still theirs, and they are still this person's.
      await network.kill('shoes')
      await network.revive('shoes')
      const [address] = shoeAddresses(network.ports, 'live')
      const { shoes } = await person.get<{ shoes: { serial: string; side: string }[] }>('/shoes')
      const serial = shoes.find((s) => s.side === 'left')?.serial
      const sync = () => person.ask<{ refused: object; missing: number }>('POST', '/shoes/sync', { serial, address })
      expect(await sync()).toMatchObject({ refused: {}, missing: 0 })
      expect(person.complaints.filter((c) => !c.includes('ERR_CONNECTION_REFUSED'))).toEqual([])
    } finally {
      await person.off()
    }
  })
})
