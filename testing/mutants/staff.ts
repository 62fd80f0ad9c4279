/** Sign-in of an institution's people: each rule that keeps somebody out. */
import type { Mutant } from './mutant.ts'

const people = { file: 'node/institutional/staff/staff.ts', test: 'testing/unit/staff.test.ts' }
const secrets = { file: 'node/institutional/staff/secrets.ts', test: 'testing/unit/staff.test.ts' }
const passkeys = { file: 'node/institutional/staff/passkeys.ts', test: 'testing/unit/staff.test.ts' }
const door = { file: 'node/main/staff-door.ts', test: 'testing/unit/staff-roles.test.ts' }
const credential = { file: 'node/main/own-credential.ts', test: 'testing/unit/staff-roles.test.ts' }

export const mutants: readonly Mutant[] = [
  {
    ...secrets,
    name: 'a code is good a second time',
    find: 'return fits.find((each) => each > after)',
    replace: 'return fits.find((each) => each > after - 10)',
    only: 'codes of an authenticator',
  },
  {
    ...secrets,
    name: 'a password is what it is called',
    find: 'if (contains || new Set(low).size < 6) refuse',
    replace: 'if (contains && new Set(low).size < 6) refuse',
    only: 'passwords',
  },
  {
    ...people,
    name: 'wrong passwords are looked at for ever',
    find: 'const closed = open && over >= 0 ? this.now + pause : now.closed',
    replace: 'const closed = open && over >= 1000 ? this.now + pause : now.closed',
    only: 'after five tries',
  },
  {
    ...people,
    name: 'a closed account opens to the right password',
    find: 'if (!open || !fits || !now || !by || now.turn !== account.turn)',
    replace: 'if (!fits || !now || !by || now.turn !== account.turn)',
    only: 'after five tries',
  },
  {
    ...people,
    name: 'a sign-in under way outlives a reset',
    find: 'if (!open || !fits || !now || !by || now.turn !== account.turn)',
    replace: 'if (!open || !fits || !account.password || !(by ?? now))',
    only: 'stays outside',
  },
  {
    ...people,
    name: 'a recovery code is good for ever',
    find: 'recovery: recovery.filter((each) => each !== hash) }',
    replace: 'recovery: recovery.filter((each) => each !== code) }',
    only: 'recovery codes',
  },
  {
    ...people,
    name: 'an invitation is good for two at once',
    find: 'const { account: now } = this.invitation(code)',
    replace: 'const now = account',
    only: 'invitations',
  },
  {
    ...people,
    name: 'an invitation never ends',
    find: 'const account = invitation && invitation.until > this.now ? this.rows',
    replace: 'const account = invitation ? this.rows',
    only: 'invitations',
  },
  {
    ...people,
    name: 'a copied passkey signs in',
    find: 'if ((counter > 0 || kept.counter > 0) && counter <= kept.counter) {',
    replace: 'if (counter < 0 && kept.counter > 0) {',
    only: 'passkeys',
  },
  {
    ...people,
    name: 'a passkey that is registered elsewhere is registered here too',
    find: 'if (this.list().some(({ passkeys }) => passkeys.some((each) => each.id === id)))',
    replace: 'if (this.list().some(({ passkeys }) => passkeys.every((each) => each.id === id && id === "")))',
    only: 'passkeys',
  },
  {
    ...people,
    name: 'sessions go on when roles change',
    find: "const account = { ...before, roles, turn: before.turn + 1 }\n      await this.rows.write([['accounts', id, account], ...this.sessionsOf(id)])",
    replace: "const account = { ...before, roles }\n      await this.rows.write([['accounts', id, account]])",
    only: 'sessions',
  },
  {
    ...people,
    name: 'a session lasts while anybody asks',
    find: 'return began <= now + MINUTE && now < began + longest && now < seen + idle',
    replace: 'return began <= now + MINUTE && now < began + longest',
    only: 'sessions',
  },
  {
    ...people,
    name: 'a clock that is set back lengthens sessions',
    find: 'return began <= now + MINUTE && now < began + longest',
    replace: 'return now < began + longest',
    only: 'sessions',
  },
  {
    ...passkeys,
    name: 'a passkey of another account is believed',
    find: 'if (!verified || given.response.userHandle !== account.handle)',
    replace: 'if (!verified)',
    only: 'passkeys',
  },
  {
    ...passkeys,
    name: 'an answer is good again',
    find: 'this.answered.set(challenge, now + VALID)',
    replace: 'this.answered.delete(challenge)',
    only: 'passkeys',
  },
  {
    ...passkeys,
    name: 'a challenge may be for anything',
    find: "return createHmac('sha256', this.key).update(said).update(use).digest()",
    replace: "return createHmac('sha256', this.key).update(said).update(use.slice(0, 0)).digest()",
    only: 'passkeys',
  },
  {
    ...credential,
    name: 'every role may everything',
    find: 'const role = roles.find((each) => asked.roles.includes(each))',
    replace: 'const role = roles.find((each) => asked.roles.includes(each)) ?? roles[0]',
    only: 'roles',
  },
  {
    ...credential,
    name: 'acts of people stand in no log',
    find: 'if (asked.noted) note(id, asked.what, { role, ...about(request) })',
    replace: 'if (asked.noted && id === "") note(id, asked.what, { role, ...about(request) })',
    only: 'roles',
  },
  {
    ...credential,
    name: 'pages of other origins act in the name of who is signed in',
    find: '    door.mustBeOwnPage(request)\n',
    replace: '',
    only: 'in whose name',
  },
  {
    ...door,
    name: 'a session that somebody planted goes on',
    find: 'await this.parts.staff.signOut(this.cookieOf(request), false)\n    this.begin',
    replace: 'this.begin',
    only: 'in whose name',
  },
  {
    ...door,
    name: 'the cookie goes in the clear',
    find: "if (protocol !== 'https:' && !LOOPBACK.test(hostname)) return refuse",
    replace: "if (protocol !== 'https:' && hostname === '') return refuse",
    only: 'where the page stands',
  },
]
