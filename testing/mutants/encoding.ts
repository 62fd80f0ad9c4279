/** What is written comes back as it was (T15), and text becomes a number in one form. */
import type { Mutant } from './mutant.ts'

const BYTES = 'shared/bytes.ts'
const DECIMAL = 'shared/decimal.ts'
const CODEC = 'shared/messages/strict-codec.ts'
const bytes = { file: BYTES, test: 'testing/unit/encoding.test.ts', only: 'binary form' }
const codec = { file: CODEC, test: 'testing/unit/encoding.test.ts', only: 'protobuf' }
const decimal = { file: DECIMAL, test: 'testing/unit/decimal.test.ts' }
const HOSTILE = 'testing/unit/hostile-input.test.ts'

export const mutants: readonly Mutant[] = [
  { ...{ name: 'T15 u8', ...bytes }, find: 'if ((value & U8) !== value) misfit(value, U8)', replace: '' },
  { ...{ name: 'T15 u16, so lists and short fields too', ...bytes }, find: 'if ((value & U16) !== value) misfit(value, U16)', replace: '' },
  { ...{ name: 'T15 u32', ...bytes }, find: 'if (value >>> 0 !== value) misfit(value, U32)', replace: '' },
  { ...{ name: 'T15 u64', ...bytes }, find: 'if (!Number.isSafeInteger(value) || value < 0)', replace: 'if (value < 0)' },
  {
    ...{ name: 'T15 raw bytes have their length', ...bytes },
    find: 'if (bytes.length !== length)\n      refuse(',
    replace: 'if (length < 0) refuse(',
  },
  {
    ...{ name: 'T15 half of a character is no text', ...bytes },
    find: 'if (/\\p{Cs}/u.test(text)) refuse(',
    replace: "if (text === '\\0') refuse(",
  },
  {
    ...{ name: 'T15 a count that cannot be true', ...bytes },
    find: 'if (length > this.remaining) refuse(',
    replace: 'if (length < 0) refuse(',
  },
  { ...{ name: 'T15 no number above 2^53 is read', ...bytes }, find: 'if (high >= 2 ** 21) refuse(', replace: 'if (high < 0) refuse(' },
  {
    ...{ name: 'T15 protobuf: uint32 is written whole', ...codec },
    find: 'return value >>> 0 === value ? super.uint32(value) : misfit(value)',
    replace: 'return super.uint32(value)',
  },
  {
    ...{ name: 'T15 protobuf: double is written whole', ...codec },
    find: 'return isWhole(value) ? super.double(value) : misfit(value)',
    replace: 'return super.double(value)',
  },
  {
    ...{ name: 'T15 protobuf: a time that is NaN is not read', ...codec },
    find: "return isWhole(value) ? value : malformed('not-whole')",
    replace: 'return value',
  },
  {
    ...{ name: 'T15 protobuf: no number above 2^32 is read as a small one', ...codec },
    find: "if (length > 5 || (length === 5 && (this.buf[from + 4] as number) > 15)) malformed('above-32')",
    replace: '',
  },
  {
    ...{
      name: 'T15 a notary signs over a nonce of 32 bytes',
      file: 'shared/notary/answer.ts',
      test: 'testing/unit/encoding.test.ts',
      only: 'nonce',
    },
    find: 'new Writer().raw(notary).raw(nonce).u64(time)',
    replace: 'new Writer().raw(notary).rest(nonce).u64(time)',
  },
  {
    ...{ name: 'C2 the end of a consent is a minute', file: 'flows/consent/contract.ts', test: 'testing/unit/consent-end.test.ts' },
    find: "wholeIn(text, 0, FOREVER) ?? refuse('end-no-minute')",
    replace: 'wholeIn(text, 0, FOREVER) ?? FOREVER',
  },
  { ...{ name: 'T15 a whole number has one form', ...decimal }, find: 'if (!WHOLE.test(text)) return undefined', replace: '' },
  {
    ...{ name: 'T15 a decimal is as JSON writes it', ...decimal },
    find: 'if (text.length > LONGEST || !DECIMAL.test(text))',
    replace: 'if (text.length > LONGEST)',
  },
  { ...{ name: 'T15 a decimal is finite', ...decimal }, find: 'return Number.isFinite(n) ? n : undefined', replace: 'return n' },
  {
    ...{ name: 'T15 a day is one of the calendar', ...decimal },
    find: 'date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? at : undefined',
    replace: 'date.getUTCFullYear() === year ? at : undefined',
  },
  {
    ...{ name: 'JSON holds a bounded number of values', file: 'shared/documents/json.ts', test: HOSTILE, only: 'JSON: values' },
    find: 'if (++this.values > this.most)',
    replace: 'if (++this.values < 0)',
  },
  {
    ...{ name: 'JSON nests a bounded depth', file: 'shared/documents/json.ts', test: HOSTILE, only: 'JSON: values' },
    find: 'if (depth > MAX_DEPTH)',
    replace: 'if (depth > 5_000)',
  },
  {
    ...{ name: 'C-CDA: a tag has a bounded length', file: 'health/markup.ts', test: HOSTILE, only: 'C-CDA: the length' },
    find: 'end - from > LONGEST_TAG',
    replace: 'end < from',
    explained: 'the end of a tag is looked for no further than that (endOf): this counts the tag’s name as well, two lines of one defence',
  },
  {
    ...{ name: 'markup: an end inside quotes is none', file: 'health/markup.ts', test: HOSTILE, only: 'told apart' },
    find: '} else if (char === \'"\' || char === "\'") quote = char',
    replace: "} else if (char === '\\0') quote = char",
  },
  {
    ...{ name: 'C-CDA nests a bounded depth', file: 'health/ccda/xml.ts', test: HOSTILE, only: 'C-CDA: the length' },
    find: '++depth > MOST_DEPTH',
    replace: '++depth > 10_000',
  },
]
