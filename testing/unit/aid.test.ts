/** A walking aid that a claim rests on: which entry of whose record confirms it, and every way that a claimant might make one up. */

import { ADULT } from '@hdms/device-sim/person.ts'
import { Random } from '@hdms/device-sim/random.ts'
import { confirmedAid, confirms } from '@hdms/flows/activity/aid.ts'
import { minuteFrom, minuteMessage } from '@hdms/flows/activity/wire.ts'
import type { Aid, Evidence } from '@hdms/health/gait/genuine.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { equal } from '@hdms/shared/bytes.ts'
import { discloseGroups, groupsOf, issueDocument } from '@hdms/shared/documents/document.ts'
import { fromValue } from '@hdms/shared/documents/json.ts'
import { fail } from '@hdms/shared/errors.ts'
import { type RecordEntry, recordMessage } from '@hdms/shared/notary/register.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { judged } from '../bench/gait/cheating.ts'
import { seeded } from '../support/random.ts'

const NOW = Date.parse('2026-05-01T10:00:00Z')
const PERSON = 'CN=somebody,C=KR'
const HOSPITAL = 'O=Hospital,C=KR'
const NOTARY = 'O=Notary,C=KR'
const random = seeded(29)
const crypto = { ...nativeCrypto(), random: (n: number) => random.bytes(n) }
const draw = (n: number): Uint8Array => random.bytes(n)
const [hospitalSeed, strangerSeed, notaryId, recordId] = [draw(32), draw(32), draw(32), draw(32)] as const
let [hospital, stranger] = [draw(32), draw(32)]
beforeAll(async () => {
  hospital = await crypto.publicKey(hospitalSeed)
  stranger = await crypto.publicKey(strangerSeed)
})

const about = (person: string) => ({ subject: { identifier: { system: 'urn:hdms:member', value: person } } })
const CRUTCH = { code: { coding: [{ system: 'http://snomed.info/sct', code: '74566002' }] } }
const LEG = { code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'Z97.13' }] } }
const crutches = (more: object = {}) => ({ resourceType: 'Condition', ...CRUTCH, recordedDate: '2026-04-01', ...about(PERSON), ...more })

describe('what confirms', () => {
  const says = (resource: object, aid: Aid = 'crutches'): boolean => confirms(fromValue(resource), aid, PERSON, NOW)
  test('a condition and an order of a hospital, of this person, of a year at most', () => {
    expect(says(crutches())).toBe(true)
    const ordered = { resourceType: 'DeviceRequest', status: 'active', authoredOn: '2026-03-01', ...about(PERSON) }
    const pair = { system: 'urn:oid:2.16.840.1.113883.6.285', code: 'E0114' }
    expect(says({ ...ordered, codeCodeableConcept: { coding: [{ system: 'http://other', code: 'x' }, pair] } })).toBe(true)
    expect(says({ resourceType: 'Condition', ...LEG, recordedDate: '2001-04-01', ...about(PERSON) }, 'prosthesis')).toBe(true)
  })
  test.each([
    ['somebody else', crutches(about('CN=another,C=KR'))],
    ['nobody', crutches({ subject: undefined })],
    ['a name of another system', crutches({ subject: { identifier: { system: 'urn:other', value: PERSON } } })],
    ['more than a year ago', crutches({ recordedDate: '2025-04-30' })],
    ['a day to come', crutches({ recordedDate: '2026-05-04' })],
    ['no day', crutches({ recordedDate: undefined })],
    ['what is over', crutches({ clinicalStatus: { coding: [{ code: 'resolved' }] } })],
    ['what was refuted', crutches({ verificationStatus: { coding: [{ code: 'refuted' }] } })],
    ['what was entered in error', crutches({ verificationStatus: { coding: [{ code: 'entered-in-error' }] } })],
    ['another aid', crutches({ ...LEG })],
    ['the code of another system', crutches({ code: { coding: [{ system: 'urn:x', code: '74566002' }] } })],
    ['words alone', crutches({ code: { text: 'crutches' } })],
    ['a family history', { ...crutches(), resourceType: 'FamilyMemberHistory' }],
  ])('not %s', (_what, resource) => expect(says(JSON.parse(JSON.stringify(resource)) as object)).toBe(false))
})

describe('a claimant who shows a record', () => {
  const entry = (verificationKey: Uint8Array, operation = 0) =>
    ({ recordId, known: true, verificationKey, operation }) as unknown as RecordEntry
  interface Trick {
    readonly resources?: readonly object[]
    readonly by?: Uint8Array
    readonly seed?: Uint8Array
    readonly aid?: string
    readonly spoil?: boolean
    readonly register?: (vk: Uint8Array) => RecordEntry[]
    readonly all?: boolean
  }
  /** @returns the aid, or why not */
  async function shown({ resources = [crutches()], by = hospital, seed = hospitalSeed, aid = 'crutches', ...o }: Trick): Promise<string> {
    const groups = resources.map((value) => ({ kind: 'Condition', value: fromValue(value) }))
    const doc = issueDocument('fhir-r4/medical-result', by, groups, draw)
    const vk = doc.verificationKey
    const list = async () => (o.register ?? ((key) => [entry(key)]))(vk)
    const services = {
      crypto,
      network: {
        notary: (name: string) => (name === NOTARY ? { id: notaryId, list } : fail('NOT_FOUND', { what: 'notary' })),
        institutionOf: (key: Uint8Array) => (equal(key, hospital) ? HOSPITAL : undefined),
      },
    } as unknown as Parameters<typeof confirmedAid>[0]
    const disclosure = discloseGroups(doc, groupsOf(doc.leaves).slice(0, o.all ? undefined : 1))
    if (o.spoil) disclosure[disclosure.length - 5] = (disclosure[disclosure.length - 5] as number) ^ 1
    const issuerSignature = await crypto.sign(seed, recordMessage(notaryId, recordId, vk))
    try {
      const answer = await confirmedAid(
        services,
        { aid, disclosure, recordId, issuerSignature, notary: NOTARY },
        { person: PERSON, now: NOW },
      )
      return 'aid' in answer ? answer.aid : answer.refused
    } catch (error) {
      return (error as { code: string }).code
    }
  }
  test('of a hospital, registered, about them: the aid is confirmed', async () => {
    expect(await shown({})).toBe('crutches')
  })
  test('written by themselves', async () => {
    expect(await shown({ by: stranger, seed: strangerSeed })).toBe('no institution of the network made the record')
  })
  test('in the hospital’s name, which did not sign it', async () => {
    expect(await shown({ seed: strangerSeed })).toBe('SIGNATURE_INVALID')
  })
  test('that is in no register, or is another there', async () => {
    expect(await shown({ register: () => [] })).toBe('DOCUMENT_MISMATCH')
    expect(await shown({ register: () => [entry(draw(32))] })).toBe('DOCUMENT_MISMATCH')
  })
  test('that was corrected since', async () => {
    expect(await shown({ register: (vk) => [entry(vk, 1)] })).toBe('the record of the aid was corrected or erased')
  })
  test('of somebody else, or changed on the way', async () => {
    const wrong = 'the record does not say of the claimant that they walk with it now'
    expect(await shown({ resources: [crutches(about('CN=another,C=KR'))] })).toBe(wrong)
    expect(await shown({ spoil: true })).not.toBe('crutches')
  })
  test('of more than is needed, of an aid that is none', async () => {
    expect(await shown({ resources: [crutches(), crutches()], all: true })).toContain('does not say')
    expect(await shown({ aid: 'rollator' })).toBe('it names no aid that a claim can rest on')
    expect(await shown({ aid: 'wings' })).toBe('it names no aid that a claim can rest on')
  })
})

describe('minutes that rest on an aid', () => {
  const spared = { ...ADULT, pathology: 'touch-down-crutches' as const }
  const worn = (known: Partial<Evidence>, person = spared) =>
    judged({ person, scenes: [{ kind: 'walk', seconds: 180, speed: 0.8 }], random: new Random(5), rate: 100, known }).verdicts
  test('say why they would not be genuine without it; those that need none say nothing', () => {
    const verdicts = worn({ aid: 'crutches' })
    expect(verdicts.every((v) => v.genuine)).toBe(true)
    expect(verdicts.map((v) => v.unaided)).toContain('no-weight')
    expect(worn({ aid: 'crutches' }, { ...ADULT, pathology: 'none' } as never).map((v) => v.unaided)).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })
  test('are claimed as doubtful, unless the claim shows what confirms the aid', () => {
    const [verdict] = worn({ aid: 'crutches' }).filter((v) => v.unaided)
    if (!verdict) return expect.unreachable()
    const { start, steps } = verdict
    const minute = { start, steps, distance: 50, mets: 3.5, intensity: 'moderate', moving: 60, confidence: 1, verdict } as const
    expect(minuteFrom(minuteMessage(minute)).verdict).toMatchObject({ genuine: false, reason: verdict.unaided })
    expect(minuteFrom(minuteMessage(minute, true)).verdict).toMatchObject({ genuine: true })
  })
  test('the stride of a tall machine is not that of a child', () => {
    const walk = (height: number) =>
      judged({ person: ADULT, scenes: [{ kind: 'run', seconds: 120, speed: 3.4 }], random: new Random(6), rate: 100, known: { height } })
        .verdicts
    expect(walk(1.75).filter((v) => !v.genuine)).toEqual([])
    expect(walk(0.8).map((v) => v.reason)).toContain('machine')
  })
})
