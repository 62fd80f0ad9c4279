/** CRC-32C (Castagnoli, RFC 3720 appendix B.4), eight bytes at a time: LevelDB's checksum, which Node does not have. */
type Table = Uint32Array
const [t0, t1, t2, t3, t4, t5, t6, t7] = tables()

function tables(): readonly [Table, Table, Table, Table, Table, Table, Table, Table] {
  const first = Uint32Array.from({ length: 256 }, (_, byte) => {
    let crc = byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1
    return crc
  })
  const after = (before: Table): Table => before.map((crc) => (first[crc & 255] as number) ^ (crc >>> 8))
  const [second, fifth] = [after(first), after(after(after(after(first))))]
  return [first, second, after(second), after(after(second)), fifth, after(fifth), after(after(fifth)), after(after(after(fifth)))]
}

export function crc32c(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let crc = 0xffffffff
  let at = 0
  for (; at + 8 <= bytes.length; at += 8) {
    const low = view.getUint32(at, true) ^ crc
    const high = view.getUint32(at + 4, true)
    crc =
      (t7[low & 255] as number) ^
      (t6[(low >>> 8) & 255] as number) ^
      (t5[(low >>> 16) & 255] as number) ^
      (t4[low >>> 24] as number) ^
      (t3[high & 255] as number) ^
      (t2[(high >>> 8) & 255] as number) ^
      (t1[(high >>> 16) & 255] as number) ^
      (t0[high >>> 24] as number)
  }
  for (; at < bytes.length; at++) crc = (t0[(crc ^ (bytes[at] as number)) & 255] as number) ^ (crc >>> 8)
  return ~crc >>> 0
}
