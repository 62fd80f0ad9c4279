/** Sign-in of an institution's people: what lets somebody in, what does not, and when a session ends. */
import { checkPassword, passwordHash, plainCode, totpAt, totpUri, writtenCode } from '@hdms/node/institutional/staff/secrets.ts'
import { STAFF_LIMITS } from '@hdms/node/institutional/staff/settings.ts'
import { asHdmsError } from '@hdms/shared/errors.ts'
import { HOUR, MINUTE } from '@hdms/shared/time.ts'
import { beforeEach, describe, expect, test } from 'vitest'
import { Authenticator } from '../support/authenticator.ts'
import { Office, PASSWORD, PLACE } from '../support/staff.ts'

let office: Office
beforeEach(async () => {
  office = await Office.open()
})

/** The reason of a refusal, or what came instead. */
const why = (doing: Promise<unknown> | (() => unknown)): Promise<unknown> =>
  (typeof doing === 'function' ? Promise.resolve().then(doing) : doing).then(
    () => 'done',
    (error: unknown) => asHdmsError(error).data['reason'] ?? asHdmsError(error).code,
  )
const REFUSED = 'staff/sign-in-refused'
const signIn = (id: string, password: string, code: string) => why(office.staff.signInByPassword(id, password, code))

describe('codes of an authenticator', () => {
  // RFC 6238, appendix B: the secret "12345678901234567890", the last six of eight digits.
  test.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ])('RFC 6238 at %d s is %s', (seconds, code) => {
    expect(totpAt('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', Math.floor(seconds / 30))).toBe(code)
  })

  test('an authenticator learns issuer, account and secret from one link', () => {
    expect(totpUri('ABC', 'Hanbit Hospital', 's-1')).toBe('otpauth://totp/Hanbit%20Hospital%3As-1?secret=ABC&issuer=Hanbit%20Hospital')
  })

  test('a code is good once, also 30 seconds before and after, and none from before one that was taken', async () => {
    const { id, secret } = await office.withPassword('desk')
    const taken = office.code(secret)
    // The one with which the invitation was accepted.
    expect(await signIn(id, PASSWORD, taken)).toBe(REFUSED)
    office.now += 30_000
    const next = office.code(secret)
    expect(await signIn(id, PASSWORD, next)).toBe('done')
    expect(await signIn(id, PASSWORD, next)).toBe(REFUSED)
    expect(await signIn(id, PASSWORD, office.code(secret, -1))).toBe(REFUSED)
    expect(await signIn(id, PASSWORD, office.code(secret, 2))).toBe(REFUSED)
    expect(await signIn(id, PASSWORD, office.code(secret, 1))).toBe('done')
    // Set back, the clock makes no code good again.
    office.now -= 30_000
    expect(await signIn(id, PASSWORD, next)).toBe(REFUSED)
  })

  test('of one code that is typed twice at once, one is taken', async () => {
    const { id, secret } = await office.withPassword('desk')
    office.now += MINUTE
    const code = office.code(secret)
    const both = await Promise.all([signIn(id, PASSWORD, code), signIn(id, PASSWORD, code)])
    expect(both.toSorted()).toEqual(['done', REFUSED])
  })
})

describe('passwords', () => {
  test.each([
    ['short', 'eleven char', 'staff/password-short'],
    ['of few characters', 'abababababababab', 'staff/password-plain'],
    ['with the staff id in it', 'my s-abcdefgh and more', 'staff/password-plain'],
    ['longer than is hashed', 'abcdefgh'.repeat(33), 'staff/password-long'],
    ['of four words', 'seven green boats at dawn', 'done'],
    ['of twelve syllables', '가나다라마바사아자차카타', 'done'],
  ])('one %s: %s → %s', async (_, password, said) => {
    expect(await why(() => checkPassword(password, ['s-abcdefgh', 'Kim']))).toBe(said)
  })

  test('nothing that is stored is a password, a secret code or a cookie; the same password is never stored alike', async () => {
    const { recovery, cookie } = await office.withPassword('desk')
    const rows = await office.store.range('sf/', 'sf0')
    const all = rows.map(([key, bytes]) => key + new TextDecoder().decode(bytes)).join('\n')
    expect(rows.length).toBe(2)
    for (const secret of [PASSWORD, cookie, ...recovery, ...recovery.map(plainCode)]) expect(all).not.toContain(secret)
    const random = (n: number) => crypto.getRandomValues(new Uint8Array(n))
    const [one, two] = await Promise.all([passwordHash(random, PASSWORD), passwordHash(random, PASSWORD)])
    expect(one.hash).not.toBe(two.hash)
  })

  test('whoever is unknown, has no password, types a wrong one or a wrong code, is told the same', async () => {
    const { id, secret } = await office.withPassword('desk')
    const { account } = await office.staff.add('Lee', ['it'])
    office.now += MINUTE
    const code = office.code(secret)
    for (const [who, password, typed] of [
      ['s-nobody00', PASSWORD, code],
      [account.id, PASSWORD, code],
      ['nobody', PASSWORD, code],
      ['', '', ''],
      [id, 'not this one at all', code],
      [id, PASSWORD, '000000'],
    ] as const)
      expect([who, await signIn(who, password, typed)]).toEqual([who, REFUSED])
  })

  test('after five tries none is looked at for 15 minutes, then 30: not the right one either, over a restart, and many at once count as many', async () => {
    const { id, secret } = await office.withPassword('desk')
    office.now += MINUTE
    expect(await Promise.all(Array.from({ length: 12 }, (_, i) => signIn(id, `wrong password ${i}`, '123456')))).toEqual(
      Array(12).fill(REFUSED),
    )
    expect(office.notes.at(-1)).toEqual({ by: id, event: 'sign-in closed', role: 'desk' })
    await office.restart()
    expect(await signIn(id, PASSWORD, office.code(secret))).toBe(REFUSED)
    office.now += STAFF_LIMITS.closed - 1
    expect(await signIn(id, PASSWORD, office.code(secret))).toBe(REFUSED)
    office.now += 1
    expect(await signIn(id, 'wrong again and again', office.code(secret))).toBe(REFUSED)
    office.now += STAFF_LIMITS.closed
    expect(await signIn(id, PASSWORD, office.code(secret))).toBe(REFUSED)
    office.now += STAFF_LIMITS.closed
    expect(await signIn(id, PASSWORD, office.code(secret))).toBe('done')
    // A good one makes the next five good again.
    office.now += MINUTE
    for (let i = 0; i < 4; i++) await signIn(id, 'wrong password here', '123456')
    expect(await signIn(id, PASSWORD, office.code(secret))).toBe('done')
  })

  test('tries for an account close no passkey', async () => {
    const authenticator = new Authenticator(PLACE.origins[0] as string)
    const { account, invitation } = await office.staff.add('Lee', ['it'])
    const offer = office.staff.openInvitation(invitation, PLACE) as { passkey: object }
    await office.staff.accept(invitation, { passkey: authenticator.create(offer.passkey) }, PLACE)
    for (let i = 0; i < 8; i++) await signIn(account.id, 'wrong password here', '123456')
    expect(await why(office.staff.signInByPasskey(authenticator.get(office.staff.passkeyRequest(PLACE)), PLACE))).toBe('done')
  })
})

describe('recovery codes', () => {
  test('each signs in once in place of the authenticator, however it is typed; another account’s does not', async () => {
    const { id, recovery } = await office.withPassword('desk')
    const other = await office.withPassword('desk')
    expect(recovery.length).toBe(10)
    const [code = ''] = recovery
    expect(await signIn(other.id, PASSWORD, code)).toBe(REFUSED)
    expect(await signIn(id, PASSWORD, ` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o')} `)).toBe('done')
    expect(await signIn(id, PASSWORD, code)).toBe(REFUSED)
    expect(office.staff.list().find((a) => a.id === id)?.recovery.length).toBe(9)
    expect(office.notes.at(-1)).toMatchObject({ by: id, event: 'sign in', way: 'password and recovery code' })
  })
})

describe('invitations', () => {
  test('one is good once: of two who accept it at once, one gets in', async () => {
    const { invitation } = await office.staff.add('Kim', ['desk'])
    const { totp } = office.staff.openInvitation(invitation, PLACE) as { totp: { secret: string } }
    const accept = () => why(office.staff.accept(invitation, { password: PASSWORD, code: office.code(totp.secret) }, PLACE))
    expect((await Promise.all([accept(), accept()])).toSorted()).toEqual(['done', 'staff/invitation-refused'])
    expect(await accept()).toBe('staff/invitation-refused')
    expect(await why(() => office.staff.openInvitation(invitation, PLACE))).toBe('staff/invitation-refused')
  })

  test('it ends after 72 hours, with a newer one, and with the account; a guess opens nothing', async () => {
    const { account, invitation } = await office.staff.add('Kim', ['desk'])
    const opens = (code: string) => why(() => office.staff.openInvitation(code, PLACE))
    expect(await opens(invitation.toLowerCase().replaceAll('-', ''))).toBe('done')
    expect(await opens(writtenCode((n) => crypto.getRandomValues(new Uint8Array(n)), 20))).toBe('staff/invitation-refused')
    const { invitation: newer } = await office.staff.reset(account.id)
    expect([await opens(invitation), await opens(newer)]).toEqual(['staff/invitation-refused', 'done'])
    office.now += 72 * HOUR
    expect(await opens(newer)).toBe('staff/invitation-refused')
    const { invitation: third } = await office.staff.reset(account.id)
    await office.staff.remove(account.id)
    expect(await opens(third)).toBe('staff/invitation-refused')
  })

  test('a wrong code, a weak password, or a passkey for another invitation leave it good', async () => {
    const { invitation } = await office.staff.add('Kim', ['desk'])
    const { totp } = office.staff.openInvitation(invitation, PLACE) as { totp: { secret: string } }
    expect(await why(office.staff.accept(invitation, { password: PASSWORD, code: '000000' }, PLACE))).toBe('staff/code-first')
    expect(await why(office.staff.accept(invitation, { password: 'short', code: office.code(totp.secret) }, PLACE))).toBe(
      'staff/password-short',
    )
    const { invitation: others } = await office.staff.add('Lee', ['desk'])
    const { passkey } = office.staff.openInvitation(others, PLACE) as { passkey: object }
    const made = new Authenticator(PLACE.origins[0] as string).create(passkey)
    expect(await why(office.staff.accept(invitation, { passkey: made }, PLACE))).toBe('staff/passkey-refused')
    expect(await why(() => office.staff.openInvitation(invitation, PLACE))).toBe('done')
  })
})

describe('passkeys', () => {
  const enrolled = async (role = 'doctor') => {
    const authenticator = new Authenticator(PLACE.origins[0] as string)
    const { account, invitation } = await office.staff.add('Lee', [role])
    const { passkey } = office.staff.openInvitation(invitation, PLACE) as { passkey: object }
    await office.staff.accept(invitation, { passkey: authenticator.create(passkey) }, PLACE)
    return { authenticator, id: account.id, handle: office.staff.list().find((a) => a.id === account.id)?.handle ?? '' }
  }
  const request = () => office.staff.passkeyRequest(PLACE)
  const shown = (response: object) => why(office.staff.signInByPasskey(response, PLACE))

  test('signs in without a name; the request names no credential', async () => {
    const { authenticator, id } = await enrolled()
    expect(request()).toMatchObject({ allowCredentials: [], userVerification: 'required', rpId: PLACE.domain })
    const cookie = await office.staff.signInByPasskey(authenticator.get(request()), PLACE)
    expect(office.staff.present(cookie)?.account.id).toBe(id)
    expect(office.notes.at(-1)).toEqual({ by: id, event: 'sign in', role: 'doctor', way: 'passkey' })
  })

  test.each([
    ['for another domain', { domain: 'evil.example' }],
    ['given to a page of another origin', { origin: 'https://evil.example' }],
    ['given to the same host at another port', { origin: 'https://node.hospital.example:8443' }],
    ['over plain HTTP', { origin: 'http://node.hospital.example' }],
    ['without the person’s finger or PIN', { unverified: true }],
    ['to a challenge that nobody gave', { challenge: Buffer.alloc(56, 1).toString('base64url') }],
    ['with no user handle', { handle: '' }],
  ])('one %s is refused', async (_, odd) => {
    const { authenticator } = await enrolled()
    expect(await shown(authenticator.get(request(), odd))).toBe('staff/passkey-refused')
    expect(await shown(authenticator.get(request()))).toBe('done')
  })

  test('an answer is good once, for five minutes, and not before its time', async () => {
    const { authenticator } = await enrolled()
    const answer = authenticator.get(request())
    expect((await Promise.all([shown(answer), shown(answer)])).filter((each) => each === 'done')).toEqual(['done'])
    expect(await shown(answer)).toBe('staff/passkey-refused')
    const late = authenticator.get(request())
    office.now += 5 * MINUTE
    expect(await shown(late)).toBe('staff/passkey-refused')
    const early = authenticator.get(request())
    office.now -= 10 * MINUTE
    expect(await shown(early)).toBe('staff/passkey-refused')
  })

  test('a challenge to register signs nobody in, and the other way round', async () => {
    const { authenticator } = await enrolled()
    const { invitation } = await office.staff.add('Choi', ['doctor'])
    const { passkey } = office.staff.openInvitation(invitation, PLACE) as { passkey: { challenge: string } }
    expect(await shown(authenticator.get({ ...request(), challenge: passkey.challenge }))).toBe('staff/passkey-refused')
    const { challenge } = request() as { challenge: string }
    const made = new Authenticator(PLACE.origins[0] as string).create({ ...passkey, challenge })
    expect(await why(office.staff.accept(invitation, { passkey: made }, PLACE))).toBe('staff/passkey-refused')
  })

  test('a counter that goes back is a copy: refused and on the record', async () => {
    const { authenticator, id } = await enrolled()
    expect(await shown(authenticator.get(request(), { counter: 7 }))).toBe('done')
    for (const counter of [7, 3, 0]) expect(await shown(authenticator.get(request(), { counter }))).toBe('staff/passkey-copied')
    expect(office.notes.at(-1)).toEqual({ by: id, event: 'passkey counts backwards', role: 'doctor' })
    expect(await shown(authenticator.get(request(), { counter: 8 }))).toBe('done')
  })

  test('one that shows another account’s handle signs in as nobody; nobody registers another’s passkey', async () => {
    const [one, two] = [await enrolled(), await enrolled('board')]
    expect(await shown(one.authenticator.get(request(), { handle: two.handle }))).toBe('staff/passkey-refused')
    const { invitation } = await office.staff.add('Choi', ['doctor'])
    const { passkey } = office.staff.openInvitation(invitation, PLACE) as { passkey: object }
    const made = one.authenticator.create(passkey)
    expect(await why(office.staff.accept(invitation, { passkey: made }, PLACE))).toBe('staff/passkey-refused')
  })

  test('those of a removed or reset account are unknown', async () => {
    const [one, two] = [await enrolled(), await enrolled()]
    await office.staff.remove(one.id)
    await office.staff.reset(two.id)
    for (const { authenticator } of [one, two]) expect(await shown(authenticator.get(request()))).toBe('staff/passkey-refused')
  })

  test('another is added by whoever signed in within ten minutes', async () => {
    const { authenticator } = await enrolled()
    const cookie = await office.staff.signInByPasskey(authenticator.get(request()), PLACE)
    const present = office.staff.present(cookie) ?? expect.fail('nobody is signed in')
    const second = new Authenticator(PLACE.origins[0] as string)
    await office.staff.addPasskey(present, second.create(office.staff.passkeyOffer(present, PLACE)), PLACE)
    expect(await shown(second.get(request()))).toBe('done')
    office.now += 10 * MINUTE + 1
    expect(await why(() => office.staff.passkeyOffer(present, PLACE))).toBe('staff/sign-in-again')
  })

  test('garbage is refused, not a fault', async () => {
    for (const odd of [null, 7, 'x', {}, { id: 'x' }, { id: 'x', response: {} }, []])
      expect(await why(office.staff.signInByPasskey(odd, PLACE))).toBe('staff/passkey-refused')
  })
})

describe('sessions', () => {
  const isIn = (cookie: string) => office.staff.present(cookie) !== undefined

  test('one ends when nobody was at the page for 15 minutes; asking by itself does not keep it', async () => {
    const { cookie } = await office.withPassword('desk')
    office.now += 14 * MINUTE
    expect(isIn(cookie)).toBe(true)
    await office.staff.seen(cookie)
    office.now += 14 * MINUTE
    for (let i = 0; i < 5; i++) expect(isIn(cookie)).toBe(true)
    office.now += MINUTE
    expect(isIn(cookie)).toBe(false)
    expect(await office.staff.seen(cookie)).toBe(undefined)
  })

  test('one ends after ten hours, whoever is at the page', async () => {
    const { cookie } = await office.withPassword('desk')
    for (let i = 0; i < 59; i++) {
      office.now += 10 * MINUTE
      await office.staff.seen(cookie)
    }
    expect(isIn(cookie)).toBe(true)
    office.now += 10 * MINUTE
    expect(isIn(cookie)).toBe(false)
  })

  test('sign-out ends this one, everywhere ends all, over a restart; a kept cookie is worth nothing', async () => {
    const { id, secret, cookie: first } = await office.withPassword('desk')
    office.now += MINUTE
    const second = await office.staff.signInByPassword(id, PASSWORD, office.code(secret))
    await office.staff.signOut(first, false)
    expect([isIn(first), isIn(second)]).toEqual([false, true])
    await office.restart()
    expect([isIn(first), isIn(second)]).toEqual([false, true])
    office.now += MINUTE
    const third = await office.staff.signInByPassword(id, PASSWORD, office.code(secret))
    await office.staff.signOut(second, true)
    await office.restart()
    expect([first, second, third].map(isIn)).toEqual([false, false, false])
  })

  test('all end when roles change, when ways to sign in are reset, and when the account is removed', async () => {
    for (const end of ['setRoles', 'reset', 'remove'] as const) {
      const { id, cookie } = await office.withPassword('desk')
      const { cookie: others } = await office.withPassword('doctor')
      await office.staff[end](id, ['records'])
      await office.restart()
      expect([end, isIn(cookie), isIn(others)]).toEqual([end, false, true])
    }
  })

  test('whoever signs in while their ways to sign in are taken away stays outside', async () => {
    const { id, secret } = await office.withPassword('desk')
    office.now += MINUTE
    const trying = signIn(id, PASSWORD, office.code(secret))
    await office.staff.reset(id)
    expect(await trying).toBe(REFUSED)
  })

  test('a clock that is set back makes no session longer', async () => {
    const { cookie } = await office.withPassword('desk')
    office.now -= 2 * HOUR
    expect(isIn(cookie)).toBe(false)
  })

  test('each sign-in begins a session of its own; an account has ten at most', async () => {
    const { id, secret, cookie } = await office.withPassword('desk')
    const all = [cookie]
    for (let i = 0; i < 10; i++) {
      office.now += 30_000
      all.push(await office.staff.signInByPassword(id, PASSWORD, office.code(secret)))
    }
    expect(new Set(all).size).toBe(11)
    expect(all.map(isIn)).toEqual([false, ...Array(10).fill(true)])
  })

  test('one that was made up is none', async () => {
    await office.withPassword('desk')
    for (const made of [undefined, '', 'x', Buffer.alloc(32).toString('base64url')]) expect(office.staff.present(made)).toBe(undefined)
  })
})

test('roles of two duties do not go together, and what stands in the log names nobody', async () => {
  for (const [roles, said] of [
    [['doctor', 'records'], 'done'],
    [['it', 'operator'], 'done'],
    [['doctor', 'it'], 'staff/roles-apart'],
    [['board', 'operator'], 'staff/roles-apart'],
    [['researcher', 'board'], 'staff/roles-apart'],
    [['king'], 'staff/role-unknown'],
    [[], 'staff/role-unknown'],
    ['desk', 'staff/role-unknown'],
    [['__proto__'], 'staff/role-unknown'],
  ] as const)
    expect([roles, await why(() => office.staff.add('Kim', roles))]).toEqual([roles, said])
  await office.withPassword('desk')
  expect(JSON.stringify(office.notes)).not.toContain('Kim')
  for (const name of ['', '  ', 'a\nb', 'x'.repeat(61), 7])
    expect(await why(() => office.staff.add(name, ['desk']))).toBe('staff/name-form')
})
