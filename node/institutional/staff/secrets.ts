/**
 * Secrets that people of an institution know or hold: passwords, codes of an authenticator, codes for the day when that
 * is lost.
 */
import { argon2, createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { hex, utf8 } from '@hdms/shared/bytes.ts'
import { toBig } from '@hdms/shared/decimal.ts'
import { refuse } from './reasons.ts'

/** Draws bytes. */
export type Draw = (length: number) => Uint8Array

/** SHA-256, hex: for secrets that are drawn, which need no stretching. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

const same = (a: string, b: string): boolean => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))

// ── Passwords ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** A password as it is kept. */
export interface PasswordHash {
  /** 16 bytes, hex. */
  readonly salt: string
  /** Argon2id, 64 MiB and two passes (ADR 6), 32 bytes, hex. */
  readonly hash: string
}

/** Typed on another keyboard, the same letters may come composed or not (RFC 8265 §4.2.1). */
const prepared = (password: string): string => password.normalize('NFC')

/** Passwords that are hashed at once, and that wait for it: each takes 64 MiB, and anybody can ask for one. */
const [AT_ONCE, WAITING] = [2, 64]
let running = 0
const waiting: (() => void)[] = []

async function taken<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) {
    if (waiting.length >= WAITING) refuse('BUSY', 'many-sign-ins', { service: 'sign-in', seconds: 10 })
    await new Promise<void>((resolve) => waiting.push(resolve))
  } else running++
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}

/** Memory of Argon2id, KiB. Less of it is for tests alone. */
export const MEMORY = 65_536

const stretched = (password: string, salt: string, memory: number): Promise<string> =>
  taken(async () => {
    const o = {
      message: utf8(prepared(password)),
      nonce: Buffer.from(salt, 'hex'),
      parallelism: 1,
      tagLength: 32,
      memory,
      passes: 2,
    }
    return hex(new Uint8Array(await promisify(argon2)('argon2id', o)))
  })

/** Hashes a password under a salt of its own. @throws BUSY */
export async function passwordHash(random: Draw, password: string, memory: number = MEMORY): Promise<PasswordHash> {
  const salt = hex(random(16))
  return { salt, hash: await stretched(password, salt, memory) }
}

/** Takes as long whatever is wrong. */
export const passwordFits = async (kept: PasswordHash, password: string, memory: number = MEMORY): Promise<boolean> =>
  same(kept.hash, await stretched(password.slice(0, 1024), kept.salt, memory))

/**
 * NIST SP 800-63B-4 §3.1.1: length decides, no rules of composition; what an attacker tries first is refused.
 * @throws INPUT_INVALID
 */
export function checkPassword(password: string, about: readonly string[]): void {
  const what = 'password'
  const { length } = [...password]
  if (length < 12) refuse('INPUT_INVALID', 'password-short', { what })
  if (length > 256) refuse('INPUT_INVALID', 'password-long', { what })
  const low = prepared(password).toLowerCase()
  const contains = about.some((word) => word.length > 3 && low.includes(word.toLowerCase()))
  if (contains || new Set(low).size < 6) refuse('INPUT_INVALID', 'password-plain', { what })
}

// ── Codes of an authenticator (RFC 6238, as every authenticator app has it: SHA-1, six digits, 30 seconds) ───────────

const STEP = 30_000
const RFC4648 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

function base32(bytes: Uint8Array, letters: string): string {
  let [out, held, bits] = ['', 0, 0]
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    for (; bits >= 5; bits -= 5) out += letters[(held >> (bits - 5)) & 31]
    held &= 0xff
  }
  return out
}

function unbase32(text: string): Uint8Array {
  const out: number[] = []
  let [held, bits] = [0, 0]
  for (const letter of text) {
    held = ((held << 5) | RFC4648.indexOf(letter)) & 0xffff
    bits += 5
    if (bits >= 8) {
      bits -= 8
      out.push((held >> bits) & 0xff)
    }
  }
  return Uint8Array.from(out)
}

/** 20 bytes, as RFC 4226 §4 asks for; in base 32. */
export const totpSecret = (random: Draw): string => base32(random(20), RFC4648)

/** The link, or picture, that an authenticator app reads. @param label of the account in its list */
export const totpUri = (secret: string, issuer: string, label: string): string =>
  `otpauth://totp/${encodeURIComponent(`${issuer}:${label}`)}?secret=${secret}&issuer=${encodeURIComponent(issuer)}`

/** Steps of 30 s since 1970. @param now ms */
export const stepAt = (now: number): number => Math.floor(now / STEP)

/** @param step of 30 s since 1970 */
export function totpAt(secret: string, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(toBig(step))
  const mac = createHmac('sha1', unbase32(secret)).update(counter).digest()
  const at = (mac.at(-1) ?? 0) & 15
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

/**
 * @param after step of the last code that was taken: no code is taken twice, and none from before it
 * @returns the step of the code; undefined for a wrong one
 */
export function totpStep(secret: string, code: string, now: number, after: number): number | undefined {
  const step = stepAt(now)
  // A step before and after, for clocks that differ (RFC 6238 §5.2). All three are looked at, whichever it is.
  const fits = [step - 1, step, step + 1].filter((each) => same(totpAt(secret, each), code))
  return fits.find((each) => each > after)
}

// ── Codes that are written once ──────────────────────────────────────────────────────────────────────────────────────

/** Without letters that are read as digits (Crockford). */
const READABLE = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** @param bytes of chance, five make eight letters @returns in groups of four */
export const writtenCode = (random: Draw, bytes: number): string => (base32(random(bytes), READABLE).match(/.{1,4}/g) ?? []).join('-')

/** As it was written, however it is typed. */
export const plainCode = (typed: string): string =>
  typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1').slice(0, 64)
