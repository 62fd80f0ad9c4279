/** Why what reads and writes bytes and numbers refuses: for each code its reasons, in English and Korean. */
import { type Refuse, refusing } from './reasons.ts'

const REASONS = {
  INPUT_INVALID: {
    'half-character': ['it has half of a character', '글자의 절반만 들어 있습니다'],
    'byte-count': ['{given} bytes instead of {needed}', '{needed}바이트여야 하는데 {given}바이트입니다'],
    'number-span': ['{given} is no whole number from 0 to {most}', '{given}은(는) 0에서 {most}까지의 정수가 아닙니다'],
    'whole-range': ['a whole number from {least} to {most}', '{least}에서 {most}까지의 정수여야 합니다'],
    'decimal-form': ['a decimal number, as 5.5', '5.5와 같은 십진수여야 합니다'],
  },
  WIRE_MALFORMED: {
    'not-utf8': ['not UTF-8', 'UTF-8이 아닙니다'],
    'not-hex': ['not hexadecimal', '16진수가 아닙니다'],
    'not-base64': ['not base64', 'base64가 아닙니다'],
    'ends-early': ['ends too early', '도중에 끝났습니다'],
    'number-above': ['a number above 2^53', '2^53보다 큰 수가 있습니다'],
    'list-ends-early': ['a list ends too early', '목록이 도중에 끝났습니다'],
    flag: ['a flag that is neither 0 nor 1', '0도 1도 아닌 표시값이 있습니다'],
    'bytes-after': ['bytes after the end', '끝난 뒤에 남는 바이트가 있습니다'],
    'not-digits': ['not of digits, or above 2^53', '숫자로만 되어 있지 않거나 2^53보다 큽니다'],
  },
} as const

/** The codes of these refusals, each with its reasons. */
export type FormReasons = typeof REASONS

/** @throws the code, with the id of the reason and what its words need */
export const refuse: Refuse<FormReasons> = refusing('form', REASONS)
