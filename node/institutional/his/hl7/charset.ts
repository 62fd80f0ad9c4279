/**
 * Character sets of messages (MSH-18, HL7 table 0211). Korean systems send EUC-KR (KS X 1001, mostly its superset CP949), often without saying so
 * in MSH-18; then valid UTF-8 is read as that and anything else as what the configuration says.
 */
import { fail } from '@hdms/shared/errors.ts'
import iconv from 'iconv-lite'

/** Its types describe a namespace, its module is the functions. */
const { decode, encode } = iconv as unknown as { decode(bytes: Buffer, set: string): string; encode(text: string, set: string): Buffer }

/** Sets that are read and written, by the names that senders use. */
const SETS: Readonly<Record<string, string>> = {
  ASCII: 'utf-8',
  'UNICODE UTF-8': 'utf-8',
  'UTF-8': 'utf-8',
  UTF8: 'utf-8',
  UNICODE: 'utf-8',
  'KS X 1001': 'cp949',
  KSX1001: 'cp949',
  'KS C 5601': 'cp949',
  'EUC-KR': 'cp949',
  EUCKR: 'cp949',
  CP949: 'cp949',
  MS949: 'cp949',
  '8859/1': 'latin1',
  'ISO IR100': 'latin1',
  '8859/15': 'iso-8859-15',
  'UNICODE UTF-16': 'utf-16',
  'UTF-16': 'utf-16',
}

export interface Decoded {
  readonly text: string
  /** MSH-18 as the sender wrote it; empty when it said nothing. */
  readonly named: string
  /** What it was read as, for the reply. */
  readonly set: string
}

/**
 * The text of a message, without byte order mark and with one kind of line end.
 * @param otherwise name of the set that is taken for bytes that are no UTF-8, when the message names none
 * @throws HIS_PROTOCOL for a set that is not known, or bytes that are none of it
 */
export function decodeMessage(bytes: Uint8Array, otherwise: string): Decoded {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  if ((bytes[0] === 0xfe && bytes[1] === 0xff) || (bytes[0] === 0xff && bytes[1] === 0xfe))
    return { text: lines(decode(buffer, 'utf-16')), named: '', set: 'utf-16' }
  // Header and delimiters are ASCII in every set that is known here.
  const named = field18(buffer.subarray(0, 2_000).toString('latin1'))
  const known = named === '' ? undefined : SETS[named.toUpperCase()]
  if (named !== '' && !known) return fail('HIS_PROTOCOL', { why: `the character set ${named.slice(0, 30)} (MSH-18) is not known` })
  // ASCII is what senders write by habit: what is more than that is looked at like a message that names nothing.
  const sure = known !== undefined && !/^ASCII$/i.test(named)
  if (!sure || known === 'utf-8') {
    const text = utf8(buffer)
    if (text !== undefined) return { text: lines(text), named, set: 'utf-8' }
    if (sure) return fail('HIS_PROTOCOL', { why: 'it is not UTF-8 as MSH-18 says' })
  }
  const set = sure ? known : (SETS[otherwise.toUpperCase()] ?? otherwise)
  const text = decode(buffer, set)
  if (text.includes('\ufffd'))
    return fail('HIS_PROTOCOL', { why: `its characters are not ${sure ? named : otherwise}; say the set in MSH-18` })
  return { text: lines(text), named, set }
}

export const encodeMessage = (text: string, set: string): Uint8Array => new Uint8Array(encode(text, set))

function utf8(buffer: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(buffer)
  } catch {
    return undefined
  }
}

/** Segments end with a carriage return; senders also write line feeds, both, or several. */
const lines = (text: string): string =>
  text
    .replace(/^\ufeff/, '')
    .replace(/[\r\n]+/g, '\r')
    .replace(/^\r|\r$/g, '')

function field18(text: string): string {
  const header = /MSH(.)([^\r\n]*)/.exec(text)
  const separator = header?.[1] ?? '|'
  const repetition = header?.[2]?.[1] ?? '~'
  return (header?.[2]?.split(separator)[16]?.split(repetition)[0] ?? '').trim()
}
