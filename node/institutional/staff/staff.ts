/**
 * The people of an institution at its node: who has an account, how they sign in, and how long that lasts. All
 * decisions are taken one after the other, so that no two tries count as one, and no code or invitation is good twice.
 */
import { fail } from '@hdms/shared/errors.ts'
import { MINUTE } from '@hdms/shared/time.ts'
import { type Account, type Invitation, type StaffPasskey, StaffRows, type StaffSession } from './accounts.ts'
import { type PagePlace, Passkeys } from './passkeys.ts'
import { refuse } from './reasons.ts'
import { rolesIn, type StaffRole } from './roles.ts'
import {
  checkPassword,
  type Draw,
  hashOf,
  passwordFits,
  passwordHash,
  plainCode,
  totpSecret,
  totpStep,
  totpUri,
  writtenCode,
} from './secrets.ts'
import { STAFF_LIMITS, type StaffParts } from './settings.ts'

/** Whoever is signed in. */
export interface Present {
  readonly account: Account
  readonly session: StaffSession
  /** When the session ends by itself, ms: whatever is done, and when nothing is. */
  readonly ends: number
  readonly idleEnds: number
}

/** How somebody signs in from now on. */
export type Factors = { readonly passkey: unknown } | { readonly password: string; readonly code: string }

/** For ids that nobody has: the same is done for them as for a known one, down to the row that is written. */
const NOBODY = 'nobody'

/** Accounts, sign-in and sessions of one institution. */
export class Staff {
  private readonly rows: StaffRows
  private readonly passkeys: Passkeys
  private readonly parts: StaffParts
  private last: Promise<unknown> = Promise.resolve()
  private readonly nobody: Account

  private constructor(rows: StaffRows, parts: StaffParts, nobody: Account) {
    this.rows = rows
    this.parts = parts
    this.passkeys = new Passkeys(parts.random, parts.clock)
    this.nobody = nobody
  }

  /** Reads who is there. @throws what the store says */
  static async open(parts: StaffParts): Promise<Staff> {
    const { random, store, memory } = parts
    const password = await passwordHash(random, writtenCode(random, 20), memory)
    const nobody = { ...blank(NOBODY, NOBODY, [], random), password, totp: totpSecret(random) }
    return new Staff(await StaffRows.read(store), parts, nobody)
  }

  private get now(): number {
    return this.parts.clock.now()
  }

  /** One after the other. */
  private alone<T>(work: () => Promise<T>): Promise<T> {
    const done = this.last.then(work, work)
    // Whoever asked hears of a failure; the next one goes on.
    this.last = done.then(
      () => undefined,
      () => undefined,
    )
    return done
  }

  private known(id: string): Account {
    return this.rows.accounts.get(id) ?? fail('NOT_FOUND', { what: 'staff account' })
  }

  // ── What the operator does, with the node's own token ──────────────────────────────────────────────────────────────

  list(): readonly Account[] {
    return [...this.rows.accounts.values()].filter(({ id }) => id !== NOBODY).sort((a, b) => (a.id < b.id ? -1 : 1))
  }

  /** @returns how many of the account's sessions go on, and whether an invitation waits */
  standing({ id, turn }: Account): { readonly sessions: number; readonly invited: boolean } {
    const sessions = [...this.rows.sessions.values()].filter((s) => s.staff === id && s.turn === turn && this.lasts(s)).length
    const invited = [...this.rows.invitations.values()].some((i) => i.staff === id && i.until > this.now)
    return { sessions, invited }
  }

  /** @returns the account, and a code that lets one person choose how they sign in, once. @throws INPUT_INVALID */
  add(name: unknown, names: unknown): Promise<{ readonly account: Account; readonly invitation: string }> {
    const roles = rolesIn(names)
    if (typeof name !== 'string' || !/^[^\p{Cc}]{1,60}$/u.test(name.trim())) return refuse('INPUT_INVALID', 'name-form', { what: 'name' })
    return this.alone(async () => {
      const id = `s-${writtenCode(this.parts.random, 5).replace('-', '').toLowerCase()}`
      const account = blank(id, name.trim(), roles, this.parts.random)
      return this.invited(account)
    })
  }

  /** Other roles; whoever is signed in with the old ones signs in again. @throws NOT_FOUND, INPUT_INVALID */
  setRoles(id: string, names: unknown): Promise<Account> {
    const roles = rolesIn(names)
    return this.alone(async () => {
      const before = this.known(id)
      const account = { ...before, roles, turn: before.turn + 1 }
      await this.rows.write([['accounts', id, account], ...this.sessionsOf(id)])
      return account
    })
  }

  /** Takes away every way to sign in, ends every session, and invites anew. @throws NOT_FOUND */
  reset(id: string): Promise<{ readonly account: Account; readonly invitation: string }> {
    return this.alone(async () => {
      const { name, roles, turn } = this.known(id)
      return this.invited({ ...blank(id, name, roles, this.parts.random), turn: turn + 1 })
    })
  }

  /** @throws NOT_FOUND */
  remove(id: string): Promise<void> {
    return this.alone(async () => {
      this.known(id)
      await this.rows.write([['accounts', id, undefined], ...this.sessionsOf(id), ...this.invitationsOf(id)])
    })
  }

  private async invited(account: Account): Promise<{ account: Account; invitation: string }> {
    const { id } = account
    const code = writtenCode(this.parts.random, 20)
    const hash = hashOf(plainCode(code))
    const row: Invitation = { hash, staff: id, until: this.now + STAFF_LIMITS.invitation, totp: totpSecret(this.parts.random) }
    await this.rows.write([['accounts', id, account], ...this.sessionsOf(id), ...this.invitationsOf(id), ['invitations', hash, row]])
    return { account, invitation: code }
  }

  private sessionsOf(id: string, but?: string): ['sessions', string, undefined][] {
    const ended = [...this.rows.sessions.values()].filter((s) => s.staff === id && s.hash !== but)
    return ended.map((s) => ['sessions', s.hash, undefined])
  }
  private invitationsOf(id: string): ['invitations', string, undefined][] {
    return [...this.rows.invitations.values()].filter((i) => i.staff === id).map((i) => ['invitations', i.hash, undefined])
  }

  // ── Invitations ────────────────────────────────────────────────────────────────────────────────────────────────────

  /** @throws NOT_ALLOWED */
  private invitation(code: string): { readonly invitation: Invitation; readonly account: Account } {
    const invitation = this.rows.invitations.get(hashOf(plainCode(code)))
    const account = invitation && invitation.until > this.now ? this.rows.accounts.get(invitation.staff) : undefined
    return invitation && account ? { invitation, account } : refuse('NOT_ALLOWED', 'invitation-refused')
  }

  /** Shows whoever has the invitation the ways to choose from. It stays good. @throws NOT_ALLOWED */
  openInvitation(code: string, place: PagePlace): Readonly<Record<string, unknown>> {
    const { invitation, account } = this.invitation(code)
    const { id, name, roles } = account
    const { institution } = this.parts.settings
    const passkey = place.domain === undefined ? {} : { passkey: this.passkeys.creation(account, place, institution, invitation.hash) }
    const totp = { secret: invitation.totp, uri: totpUri(invitation.totp, institution, id) }
    return { id, name, roles, until: new Date(invitation.until).toISOString(), totp, ...passkey }
  }

  /**
   * @returns a session, and codes for the day when the authenticator is lost.
   * @throws NOT_ALLOWED, INPUT_INVALID; then the invitation stays good
   */
  async accept(
    code: string,
    factors: Factors,
    place: PagePlace,
  ): Promise<{ readonly cookie: string; readonly recovery: readonly string[] }> {
    const { invitation, account } = this.invitation(code)
    const chosen = await this.chosen(account, invitation, factors, place)
    return this.alone(async () => {
      // Somebody else may have been quicker with the same one.
      const { account: now } = this.invitation(code)
      const made = { ...now, ...chosen.factors }
      await this.rows.write([['accounts', made.id, made], ...this.invitationsOf(made.id)])
      this.noteOf(made, 'invitation accepted')
      return { cookie: await this.begin(made, 'way' in chosen ? chosen.way : ''), recovery: chosen.recovery }
    })
  }

  private async chosen({ id, name, passkeys }: Account, invitation: Invitation, factors: Factors, place: PagePlace) {
    if ('passkey' in factors) {
      const made = await this.passkeys.created(factors.passkey, place, invitation.hash)
      this.mustBeNew(made.id)
      return { factors: { passkeys: [...passkeys, made] }, recovery: [], way: 'passkey' }
    }
    checkPassword(factors.password, [id, name])
    const step = totpStep(invitation.totp, factors.code, this.now, 0)
    if (step === undefined) return refuse('NOT_ALLOWED', 'code-first')
    const { random, memory } = this.parts
    const password = await passwordHash(random, factors.password, memory)
    const recovery = Array.from({ length: STAFF_LIMITS.recoveryCodes }, () => writtenCode(random, 10))
    const hashes = recovery.map((each) => recoveryHash(id, each))
    return { factors: { password, totp: invitation.totp, step, recovery: hashes, tries: 0, closed: 0 }, recovery, way: 'password and code' }
  }

  private mustBeNew(id: string): void {
    if (this.list().some(({ passkeys }) => passkeys.some((each) => each.id === id))) refuse('NOT_ALLOWED', 'passkey-refused')
  }

  // ── Signing in ─────────────────────────────────────────────────────────────────────────────────────────────────────

  passkeyRequest(place: PagePlace): object {
    return this.passkeys.request(place)
  }

  /** @returns the value of the session's cookie @throws NOT_ALLOWED */
  async signInByPasskey(response: unknown, place: PagePlace): Promise<string> {
    const whose = (id: string) => {
      for (const account of this.list()) {
        const passkey = account.passkeys.find((each) => each.id === id)
        if (passkey) return { account, passkey }
      }
      return undefined
    }
    const { account, passkey, counter } = await this.passkeys.shown(response, place, whose)
    return this.alone(async () => {
      const now = this.rows.accounts.get(account.id)
      const kept = now?.passkeys.find(({ id }) => id === passkey.id)
      if (!now || !kept) return refuse('NOT_ALLOWED', 'passkey-refused')
      // WebAuthn §7.2, step 22: a passkey that counts and does not rise has a copy somewhere.
      if ((counter > 0 || kept.counter > 0) && counter <= kept.counter) {
        this.noteOf(now, 'passkey counts backwards')
        return refuse('NOT_ALLOWED', 'passkey-copied')
      }
      const used = { ...now, passkeys: now.passkeys.map((each) => (each.id === kept.id ? { ...each, counter } : each)) }
      await this.rows.write([['accounts', used.id, used]])
      return this.begin(used, 'passkey')
    })
  }

  /**
   * @param code of the authenticator, or one for the day when it is lost.
   * @returns the value of the session's cookie
   * @throws NOT_ALLOWED, BUSY
   */
  async signInByPassword(id: string, password: string, code: string): Promise<string> {
    const known = this.rows.accounts.get(id.trim().toLowerCase())
    const account = known?.password ? known : this.nobody
    // A try counts before it is judged: many at once are no more than many in a row.
    const open = await this.alone(() => this.tried(account))
    const fits = await passwordFits(account.password ?? NO_PASSWORD, password, this.parts.memory)
    return this.alone(async () => {
      const now = this.rows.accounts.get(account.id)
      const by = now ? this.byCode(now, code) : undefined
      if (!open || !fits || !now || !by || now.turn !== account.turn) return refuse('NOT_ALLOWED', 'sign-in-refused')
      const used = { ...now, ...by, tries: 0, closed: 0 }
      await this.rows.write([['accounts', used.id, used]])
      return this.begin(used, by.step === now.step ? 'password and recovery code' : 'password and code')
    })
  }

  /** @returns whether a password is looked at */
  private async tried(account: Account): Promise<boolean> {
    const now = this.rows.accounts.get(account.id) ?? account
    const open = this.now >= now.closed
    const tries = open ? now.tries + 1 : now.tries
    const over = tries - STAFF_LIMITS.tries
    const pause = Math.min(STAFF_LIMITS.longestClosed, STAFF_LIMITS.closed * 2 ** Math.min(over, 20))
    const closed = open && over >= 0 ? this.now + pause : now.closed
    await this.rows.write([['accounts', now.id, { ...now, tries, closed }]])
    if (open && over >= 0 && now.id !== NOBODY) this.noteOf(now, 'sign-in closed')
    return open
  }

  /** @returns what the account is after the code; undefined for a wrong one */
  private byCode({ id, totp, step, recovery }: Account, code: string): { step: number; recovery: readonly string[] } | undefined {
    const typed = code.replace(/\s/g, '')
    if (/^\d{6}$/.test(typed)) {
      const fits = totp ? totpStep(totp, typed, this.now, step) : undefined
      return fits === undefined ? undefined : { step: fits, recovery }
    }
    const hash = recoveryHash(id, code)
    return recovery.includes(hash) ? { step, recovery: recovery.filter((each) => each !== hash) } : undefined
  }

  /** Adds a passkey to the account of whoever signed in just now. @throws NOT_ALLOWED, INPUT_INVALID */
  passkeyOffer(present: Present, place: PagePlace): object {
    this.mustBeFresh(present)
    return this.passkeys.creation(present.account, place, this.parts.settings.institution, present.session.hash)
  }
  async addPasskey(present: Present, response: unknown, place: PagePlace): Promise<void> {
    this.mustBeFresh(present)
    const made: StaffPasskey = await this.passkeys.created(response, place, present.session.hash)
    await this.alone(async () => {
      this.mustBeNew(made.id)
      const account = this.known(present.account.id)
      const most = STAFF_LIMITS.passkeys
      if (account.passkeys.length >= most) refuse('INPUT_INVALID', 'too-many-keys', { what: 'passkey', most })
      await this.rows.write([['accounts', account.id, { ...account, passkeys: [...account.passkeys, made] }]])
      this.noteOf(account, 'passkey added')
    })
  }

  private mustBeFresh({ session }: Present): void {
    if (this.now - session.began > STAFF_LIMITS.fresh) refuse('NOT_ALLOWED', 'sign-in-again')
  }

  // ── Sessions ───────────────────────────────────────────────────────────────────────────────────────────────────────

  /** A session of its own, whatever cookie was there before. */
  private async begin(account: Account, way: string): Promise<string> {
    const cookie = Buffer.from(this.parts.random(32)).toString('base64url')
    const { now } = this
    const session: StaffSession = { hash: hashOf(cookie), staff: account.id, turn: account.turn, began: now, seen: now }
    const over = [...this.rows.sessions.values()].filter((s) => !this.lasts(s)).map((s) => s.hash)
    const own = [...this.rows.sessions.values()].filter((s) => s.staff === account.id).sort((a, b) => b.began - a.began)
    const ended = new Set([...over, ...own.slice(STAFF_LIMITS.sessions - 1).map((s) => s.hash)])
    await this.rows.write([
      ['sessions', session.hash, session],
      ...[...ended].map((hash): ['sessions', string, undefined] => ['sessions', hash, undefined]),
    ])
    this.noteOf(account, 'sign in', { way })
    return cookie
  }

  /** A session from the future is none: the clock was set back, and how old it is cannot be known. */
  private lasts({ began, seen }: StaffSession): boolean {
    const { now } = this
    const { idle, longest } = this.parts.settings
    return began <= now + MINUTE && now < began + longest && now < seen + idle
  }

  /** @returns undefined when nobody is signed in with it, or not any more */
  present(cookie: string | undefined): Present | undefined {
    const session = cookie === undefined ? undefined : this.rows.sessions.get(hashOf(cookie))
    const account = session && this.rows.accounts.get(session.staff)
    if (!session || !account || account.turn !== session.turn || !this.lasts(session)) return undefined
    const { idle, longest } = this.parts.settings
    return { account, session, ends: session.began + longest, idleEnds: session.seen + idle }
  }

  /** Somebody is at the page; a page that asks by itself is nobody. */
  seen(cookie: string | undefined): Promise<Present | undefined> {
    return this.alone(async () => {
      const present = this.present(cookie)
      if (!present) return undefined
      const session = { ...present.session, seen: this.now }
      await this.rows.write([['sessions', session.hash, session]])
      return this.present(cookie)
    })
  }

  /** @param everywhere every session of the account, else this one */
  signOut(cookie: string | undefined, everywhere: boolean): Promise<void> {
    return this.alone(async () => {
      const present = this.present(cookie)
      if (!present) return
      const { account, session } = present
      if (everywhere)
        await this.rows.write([['accounts', account.id, { ...account, turn: account.turn + 1 }], ...this.sessionsOf(account.id)])
      else await this.rows.write([['sessions', session.hash, undefined]])
      this.noteOf(account, everywhere ? 'sign out everywhere' : 'sign out')
    })
  }

  private noteOf({ id, roles }: Account, event: string, details: Readonly<Record<string, string>> = {}): void {
    this.parts.note(id, event, { role: roles.join('+'), ...details })
  }
}

const NO_PASSWORD = { salt: '00'.repeat(16), hash: '' }
const recoveryHash = (id: string, code: string): string => hashOf(`${id} ${plainCode(code)}`)

const blank = (id: string, name: string, roles: readonly StaffRole[], random: Draw): Account => ({
  ...{ id, name, roles, turn: 0, passkeys: [], step: 0, recovery: [], tries: 0, closed: 0 },
  handle: Buffer.from(random(32)).toString('base64url'),
})
