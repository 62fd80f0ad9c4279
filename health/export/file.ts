/** Files of an export, of text or of bytes, held as the bytes that they are: a text in memory takes its room twice while it is put together. */
import { concat, utf8 } from '@hdms/shared/bytes.ts'

export interface ExportFile {
  /** Path inside the export. */
  readonly name: string
  /** Empty for a file of bytes. */
  readonly text: string
  readonly bytes?: Uint8Array
  /** What stands in it, one after another; a character lies in one of them whole. */
  readonly blocks?: readonly Uint8Array[]
}

export const blocksOf = ({ text, bytes, blocks }: ExportFile): readonly Uint8Array[] => blocks ?? [bytes ?? utf8(text)]
/** What stands in a file. */
export const contentOf = (file: ExportFile): Uint8Array => concat(...blocksOf(file))

/** A byte order mark that stands in a text belongs to it. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
export const textOf = (block: Uint8Array): string => decoder.decode(block)

const BLOCK = 1 << 16
const encoder = new TextEncoder()

/** Takes a file piece by piece. */
export class Portions {
  private readonly blocks: Uint8Array[] = []
  private room = new Uint8Array(BLOCK)
  private used = 0

  text(text: string): void {
    for (let rest = text; rest !== ''; ) {
      // Whole characters only: what does not fit goes to the next block.
      const { read, written } = encoder.encodeInto(rest, this.room.subarray(this.used))
      this.used += written
      if (read === rest.length) return
      rest = rest.slice(read)
      this.close()
    }
  }
  private close(): void {
    if (this.used > 0) this.blocks.push(this.used === BLOCK ? this.room : this.room.slice(0, this.used))
    this.room = new Uint8Array(BLOCK)
    this.used = 0
  }
  /** Bytes that are not changed any more. */
  bytes(bytes: Uint8Array): void {
    this.blocks.push(bytes)
  }

  /** Nothing is added after. */
  textFile(name: string): ExportFile {
    this.close()
    const { blocks } = this
    return {
      name,
      blocks,
      // Made when it is asked for, and held by whoever asks.
      get text() {
        return blocks.map(textOf).join('')
      },
    }
  }
  bytesFile(name: string): ExportFile {
    return { name, text: '', bytes: concat(...this.blocks) }
  }
}

export function textFile(name: string, text: string): ExportFile {
  const portions = new Portions()
  portions.text(text)
  return portions.textFile(name)
}
