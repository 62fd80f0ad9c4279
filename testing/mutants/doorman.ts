/** Who is admitted under which name, and what the issuance log proves. */
import type { Mutant } from './mutant.ts'

const doorman = { file: 'doorman/server/doorman.ts' }
const identity = { ...doorman, test: 'testing/unit/identity.test.ts' }
const reissue = { ...doorman, test: 'testing/unit/reissue.test.ts' }
const trust = { file: 'doorman/client/trust.ts', test: 'testing/unit/issuance-log.test.ts', only: 'D5' }
const path = { file: 'shared/identity/path.ts', test: 'testing/unit/identity.test.ts' }

export const mutants: readonly Mutant[] = [
  {
    ...identity,
    name: 'D1 a taken name is given again',
    find: "if (await this.options.store.get(`name/${formatName(name)}`)) refuse('name-taken')",
    replace: '',
    only: 'D1',
  },
  {
    ...identity,
    name: 'D1 any role is given on request',
    find: 'if (!wanted) refuse',
    replace: 'if (!wanted && role === kind) refuse',
    only: 'D1',
  },
  {
    ...identity,
    name: 'D1 any country is admitted',
    find: 'if (!this.options.countries.includes(name.country)) refuse',
    replace: 'if (name.country.length === 0) refuse',
    only: 'D1',
  },
  {
    ...identity,
    name: 'D1 an institution may call itself the organisation of persons',
    find: "if (kind !== 'person' && name.organisation === PERSONS) refuse('reserved-persons')",
    replace: '',
    only: 'D1',
    explained: 'the rule against lookalikes (doorman/server/lookalikes.ts) refuses the same name',
  },
  {
    ...identity,
    name: 'D2 a person needs no invitation',
    find: "if (!token) return refuse('invitation-needed')",
    replace: '',
    only: 'D2',
  },
  {
    ...identity,
    name: 'D2 an invitation is used twice',
    find: "if (invitation.usedBy) return refuse('invitation-used')",
    replace: '',
    only: 'D2',
  },
  {
    ...identity,
    name: 'D2 an invitation does not expire',
    find: 'if (this.options.clock.now() > invitation.expires)',
    replace: 'if (this.options.clock.now() < 0)',
    only: 'D2',
  },
  {
    ...identity,
    name: 'D2 one person has two live certificates',
    find: "if (await this.options.store.get(person)) return refuse('certificate-live')",
    replace: '',
    only: 'D2',
  },
  {
    ...identity,
    name: 'D6 a revoked person cannot come again',
    find: 'const freed = persons.filter(([, value]) => equal(value, utf8(serial)))',
    replace: 'const freed = persons.filter(([, value]) => value.length === 0)',
    only: 'D2',
  },
  {
    ...reissue,
    name: 'D6 a name that was taken while two waited is given twice',
    find: '      await this.checkNameFree(csr.name, csr.kind)\n      const { serial, der, changes }',
    replace: '      const { serial, der, changes }',
    only: 'D6 is refused',
  },
  {
    ...reissue,
    name: 'D6 revoking the old certificate again frees the name of the living one',
    find: 'const own = named !== undefined && equal(named, utf8(serial))',
    replace: 'const own = named !== undefined',
    only: 'D6 comes',
    explained: 'a certificate that was revoked is not revoked again (the line above), which alone keeps the name; this is the second line',
  },
  {
    ...reissue,
    name: 'D4 a revoked certificate does not come into the list',
    find: 'revokedAt: this.options.clock.now() }),',
    replace: '}),',
    only: 'D6 comes',
  },
  {
    ...trust,
    name: 'D5 a certificate without a proof is taken',
    find: "if (bytes.length === 0) fail('CERT_REFUSED', { why: 'it comes without a proof that it stands in the issuance log' })",
    replace: 'if (bytes.length === 0) return',
  },
  {
    ...trust,
    name: 'D5 a certificate outside the log is taken',
    find: 'if (!(await isLogged(crypto, readCertificate(doormanCa).publicKey, der, proof)))',
    replace: 'if (proof.head.size < 0)',
  },
  {
    ...reissue,
    name: 'D6 what was revoked is revoked again',
    find: '      if (issued.revokedAt !== undefined) return\n',
    replace: '',
    only: 'D6 comes',
    explained:
      'that the name belongs to another certificate already is seen two lines below, which alone keeps it: two lines of one defence',
  },
  {
    ...trust,
    name: 'D5 a second history of the same size is taken',
    find: "if (known) return equal(known, root) ? undefined : fail('CERT_REFUSED', FORKED)",
    replace: 'if (known) return undefined',
  },
  {
    ...trust,
    name: 'D5 a log that does not continue the own one is taken',
    find: 'if (!verifyConsistency(from.size, to.size, path, from.root, to.root))',
    replace: 'if (path.length < 0)',
  },
  {
    ...trust,
    name: 'D5 a doorman that is away is believed although the setting is hard',
    find: "if (crlPolicy === 'soft') return",
    replace: "if (crlPolicy !== ('' as string)) return",
  },
  {
    name: 'D5 the head of a log need not be signed',
    file: 'shared/identity/issuance-log.ts',
    find: 'return crypto.verify(doormanKey, headMessage(head), head.signature)',
    replace: 'return head.signature.length > 0 && doormanKey.length > 0 && crypto.name.length > 0',
    test: 'testing/unit/issuance-log.test.ts',
    only: 'D5',
  },
  { ...path, name: 'D3 any root is trusted', find: "refuse('the chain does not end in the network root')", replace: 'void 0', only: 'D3' },
  {
    ...path,
    name: 'D3 any role may issue any other',
    find: 'if (ISSUER_OF[c.role] !== issuer.role)',
    replace: 'if (c.role === issuer.role)',
    test: 'testing/unit/reissue.test.ts',
    only: 'D3',
  },
  {
    ...path,
    name: 'D3 the role of the end entity is not asked',
    find: 'if (!roles.includes(leaf.role))',
    replace: 'if (roles.length === 0)',
    only: 'D3',
  },
  { ...path, name: 'D3 a node certifies others', find: "refuse('a node may certify only itself')", replace: 'void 0', only: 'D3' },
  {
    ...path,
    name: 'D4 a revoked certificate is taken',
    find: "if (byDoorman.some((c) => crl.serials.has(c.serial))) fail('CERT_REVOKED')",
    replace: '',
    only: 'D4',
  },
  {
    ...path,
    name: 'D4 without a fresh list all is taken although the setting is hard',
    find: "if (rules.crlPolicy === 'hard') refuse('there is no fresh revocation list')",
    replace: '',
    only: 'D4',
  },
  {
    name: 'D4 a later list that leaves a revocation out gives the certificate back',
    file: 'doorman/client/trust.ts',
    find: '[...(this.crl?.serials ?? []), ...crl.serials]',
    replace: '[...crl.serials]',
    test: 'testing/unit/identity.test.ts',
    only: 'D4',
  },
]
