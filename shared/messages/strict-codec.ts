/**
 * protobufjs reads and writes every number: 2^32 + 5 becomes 5, 1.5 becomes 1, NaN stays, and a time that is NaN has never passed. Here a
 * number that does not fit its field is refused in both directions. Text that is not UTF-8 it refuses itself; text that UTF-8 cannot say is refused here.
 */

import protobuf from 'protobufjs/minimal.js'
import { exactUtf8 } from '../bytes.ts'
import { type RefuseAs, refusingAs } from '../reasons.ts'
import { type MessageReasons, refuse } from './reasons.ts'

const misfit = (value: number): never => refuse('INPUT_INVALID', 'does-not-fit', { what: 'a number to be sent', value })
const malformed: RefuseAs<MessageReasons, 'WIRE_MALFORMED', 'what'> = refusingAs(refuse, 'WIRE_MALFORMED', { what: 'message' })
/** `double` carries what is too large for `uint32`: whole numbers up to 2^53, such as times in milliseconds. */
const isWhole = (value: number): boolean => Number.isSafeInteger(value) && value >= 0

export class StrictWriter extends protobuf.Writer {
  override uint32(value: number): protobuf.Writer {
    return value >>> 0 === value ? super.uint32(value) : misfit(value)
  }
  override uint32s(values: number[]): protobuf.Writer {
    const odd = values.find((value) => value >>> 0 !== value)
    return odd === undefined ? super.uint32s(values) : misfit(odd)
  }
  override int32(value: number): protobuf.Writer {
    return (value | 0) === value ? super.int32(value) : misfit(value)
  }
  override sint32(value: number): protobuf.Writer {
    return (value | 0) === value ? super.sint32(value) : misfit(value)
  }
  override double(value: number): protobuf.Writer {
    return isWhole(value) ? super.double(value) : misfit(value)
  }
  override string(value: string): protobuf.Writer {
    return this.bytes(exactUtf8(value))
  }
}

export class StrictReader extends protobuf.Reader {
  override uint32(): number {
    const from = this.pos
    const value = super.uint32()
    const length = this.pos - from
    if (length > 5 || (length === 5 && (this.buf[from + 4] as number) > 15)) malformed('above-32')
    return value
  }
  override uint32s(into: number[] = []): number[] {
    const end = this.uint32() + this.pos
    if (end > this.len) malformed('ends-early')
    while (this.pos < end) into.push(this.uint32())
    if (this.pos !== end) malformed('beyond-list')
    return into
  }
  override double(): number {
    const value = super.double()
    return isWhole(value) ? value : malformed('not-whole')
  }
}
