/**
 * Character sets of messages (MSH-18, HL7 table 0211). Korean systems send EUC-KR (KS X 1001, mostly its superset CP949), often without saying so
 * in MSH-18; then valid UTF-8 is read as that and anything else as what the configuration says. A set that the bytes plainly are not is not
 * believed, since whatever was read by it would be other words.
 */

import { hex, utf8 } from '@hdms/shared/bytes.ts'
import iconv from 'iconv-lite'
import { refuse } from '../../reasons.ts'
import { utf8In } from './text.ts'

/** Its types describe a namespace, its module is the functions. */
const { decode, encode } = iconv as unknown as { decode(bytes: Buffer, set: string): string; encode(text: string, set: string): Buffer }

/** Sets by the names that senders use, without what they put between letters and digits: `ISO-8859-1`, `ISO IR 100`, `8859/1`. */
const SETS: Readonly<Record<string, string>> = {
  ASCII: 'utf-8',
  USASCII: 'utf-8',
  ISOIR6: 'utf-8',
  ISOIR192: 'utf-8',
  UNICODEUTF8: 'utf-8',
  UTF8: 'utf-8',
  UNICODE: 'utf-8',
  ISO10646: 'utf-8',
  KSX1001: 'cp949',
  KSC5601: 'cp949',
  ISOIR149: 'cp949',
  EUCKR: 'cp949',
  CP949: 'cp949',
  MS949: 'cp949',
  UHC: 'cp949',
  WINDOWS949: 'cp949',
  GB18030: 'gb18030',
  GB180302000: 'gb18030',
  GBK: 'gb18030',
  GB2312: 'gb18030',
  ISOIR58: 'gb18030',
  BIG5: 'big5',
  SHIFTJIS: 'shift_jis',
  SJIS: 'shift_jis',
  MS932: 'shift_jis',
  EUCJP: 'euc-jp',
  LATIN1: 'iso-8859-1',
  CP1252: 'windows-1252',
  TIS620: 'iso-8859-11',
  ISOIR166: 'iso-8859-11',
  KOI8R: 'koi8-r',
  UNICODEUTF16: 'utf-16',
  UTF16: 'utf-16',
  UTF16LE: 'utf-16le',
  UTF16BE: 'utf-16be',
  UNICODEUTF32: 'utf-32',
  UTF32: 'utf-32',
}
/** Register numbers (ISO 2375) of the parts of ISO 8859, beginning with part 1. */
const REGISTERED = [100, 101, 109, 110, 144, 127, 126, 138, 148, 157, 166, 0, 179, 199, 203, 226]

/** A name as iconv has it; undefined when no set of the name is known. */
function setOf(name: string): string | undefined {
  const plain = name
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .replace(/^ISO2022IR/, 'ISOIR')
  if (Object.hasOwn(SETS, plain)) return SETS[plain]
  const ir = /^ISOIR(\d+)$/.exec(plain)?.[1]
  const iso = ir === undefined ? /^(?:ISO)?8859(\d{1,2})$/.exec(plain)?.[1] : String(REGISTERED.findIndex((n) => String(n) === ir) + 1)
  if (iso !== undefined && /^(?:[1-9]|1[01345])$|^16$/.test(iso)) return `iso-8859-${iso}`
  const windows = /^(?:WINDOWS|CP)(125[0-8])$/.exec(plain)?.[1]
  return windows === undefined ? undefined : `windows-${windows}`
}

export interface Decoded {
  readonly text: string
  /** MSH-18 as the sender wrote it; empty when it said nothing. */
  readonly named: string
  /** What it was read as, for the reply. */
  readonly set: string
}

/**
 * The text of a message, without byte order mark, with one kind of line end and with `\` as its escape character; bytes that it escapes are in
 * UTF-8.
 * @param otherwise name of the set that is taken for bytes that are no UTF-8, when the message names none
 * @throws HIS_PROTOCOL for a set that is not known, or bytes that are none of it
 */
export function decodeMessage(bytes: Uint8Array, otherwise: string): Decoded {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const wide = wideIn(bytes)
  if (wide !== undefined) return decoded(wholeText(buffer, wide), '', wide)
  // Header and delimiters are ASCII in every set that is known here.
  const named = field18(buffer.subarray(0, 2_000).toString('latin1'))
  const known = named === '' ? undefined : (setOf(named) ?? unknownSet(named))
  // ASCII is what senders write by habit, and what begins with letters of one byte is no UTF-16: both are looked at like a message that names nothing.
  const sure = known !== undefined && !/^(US-?)?ASCII$/i.test(named) && !known.startsWith('utf-16') && !known.startsWith('utf-32')
  const text = utf8In(buffer)
  if (text !== undefined && (!sure || known === 'utf-8' || plainly(text, known)))
    return decoded(/\\[CM]2/.test(text) ? byDesignation(buffer, 'utf-8') : text, named, 'utf-8')
  if (sure && known === 'utf-8') return refuse('HIS_PROTOCOL', 'not-utf8')
  const set = sure ? known : (setOf(otherwise) ?? otherwise)
  const read = byDesignation(buffer, set)
  if (read.includes('\ufffd') || /\p{Surrogate}/u.test(read))
    return refuse('HIS_PROTOCOL', 'other-characters', { set: sure ? named : otherwise })
  if (sure && set.startsWith('iso-8859-') && pairs(buffer)) return refuse('HIS_PROTOCOL', 'two-bytes', { set: named })
  return decoded(read, named, set)
}

/** The header of a message whose characters cannot be read: who sent it, and under what control id, is ASCII in most of them. */
export function headerIn(bytes: Uint8Array): string | undefined {
  const [header = ''] = Buffer.from(bytes.subarray(0, 2_000))
    .toString('latin1')
    .split(/[\r\n]/)
  return /^MSH[^\w\s]/.test(header) ? header.replace(/[^ -~]/g, '?') : undefined
}

export const encodeMessage = (text: string, set: string): Uint8Array => new Uint8Array(encode(text, set))

const unknownSet = (named: string): never => refuse('HIS_PROTOCOL', 'set-unknown', { set: named.slice(0, 30) })

/** UTF-16 by its byte order mark, or by how MSH looks in it. */
function wideIn([a, b, c, d]: Uint8Array): string | undefined {
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'utf-32le' : 'utf-16le'
  if (a === 0 && b === 0 && c === 0 && d === 0x4d) return 'utf-32be'
  if (a === 0 && b === 0x4d && c === 0 && d === 0x53) return 'utf-16be'
  return a === 0x4d && b === 0 ? (c === 0 ? 'utf-32le' : 'utf-16le') : undefined
}

function wholeText(buffer: Buffer, set: string): string {
  const text = decode(buffer, set)
  // Half a character at the end, or half of a pair, is of a message that was cut.
  const cut = buffer.length % (set.startsWith('utf-16') ? 2 : 4) !== 0
  return cut || text.includes('\ufffd') || /\p{Surrogate}/u.test(text)
    ? refuse('HIS_PROTOCOL', 'characters-cut', { set: set.toUpperCase() })
    : text
}

/**
 * Valid UTF-8 of characters of three bytes is none of another set: in one of two bytes a letter it would take rare characters in a row that fit
 * three times. In a set of one byte any two bytes would be two signs such as `Ã©`.
 */
const plainly = (text: string, set: string): boolean =>
  /^(iso-8859|windows|koi8)/.test(set) ? /[\u0080-\uffff]/.test(text) : /[\u0800-\uffff]/.test(text)

/** Sets that escapes switch to for the rest of a field (`\C2D41\`, `\M242943\`, §2.7.3): what ISO 2022 writes after ESC, for sets of eight bits. */
const DESIGNATED: Readonly<Record<string, string>> = {
  C2842: '',
  C2D41: 'iso-8859-1',
  C2D42: 'iso-8859-2',
  C2D43: 'iso-8859-3',
  C2D44: 'iso-8859-4',
  C2D4C: 'iso-8859-5',
  C2D47: 'iso-8859-6',
  C2D46: 'iso-8859-7',
  C2D48: 'iso-8859-8',
  C2D4D: 'iso-8859-9',
  M242943: 'cp949',
  M242941: 'gb18030',
}
const SWITCH = /\\([CM][0-9A-F]{4,6})\\([^\\|^&~\r\n]*)/g

/** Bytes of a set, with those of others where they are switched to; an escape that is not known stays, and changes nothing. */
function byDesignation(buffer: Buffer, set: string): string {
  const bytes = buffer.toString('latin1')
  let text = ''
  let from = 0
  for (const { 0: whole, 1: name = '', 2: run = '', index } of bytes.matchAll(SWITCH)) {
    const other = Object.hasOwn(DESIGNATED, name) ? DESIGNATED[name] : undefined
    if (other === undefined) continue
    text += decode(buffer.subarray(from, index), set) + decode(Buffer.from(run, 'latin1'), other || set)
    from = index + whole.length
  }
  return text + decode(buffer.subarray(from), set)
}

/** Whether letters above ASCII come by even numbers only, and often more than two together: as in EUC-KR, in no language of ISO 8859 with Latin letters. */
function pairs(buffer: Buffer): boolean {
  const runs = buffer.toString('latin1').match(/[\u0080-\u00ff]+/g) ?? []
  return runs.every(({ length }) => length % 2 === 0) && runs.some(({ length }) => length >= 4) && HANGUL.test(decode(buffer, 'cp949'))
}
const HANGUL = /[\uac00-\ud7a3]{2}/

function decoded(text: string, named: string, set: string): Decoded {
  return { text: escapes(lines(text), set), named, set }
}

/** Segments end with a carriage return; senders also write line feeds, both, or several. */
const lines = (text: string): string =>
  text
    .replace(/^\ufeff/, '')
    .replace(/[\r\n]+/g, '\r')
    .replace(/^\r|\r$/g, '')

/** Escape characters other than `\` (MSH-2), and escaped bytes of the message's set, as the rest of the program knows them. */
function escapes(text: string, set: string): string {
  const mark = text[6] ?? '\\'
  const usual = text.startsWith('MSH') && !['\\', '&', text[3], text[7]].includes(mark) ? withBackslash(text, mark) : text
  if (set === 'utf-8' || !/\\[Xx]/.test(usual)) return usual
  return usual.replace(/\\[Xx]((?:[0-9A-Fa-f]{2})+)\\/g, (whole, digits: string) => {
    const bytes = Buffer.from(digits, 'hex')
    // In sets of several bytes a character, single bytes are control characters.
    const text = set.startsWith('utf-') && bytes.length === 1 ? utf8In(bytes) : decode(bytes, set)
    return text === undefined || text.includes('\ufffd') ? whole : `\\X${hex(utf8(text)).toUpperCase()}\\`
  })
}

function withBackslash(text: string, mark: string): string {
  const [head, rest] = [text.slice(0, 8), text.slice(8)]
  const body = rest.replace(/./gs, (c) => (c === '\\' ? '\\E\\' : c === mark ? '\\' : c))
  return `${head.slice(0, 6)}\\${head.slice(7)}${body}`
}

/** MSH-18 in its first repetition. */
function field18(text: string): string {
  const header = /MSH(.)([^\r\n]*)/.exec(text)
  const separator = header?.[1] ?? '|'
  const repetition = header?.[2]?.[1] ?? '~'
  const named = (header?.[2]?.split(separator)[16]?.split(repetition)[0] ?? '').trim()
  return named === '""' ? '' : named
}
