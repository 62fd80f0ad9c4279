/** What is wrong with a machine is a sentence with an exit code before anything is done, and never a stack trace. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { KEEPING, LISTENING, port, readSettings } from '@hdms/platform/node/config.ts'
import { faultIn } from '@hdms/platform/node/faults.ts'
import { exitCode } from '@hdms/platform/node/main.ts'
import { authoritiesIn, preflight } from '@hdms/platform/node/preflight.ts'
import { HdmsError } from '@hdms/shared/errors.ts'
import { checkClock } from '@hdms/shared/network/clock-check.ts'
import { afterAll, describe, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'hdms-preflight-'))
afterAll(() => rmSync(folder, { recursive: true }))
const file = (name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, text, { mode: 0o600 })
  return path
}
const secret = file('passphrase', 'a secret')

const OPTIONS = {
  ...KEEPING,
  ...LISTENING,
  port: port(7400, 'Where members ask.'),
  zone: { type: 'zone', about: 'Zone.', default: '+09:00' },
} as const
const look = (...flags: string[]): void =>
  preflight(OPTIONS, readSettings(OPTIONS, ['--data', join(folder, 'new/data'), '--passphrase-file', secret, ...flags], {}).settings)

describe('before a program starts', () => {
  test('folders that can be made, addresses of this machine and of everywhere pass', () => {
    for (const host of ['127.0.0.1', '0.0.0.0', '::', 'localhost']) look('--host', host)
  })

  test.each([
    ['a folder below a file', ['--data', join(secret, 'data')], /data is not valid: .*passphrase is a file and no folder/],
    ['an address of another machine', ['--host', '192.0.2.7'], /host is not valid: 192\.0\.2\.7 is no address of this machine/],
    ['no passphrase', ['--passphrase-file', file('empty', '')], /passphrase-file is not valid: there is no passphrase/],
  ])('%s is named with its setting', (_what, flags, says) => {
    expect(() => look(...flags)).toThrow(says)
  })

  test.each(['Asia/Seoul', '+9:00', '9', '+24:00', '+14:30', '+09:60', 'KST'])('%s is no zone', (zone) => {
    expect(() => look(`--zone=${zone}`)).toThrow(/zone is not valid: it is a distance from UTC such as \+09:00/)
  })
  test.each(['+09:00', '-03:30', '+14:00', '+00:00'])('%s is a zone', (zone) => look(`--zone=${zone}`))

  test('certificates of an authority are read before they are believed', () => {
    expect(() => authoritiesIn(file('text.pem', 'no certificate'))).toThrow(/there is no certificate in PEM in it/)
    const broken = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n'
    expect(() => authoritiesIn(file('broken.pem', broken))).toThrow(/it is no certificate in PEM/)
  })

  test('a clock that is off by more than ten minutes is told in minutes, and one that a server says nothing of is not', () => {
    const headers = { date: 'Fri, 27 Nov 2026 03:00:00 GMT' }
    const now = Date.parse('2026-11-27T03:00:00Z')
    checkClock({ headers }, now + 9 * 60_000)
    checkClock({ headers: {} }, 0)
    expect(() => checkClock({ headers }, now + 9 * 3_600_000)).toThrow(/off by 540 minutes/)
    expect(() => checkClock({ headers }, now - 11 * 60_000)).toThrow(/off by -11 minutes/)
  })
})

describe('what the machine refuses', () => {
  const system = (code: string, more: object = {}): Error => Object.assign(new Error(code), { code, ...more })
  test.each([
    ['EACCES', { path: '/srv/x' }, 2, /may not use \/srv\/x/],
    ['EROFS', { path: '/srv/x' }, 2, /read-only/],
    ['ENOTDIR', { path: '/srv/x' }, 2, /is a file and no folder/],
    ['ENOSPC', { path: '/srv/x' }, 1, /no space left/],
    ['EADDRINUSE', { address: '0.0.0.0', port: 7400 }, 1, /Somebody else listens on port 7400/],
    ['EADDRNOTAVAIL', { address: '10.0.0.9', port: 7400 }, 2, /10\.0\.0\.9 is no address of this machine/],
    ['EACCES', { address: '0.0.0.0', port: 443 }, 2, /may not listen on port 443/],
    ['SELF_SIGNED_CERT_IN_CHAIN', {}, 2, /tls-ca/],
    ['CERT_NOT_YET_VALID', {}, 2, /clock/],
    ['CERT_HAS_EXPIRED', {}, 1, /has expired/],
  ])('%s is a sentence', (code, more, exit, says) => {
    expect(faultIn(system(code, more))).toEqual({ text: expect.stringMatching(says), exit })
  })

  test('it is found behind an error of ours, whose own code decides first', () => {
    const cause = new TypeError('fetch failed', { cause: system('UNABLE_TO_VERIFY_LEAF_SIGNATURE') })
    expect(exitCode(new HdmsError('SERVICE_UNAVAILABLE', { service: 'doorman.example' }, cause))).toBe(2)
    expect(exitCode(new HdmsError('SERVICE_UNAVAILABLE', { service: 'doorman.example' }))).toBe(1)
    expect(exitCode(new HdmsError('STORE_DAMAGED', {}, system('EACCES', { path: '/x' })))).toBe(3)
    expect(faultIn(new TypeError('a mistake of ours'))).toBeUndefined()
  })
})
