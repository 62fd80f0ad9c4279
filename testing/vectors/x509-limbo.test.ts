/**
 * The certificate path validator judged with x509-limbo (C2SP): each case is accepted or refused as it says, and a refusal names the rule
 * that was expected to refuse. For the run the allow-list of algorithms is open to those that the cases are signed with.
 */

import { createPublicKey, verify as verifyNative } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fromBase64 } from '@hdms/shared/bytes.ts'
import { HdmsError } from '@hdms/shared/errors.ts'
import { type Rule, readX509, type X509 } from '@hdms/shared/identity/x509/certificate.ts'
import { contentOf, inside, oidOf, TAG, valuesIn } from '@hdms/shared/identity/x509/der.ts'
import { sameName } from '@hdms/shared/identity/x509/names.ts'
import { checkPath } from '@hdms/shared/identity/x509/path.ts'
import { refuse } from '@hdms/shared/identity/x509/reasons.ts'
import { checkServer } from '@hdms/shared/identity/x509/server.ts'
import { describe, expect, test } from 'vitest'
import { dataPath, needs } from '../support/data.ts'

const SET = 'crypto/x509-limbo/limbo-2023-12-02.json'
const set = needs(SET)

interface Case {
  readonly id: string
  readonly trusted_certs: readonly string[]
  readonly untrusted_intermediates: readonly string[]
  readonly peer_certificate: string
  readonly validation_time: string | null
  readonly expected_result: 'SUCCESS' | 'FAILURE'
  readonly expected_peer_name: { readonly value: string }
  readonly max_chain_depth: number | null
}

/** Cases that say the opposite of another case, or ask for what is not carried here. */
const EXCLUDED: Readonly<Record<string, string>> = {
  'webpki::eku::ee-without-eku': 'says the opposite of rfc5280::eku::ee-without-eku, which is followed',
  'webpki::nc::permitted-dns-match-noncritical': 'says the opposite of rfc5280::nc::permitted-dns-match-noncritical, which is followed',
  'rfc5280::nc::permitted-dn-match': 'expects that a certificate serves example.com which names no host',
  'webpki::san::public-suffix-wildcard-san': 'needs the public suffix list; no name of this network is under one',
}

/** The rule that is expected to refuse; a case that is not named here by its id is by the beginning of it. */
const RULES: readonly (readonly [start: string, rule: Rule])[] = [
  ['pathlen::', 'path-length'],
  ['pathological::', 'trust-anchor'],
  ['rfc5280::aki::critical-aki', 'extensions'],
  ['rfc5280::aki::', 'key-identifier'],
  ['rfc5280::eku::', 'extended-key-usage'],
  ['rfc5280::nc::nc-permits-invalid', 'subject-alternative-name'],
  ['rfc5280::nc::', 'name-constraints'],
  ['rfc5280::san::', 'subject-alternative-name'],
  ['rfc5280::serial::', 'serial'],
  ['rfc5280::ski::critical-ski', 'extensions'],
  ['rfc5280::ski::', 'key-identifier'],
  ['rfc5280::validity::', 'validity'],
  ['rfc5280::ee-empty-issuer', 'names'],
  ['rfc5280::ca-empty-subject', 'names'],
  ['rfc5280::unknown-critical-extension', 'unknown-critical'],
  ['rfc5280::chain-untrusted-root', 'trust-anchor'],
  // These two come without the intermediate that they are about, so that no path leads to the root.
  ['rfc5280::intermediate-ca-missing-basic-constraints', 'trust-anchor'],
  ['rfc5280::ica-ku-keycertsign', 'trust-anchor'],
  ['rfc5280::intermediate-ca-without-ca-bit', 'basic-constraints'],
  ['rfc5280::root-missing-basic-constraints', 'basic-constraints'],
  ['rfc5280::root-non-critical-basic-constraints', 'basic-constraints'],
  ['rfc5280::root-inconsistent-ca-extensions', 'key-usage'],
  ['rfc5280::leaf-ku-keycertsign', 'key-usage'],
  ['rfc5280::ee-critical-aia-invalid', 'extensions'],
  ['rfc5280::duplicate-extensions', 'extensions'],
  ['rfc5280::mismatching-signature-algorithm', 'algorithm'],
  ['webpki::aki::', 'key-identifier'],
  ['webpki::eku::', 'extended-key-usage'],
  ['webpki::nc::', 'name-constraints'],
  ['webpki::san::unicode-emoji-san', 'subject-alternative-name'],
  ['webpki::san::no-san', 'subject-alternative-name'],
  ['webpki::san::san-critical-with-nonempty-subject', 'subject-alternative-name'],
  ['webpki::san::', 'host'],
  ['webpki::cryptographydotio-chain-missing-intermediate', 'trust-anchor'],
  ['webpki::malformed-aia', 'extensions'],
  ['webpki::forbidden', 'algorithm'],
  ['webpki::v1-cert', 'version'],
  ['webpki::ee-basicconstraints-ca', 'key-usage'],
]

const SIGNATURES: Readonly<Record<string, string | null>> = {
  // Three roots of the real chains are signed so, by themselves.
  '1.2.840.113549.1.1.5': 'sha1',
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
  '1.3.101.112': null,
}
/** rsaEncryption, Ed25519, and the curves P-256, P-384, P-521. */
const KEYS = ['1.2.840.113549.1.1.1', '1.3.101.112', '1.2.840.10045.3.1.7', '1.3.132.0.34', '1.3.132.0.35']
const EC = '1.2.840.10045.2.1'

const algorithmOf = (der: Uint8Array): string => oidOf(contentOf(inside(valuesIn(der)[0], TAG.sequence)[0], TAG.oid))
function keyOf({ spki }: X509): string {
  const [identifier] = inside(valuesIn(spki)[0], TAG.sequence)
  const [algorithm, curve] = inside(identifier, TAG.sequence)
  const oid = oidOf(contentOf(algorithm, TAG.oid))
  return oid === EC ? oidOf(contentOf(curve, TAG.oid)) : oid
}
const allow = (c: X509): void => {
  if (!Object.hasOwn(SIGNATURES, algorithmOf(c.algorithm))) refuse('CERT_REFUSED', 'algorithm', { rule: 'algorithm' })
  if (!KEYS.includes(keyOf(c))) refuse('CERT_REFUSED', 'key-algorithm', { rule: 'algorithm' })
}
const verify = async (c: X509, issuer: X509): Promise<boolean> => {
  const key = createPublicKey({ key: Buffer.from(issuer.spki), format: 'der', type: 'spki' })
  return verifyNative(SIGNATURES[algorithmOf(c.algorithm)] ?? null, c.tbs, key, c.signature)
}

const derOf = (pem: string): Uint8Array => fromBase64(pem.replace(/-----[A-Z ]+-----|\s/g, ''))

/** Peers of ours send their chain in its order; here it is looked for. */
function* pathsOf(leaf: X509, roots: readonly X509[], others: readonly X509[], below: readonly X509[] = []): Generator<X509[]> {
  const path = [...below, leaf]
  for (const root of roots) if (sameName(leaf.issuer, root.subject)) yield [...path, root]
  for (const other of others) if (sameName(leaf.issuer, other.subject) && !path.includes(other)) yield* pathsOf(other, roots, others, path)
}

/** @throws CERT_REFUSED of the first path that there is, unless one is good */
async function judge(c: Case): Promise<void> {
  const leaf = readX509(derOf(c.peer_certificate))
  const roots = c.trusted_certs.map((pem) => readX509(derOf(pem)))
  const others = c.untrusted_intermediates.map((pem) => readX509(derOf(pem)))
  let first: unknown
  for (const path of pathsOf(leaf, roots, others)) {
    try {
      const maxDepth = c.max_chain_depth === null ? {} : { maxDepth: c.max_chain_depth }
      await checkPath(path, {
        now: c.validation_time ? Date.parse(c.validation_time) : Date.parse('2023-12-02'),
        allow,
        verify,
        ...maxDepth,
      })
      return checkServer(path, c.expected_peer_name.value)
    } catch (error) {
      first ??= error
    }
  }
  throw first ?? new HdmsError('CERT_REFUSED', { why: 'no path leads to a root', rule: 'trust-anchor' })
}

const cases = set.skip ? [] : (JSON.parse(readFileSync(dataPath(SET), 'utf8')) as { testcases: Case[] }).testcases

describe('x509-limbo', set, () => {
  test('at most 15 exclusions, each of a case that there is', () => {
    expect(Object.keys(EXCLUDED).length).toBeLessThanOrEqual(15)
    for (const id of Object.keys(EXCLUDED)) expect(cases.some((c) => c.id === id)).toBe(true)
  })
  for (const c of cases.filter(({ id }) => !Object.hasOwn(EXCLUDED, id))) {
    test(c.id, async () => {
      const outcome = await judge(c).then(
        () => 'accepted',
        (error: unknown) => (error instanceof HdmsError ? error.data['rule'] : error),
      )
      const expected = RULES.find(([start]) => c.id.startsWith(start))?.[1]
      expect(outcome).toBe(c.expected_result === 'SUCCESS' ? 'accepted' : expected)
    })
  }
})
