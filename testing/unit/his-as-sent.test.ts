/** HL7 v2 messages as senders really write them, beside the project: every one taken with all it says, or refused with the reason. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { dataPath, needs } from '../support/data.ts'
import { acks, hisInbox, PERSON } from '../support/his-inbox.ts'

const CASES = '../cases/hospital'

interface Outcome {
  readonly said: RegExp
  /** Parts of what is issued, by order as the message names them; of preliminary results nothing is. */
  readonly issued?: Readonly<Record<string, readonly string[]>>
  /** Whether the HIS has not decided on the order yet. */
  readonly undecided?: true
}
/** @param issued parts of the one result of the one order that a message names */
const taken = (...issued: string[]): Outcome => ({ said: /^AA \S+$/, issued: { one: issued } })
const refused = (why: string): Outcome => ({ said: new RegExp(`^A[ER] .*${why}`), issued: {} })
const KOREAN = '"valueString":"혈당 정상 김하늘"'
const AT_NOON = '"effectiveDateTime":"2026-11-26T12:00:00+09:00"'

const OUTCOMES: Readonly<Record<string, Outcome>> = {
  authority: refused('another patient'),
  'c-after-f-D': taken('"value":90,', '"status":"corrected"'),
  'c-after-f-F': taken('"value":114,', '"value":90,'),
  'charset-ASCII_+_utf8_bytes': taken(KOREAN),
  'charset-UNICODE': taken(KOREAN),
  'charset-cp949_ext_char': taken('"valueString":"똠방각하"'),
  'charset-euckr_bytes,_8859_1_(wrong)': refused('not 8859/1 as MSH-18 says'),
  'charset-euckr_bytes,_MSH-18_UTF-8_(wrong)': refused('not UTF-8 as MSH-18 says'),
  'charset-utf8_bytes,_MSH-18_KS_X_1001_(wrong)': taken(KOREAN),
  'comparators-CE_null': taken('"status":"final"'),
  'comparators-CWE_sub': taken('"code":"112283007"', '"E coli"', '"112283007&x^E coli^SCT"'),
  'comparators-DR': taken('"valuePeriod":{"start":"2026-01-01","end":"2026-02-01"}'),
  'comparators-ED_rep': taken('"data":"aGk="', '"data":"aG8="'),
  'comparators-FT_rep': taken('"conclusion":"line1\\nline2"'),
  'comparators-MO': taken('100', 'USD'),
  'comparators-NM_.5': taken('"value":0.5,', '"valueString":".5"'),
  'comparators-NM_1,000': taken('"valueString":"1,000 u"'),
  'comparators-NM_empty': taken('OBX-6 u'),
  'comparators-NM_exp': taken('"value":1.5E3,'),
  'comparators-NM_neg': taken('"valueString":"NEGATIVE"'),
  'comparators-NM_rep': taken('"value":60,', '"value":120,'),
  'comparators-NM_unit_esc': taken('"value":5,', '"code":"10*3/uL"'),
  'comparators-NM_unit_local': taken('"unit":"mg per dl (mgdl)"'),
  'comparators-SN_=': taken('"value":100,', '"mg/dL"'),
  'comparators-SN_gt': taken('"value":100,', '"comparator":">"'),
  'comparators-SN_ltgt': taken('"valueString":"<>100 mg/dL"'),
  'comparators-SN_plus': taken('"valueString":"2+"'),
  'comparators-SN_ratio': taken('"numerator":{"value":1}', '"denominator":{"value":128}'),
  'comparators-TM': taken('"valueTime":"09:30:00"'),
  'comparators-XPN': taken('KIM', 'A'),
  'escapes-F_S_T_R_E': taken('"valueString":"|^&~\\\\ "'),
  'escapes-H_N': taken('"valueString":"bold text"'),
  'escapes-br': taken('"valueString":"a\\nb"'),
  'escapes-hex_crlf': taken('"valueString":"a\\nb"'),
  'escapes-in+': taken('"valueString":"a"'),
  'escapes-lone_bs': taken('"valueString":"a\\\\b"'),
  'escapes-unknown_Z': taken('"valueString":"\\\\Zxx\\\\a"'),
  'escapes-url': taken('"valueString":"C:\\\\Users\\\\Haneul"'),
  'missing-msh10': refused('MSH-10'),
  'order-number-forms-decimal12': { said: /^AA .*no order of this node/, issued: {} },
  'order-number-forms-in-ORC-3-only': { said: /^AA \S+$/ },
  'order-number-forms-lead-space': { said: /^AA \S+$/ },
  'order-number-forms-unknown-hex': refused('not known here'),
  'order-number-forms-upper': { said: /^AA \S+$/ },
  'order-number-forms-with-ns': { said: /^AA \S+$/ },
  'oru-before-orr': { said: /^AA .*waits for the decision/, issued: { one: ['"value":111,'] }, undecided: true },
  'own-order-and-ours': { said: /^AA .*1 of its 2 orders are none/, issued: { one: ['"value":222,'] } },
  'times--0500': taken('"effectiveDateTime":"2026-11-26T12:00:00-05:00"'),
  'times-bad_month': refused('is not a time'),
  'times-date': taken('"effectiveDateTime":"2026-11-26"'),
  'times-empty': taken('"value":5,'),
  'times-frac': taken('"effectiveDateTime":"2026-11-26T12:00:00.1234+09:00"'),
  'times-hour': taken(AT_NOON, '"2026112612"'),
  'times-none': taken(AT_NOON),
  'times-quoted': taken('"value":5,'),
  'times-zone_only': taken('"effectiveDateTime":"2026-11-26"', '"20261126+0900"'),
  'two-in-one-frame': { said: /^AA \S+$/, issued: { first: ['"value":111,'], second: ['"value":222,'] } },
  'two-orders-one-patient': { said: /^AA \S+$/, issued: { first: ['"value":111,'], second: ['"value":222,'] } },
  'two-patients-one-oru': { said: /^AA \S+$/, issued: { first: ['"value":111,'], second: ['"valueString":"POSITIVE"'] } },
}
/** Numbers of 12 digits that are none of ours. */
const NOT_OURS = new Set(['ffffffffffff', '202611260001'])
/** Opened for a patient of whom a message names no order of ours. */
const ANOTHER = '0a0a0a0a0a0a'

/** Orders of ours that a message names, by patient. */
function ordersIn(bytes: Uint8Array): { readonly order: string; readonly patient: string }[] {
  const found = new Map<string, string>()
  let patient = ''
  for (const line of new TextDecoder('latin1').decode(bytes).split('\r')) {
    const fields = line.replace(/^\v/, '').split('|')
    if (fields[0] === 'PID') patient = fields[3]?.split('^')[0] ?? ''
    if (fields[0] !== 'ORC') continue
    for (const field of fields.slice(2, 4)) {
      const order = field.trim().split('^')[0]?.toLowerCase() ?? ''
      if (/^[0-9a-f]{12}$/.test(order) && !NOT_OURS.has(order) && !found.has(order)) found.set(order, patient)
    }
  }
  return found.size > 0 ? [...found].map(([order, whose]) => ({ order, patient: whose })) : [{ order: ANOTHER, patient }]
}

describe('what a HIS sends', needs(CASES), () => {
  const files = existsSync(dataPath(CASES)) ? readdirSync(dataPath(CASES)).filter((name) => name.endsWith('.hl7')) : []
  test('every message that is there has an outcome here', () => {
    expect(files.map((name) => name.slice(0, -4)).filter((name) => !OUTCOMES[name])).toEqual([])
  })
  test.each(files.flatMap((name) => (OUTCOMES[name.slice(0, -4)] ? [name.slice(0, -4)] : [])))('%s', async (name) => {
    const { said, issued, undecided } = OUTCOMES[name] as Outcome
    const bytes = new Uint8Array(readFileSync(join(dataPath(CASES), `${name}.hl7`)))
    const his = await hisInbox()
    const orders = ordersIn(bytes)
    const decide = (order: string, value: string) =>
      his.inbound.decide(order, { approved: true, reason: '', ids: [{ value, authority: 'HANBIT', type: 'MR' }] })
    for (const { order, patient } of orders) {
      await his.open({ orderId: order, dealing: 'ab', person: PERSON })
      if (!undecided) await decide(order, patient)
    }
    const reply = new TextDecoder().decode(await his.inbox.receive(bytes))
    expect(acks(reply).length).toBeGreaterThan(0)
    for (const ack of acks(reply)) expect(ack).toMatch(said)
    if (undecided) {
      for (const { order } of orders) expect(his.issued(order)).toBe('')
      for (const { order, patient } of orders) {
        await decide(order, patient)
        await his.inbox.kept.release(order)
      }
    }
    const wanted = Object.values(issued ?? {})
    for (const [i, { order }] of orders.entries()) {
      const text = his.issued(order)
      if (!wanted[i]) expect(text).toBe('')
      for (const part of wanted[i] ?? []) expect(text).toContain(part)
      // Nothing of another order's result.
      for (const other of wanted.flatMap((parts, j) => (j === i ? [] : parts))) expect(text).not.toContain(other)
    }
    if (name === 'own-order-and-ours') for (const { order } of orders) expect(his.issued(order)).not.toContain('POSITIVE')
  })
})
