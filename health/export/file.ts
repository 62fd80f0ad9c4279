/** A file of an export, of text or of bytes. */
import { utf8 } from '@hdms/shared/bytes.ts'

export interface ExportFile {
  /** Path inside the export. */
  readonly name: string
  /** Empty for a file of bytes. */
  readonly text: string
  readonly bytes?: Uint8Array
}

/** What stands in a file. */
export const contentOf = ({ text, bytes }: ExportFile): Uint8Array => bytes ?? utf8(text)
