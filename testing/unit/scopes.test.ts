/** Clients of the FHIR interface: scopes as SMART App Launch 2 writes them, tokens as hashes. */
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { clientsIn, gate, may, scopeOf } from '@hdms/node/institutional/fhir/scopes.ts'
import { afterAll, describe, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'hdms-scopes-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const token = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`
const file = (content: unknown): string => {
  const path = join(folder, `${Math.abs(JSON.stringify(content).length)}.json`)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

describe('scopes', () => {
  test('say type and rights', () => {
    const client = { name: 'x', scopes: [scopeOf('system/Observation.rs'), scopeOf('system/Patient.r')] }
    expect([may(client, 'Observation', 'r'), may(client, 'Observation', 's'), may(client, 'Observation', 'c')]).toEqual([true, true, false])
    expect([may(client, 'Patient', 's'), may(client, 'DiagnosticReport', 'r')]).toEqual([false, false])
    expect(may({ name: 'all', scopes: [scopeOf('system/*.cruds')] }, 'Anything', 'd')).toBe(true)
  })

  test.each([
    'system/Observation.sr',
    'system/Observation.',
    'system/observation.r',
    'patient/Observation.r',
    'system/Observation.read',
    '*',
  ])('%s is refused', (text) => {
    expect(() => scopeOf(text)).toThrow(/no scope/)
  })
})

describe('clients', () => {
  test('are known by the hash of their token; the node’s own token may do everything', () => {
    const client = gate(clientsIn(file([{ name: 'viewer', token: token('secret'), scopes: ['system/Observation.r'] }])), 'own')
    expect(client('Bearer secret').name).toBe('viewer')
    expect(may(client('Bearer own'), 'Task', 'c')).toBe(true)
    for (const wrong of [undefined, '', 'secret', 'Bearer ', 'Bearer Secret', 'Basic secret']) expect(() => client(wrong)).toThrow(/token/)
  })

  test.each([
    ['no JSON', 'viewer'],
    ['no list', { name: 'viewer' }],
    ['a token in clear', [{ name: 'viewer', token: 'secret', scopes: [] }]],
    ['a wrong scope', [{ name: 'viewer', token: token('s'), scopes: ['all'] }]],
  ])('%s is refused at the start', (_what, content) => {
    expect(() => clientsIn(file(content))).toThrow(/fhir-clients/)
  })
})
