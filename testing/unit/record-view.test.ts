/** What a person sees of a record that came as JSON: every number as it was sent. */
import { recordView } from '@hdms/node/core/views.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { decodeDocument, encodeDocument, issueDocument } from '@hdms/shared/documents/document.ts'
import { fromValue, parseJson, prettyJson } from '@hdms/shared/documents/json.ts'
import { describe, expect, test } from 'vitest'

const crypto = nativeCrypto()
const shown = (text: string): string => {
  const groups = [{ kind: 'Observation', value: parseJson(text) }]
  const document = issueDocument('fhir-r4/medical-result', crypto.random(32), groups, (n) => crypto.random(n))
  // From the store, and over the channel between a page and its worker.
  const [group] = structuredClone(recordView(decodeDocument(encodeDocument(document)))).groups
  return group?.json ?? ''
}

describe('a record as its owner looks at it', () => {
  test.each(['1.10', '5.50', '0.000', '-0.0', '1.5E3', '1e-7', '12345678901234567890.123456789', '100'])(
    'says %s as it was sent',
    (digits) => {
      const text = `{"resourceType":"Observation","valueQuantity":{"value":${digits}},"component":[{"valueQuantity":{"value":${digits}}}],"note":[]}`
      expect(shown(text).match(new RegExp(`"value": ${digits.replace('+', '\\+')}\\n`, 'g'))).toHaveLength(2)
      expect(shown(text).replace(/\s/g, '')).toBe(text)
    },
  )

  test('is written over lines as JSON is, whatever stands in it', () => {
    const value = { a: [], b: {}, c: [1, { d: 'line\nbreak "quoted" 한글' }, [null, true]], e: { f: { g: false } } }
    expect(prettyJson(fromValue(value))).toBe(JSON.stringify(value, null, 2))
  })
})
