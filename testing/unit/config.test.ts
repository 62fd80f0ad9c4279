/** Settings as an administrator gives them: file, environment, flags; what is wrong is named, and secrets lie elsewhere. */
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exampleFile, KEEPING, LISTENING, passphrase, port, readSettings, whereIs } from '@hdms/platform/node/config.ts'
import { describe, expect, test } from 'vitest'

const OPTIONS = {
  ...KEEPING,
  ...LISTENING,
  port: port(7400, 'Where members ask.'),
  name: { type: 'name', about: 'X.500 name.' },
  pace: { type: 'number', about: 'Pace.', unit: 'seconds', least: 1, most: 60, default: 10 },
  countries: { type: 'list', about: 'Countries.', default: ['KR'] },
} as const

const folder = mkdtempSync(join(tmpdir(), 'hdms-config-'))
let files = 0
const file = (text: string, mode = 0o600): string => {
  const path = join(folder, `${files++}.toml`)
  writeFileSync(path, text)
  chmodSync(path, mode)
  return path
}
const read = (text: string, argv: string[] = [], env: NodeJS.ProcessEnv = {}) =>
  readSettings(OPTIONS, ['--config', file(text), ...argv], env).settings

describe('settings', () => {
  test('flags are stronger than the environment, that than the file, that than defaults', () => {
    const text = 'data = "/a"\npace = 20\nhost = "10.0.0.1"\ncountries = ["KR", "JP"]'
    const o = read(text, ['--pace', '30'], { HDMS_PACE: '25', HDMS_HOST: '10.0.0.2' })
    expect([o.pace, o.host, o.data, o.port, o.countries]).toEqual([30, '10.0.0.2', '/a', 7400, ['KR', 'JP']])
  })

  test('lists come repeated, with semicolons, or from the environment', () => {
    expect(read('data = "/a"', ['--countries', 'KR', '--countries', 'US']).countries).toEqual(['KR', 'US'])
    expect(read('data = "/a"', ['--countries', 'KR; US']).countries).toEqual(['KR', 'US'])
    expect(read('data = "/a"', [], { HDMS_COUNTRIES: 'JP;KR' }).countries).toEqual(['JP', 'KR'])
  })

  test.each([
    ['what is missing', 'pace = 5', [], /data is not valid: it is missing/],
    ['an unknown option', 'data = "/a"\nprot = 1', [], /prot .* no such option/],
    ['an unknown flag', 'data = "/a"', ['--prot', '1'], /prot/],
    ['a number out of bounds', 'data = "/a"\npace = 61', [], /pace .* 1 to 60 \(seconds\)/],
    ['a number that is none', 'data = "/a"\nport = "web"', [], /port .* 0 to 65535/],
    ['an empty text', 'data = ""', [], /data .* not empty/],
    ['a URL that is none', 'data = "/a"\npublic-url = "hospital.example"', [], /public-url .* http/],
    ['a file that is not there', 'data = "/a"\ntls-cert = "/nowhere.pem"', [], /tls-cert .* no such file/],
    ['a name that is none', 'data = "/a"\nname = "Hanbit Hospital"', [], /name/i],
    ['a secret in the file', 'data = "/a"\npassphrase = "x"', [], /passphrase-file/],
    ['a broken line', 'data = "/a"\npace = = 3', [], /line 2/],
  ])('refuses %s, naming it', (_what, text, argv, message) => {
    expect(() => read(text, argv)).toThrow(message)
  })

  test('the file that init writes holds every option, is read back, and can be edited', () => {
    const text = exampleFile('test', OPTIONS, ['--data', '/var/lib/hdms/test', '--countries', 'KR', '--countries', 'JP'])
    for (const name of Object.keys(OPTIONS)) expect(text).toMatch(new RegExp(`^(# )?${name} = `, 'm'))
    const o = read(text)
    expect([o.data, o.countries, o.port, o.pace]).toEqual(['/var/lib/hdms/test', ['KR', 'JP'], 7400, 10])
    expect(read(text.replace('# pace = 10', 'pace = 11')).pace).toBe(11)
  })

  test('the passphrase comes from a file of its owner alone, a systemd credential, or the environment', () => {
    const good = file('from the file\n')
    expect(passphrase({ 'passphrase-file': good }, {})).toBe('from the file')
    expect(() => passphrase({ 'passphrase-file': file('x', 0o644) }, {})).toThrow(/mode 644/)
    writeFileSync(join(folder, 'passphrase'), 'a credential', { mode: 0o600 })
    expect(passphrase({ 'passphrase-file': undefined }, { CREDENTIALS_DIRECTORY: folder })).toBe('a credential')
    expect(passphrase({ 'passphrase-file': undefined }, { HDMS_PASSPHRASE: 'from outside' })).toBe('from outside')
    expect(() => passphrase({ 'passphrase-file': undefined }, {})).toThrow(/no passphrase/)
  })

  test('a command finds a running node by its file', () => {
    const text = 'kind = "hospital"\ndata = "/d"\nhost = "0.0.0.0"\nport = 7000\nqueue = "http://10.0.0.9"'
    expect(whereIs(file(text))).toEqual({ data: '/d', url: 'http://127.0.0.1:7000', ca: undefined })
    expect(whereIs(file(`${text}\npublic-url = "https://node.example/"`)).url).toBe('https://node.example')
  })
})
