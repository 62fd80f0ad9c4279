/** What a hospital changes and adds after a treatment, on the phone in real Chromium: the question, and the records as they then stand. */
import { existsSync } from 'node:fs'
import { register } from '@hdms/sandbox/demo/treatment.ts'
import { BrowserPerson, CHROMIUM } from '@hdms/sandbox/people/browser-person.ts'
import { SAMPLE_BUNDLE } from '@hdms/sandbox/people/sample.ts'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { allergySection, ccdaXml, problemSection, resultSection, vaccineSection } from '../support/ccda.ts'
import { hisGet, type TestNetwork, testNetwork, treatment, until } from '../support/network.ts'
import { policyComplaints, sayToHospital, shot } from '../support/phone.ts'

const absent = !existsSync(CHROMIUM) && process.env['CI'] !== 'true'
if (absent) process.stderr.write('skipped: there is no /usr/bin/chromium\n')

let net: TestNetwork
const people: BrowserPerson[] = []
beforeAll(async () => {
  if (!absent) net = await testNetwork()
})
afterAll(() => net?.stop())
afterEach(async () => {
  for (const person of people.splice(0)) await person.off()
})

describe.skipIf(absent)('records of a hospital on the phone', () => {
  test('a record is corrected: the card says what and why and leads to the old one; accepted by clicking, both are shown for what they are', async () => {
    const { desk, patientId } = await register(net.file, SAMPLE_BUNDLE)
    const person = await BrowserPerson.create(net.file, patientId, {})
    people.push(person)
    await person.post('/import', SAMPLE_BUNDLE)
    await treatment(net.file, { person, desk })
    const { orders } = await hisGet<{ orders: { id: string; patientId?: string }[] }>(net.file, '/orders')
    const order = orders.find((o) => o.patientId === patientId)?.id ?? ''
    const report = [
      'OBR',
      '1',
      order,
      '',
      '34117-2^History and physical note^LN',
      '',
      '',
      '20261121120000',
      ...new Array<string>(17).fill(''),
      'C',
    ]
    const message = [
      'MSH|^~\\&|LAB|HOSP|HDMS|NODE|20261121120000||ORU^R01|C1|P|2.5.1',
      `PID|1||${patientId}`,
      `ORC|RE|${order}`,
      report.join('|'),
      'OBX|1|NM|39156-5^Body mass index^LN||24.90|kg/m2|||||C',
      'NTE|1||신발을 신고 잰 몸무게였습니다.',
    ].join('\r')
    expect(await sayToHospital(net, message)).toContain('MSA|AA|C1')
    await person.page.waitForSelector('text=내 기록을 정정합니다', { timeout: 30_000 })
    await person.page.waitForSelector('text=신발을 신고 잰 몸무게였습니다.')
    await shot(person.page, 'correction')
    await person.page.click('text=수락하고 보관')
    await person.page.waitForSelector('text=기다리는 요청이 없습니다', { timeout: 30_000 }).catch(() => {})
    await person.tabTo('records')
    await person.page.waitForSelector('text=이후 기록으로 대체됨', { timeout: 30_000 })
    await shot(person.page, 'correction-records')
    expect(policyComplaints(person)).toEqual([])
  })

  test('a C-CDA document of the hospital comes in over HL7: the card leads to it, and what it says can be read in the records', async () => {
    const { desk, patientId } = await register(net.file, SAMPLE_BUNDLE)
    const person = await BrowserPerson.create(net.file, patientId, {})
    people.push(person)
    await person.post('/import', SAMPLE_BUNDLE)
    await treatment(net.file, { person, desk })
    const { orders } = await hisGet<{ orders: { id: string; patientId?: string }[] }>(net.file, '/orders')
    const order = orders.find((o) => o.patientId === patientId)?.id ?? ''
    const sections = [
      resultSection('<value xsi:type="PQ" value="6.50" unit="%"/>'),
      problemSection('2020'),
      vaccineSection(true),
      allergySection('416098002', '7980'),
    ]
    const data = Buffer.from(ccdaXml({ patient: patientId, sections })).toString('base64')
    const message = [
      'MSH|^~\\&|EMR|HOSP|HDMS|NODE|20261121120000||MDM^T02|C2|P|2.5.1',
      `PID|1||${patientId}`,
      `TXA|1|DS|AP|20261121120000||||||||D-77||${order}|||LA`,
      `OBX|1|ED|18842-5^퇴원 요약^LN||^TEXT^XML^Base64^${data}||||||F`,
    ].join('\r')
    expect(await sayToHospital(net, message)).toContain('MSA|AA|C2')
    await person.page.waitForSelector('text=내 기록을 정정합니다', { timeout: 30_000 })
    await person.page.waitForSelector('text=퇴원 요약')
    await shot(person.page, 'document-asked')
    await person.page.click('text=수락하고 보관')
    const records = async () =>
      (await person.get<{ records: { verificationKey: string; kinds: Record<string, number> }[] }>('/records')).records
    const found = await until(async () => (await records()).find(({ kinds }) => kinds['Condition'] && kinds['DocumentReference']))
    await person.tabTo('records')
    await person.page.locator('a.line').first().click()
    await person.page.waitForSelector('.entries li:has-text("퇴원 요약")', { timeout: 30_000 })
    await person.page.waitForSelector('.entries li:has-text("시행하지 않음")')
    await shot(person.page, 'document-record')
    const { groups } = await person.get<{ groups: { kind: string; value: Record<string, unknown> }[] }>(`/records/${found.verificationKey}`)
    expect(groups.find((g) => g.kind === 'Immunization')?.value['status']).toBe('not-done')
    expect(JSON.stringify(groups.find((g) => g.kind === 'AllergyIntolerance')?.value['category'])).toBe('["medication"]')
    expect(policyComplaints(person)).toEqual([])
  })
})
