/** What of a file was not taken, and why: one bad item never refuses the rest, and nothing is dropped without saying so. */
import { fail, HdmsError } from '@hdms/shared/errors.ts'

export interface LeftOut {
  /** Place of the first one in the file. */
  readonly path: string
  readonly why: string
  /** How many were left out for this reason. */
  readonly count: number
}

/** Counts by reason: a file of a million bad lines is a short report. */
export class LeftOuts {
  private readonly byReason = new Map<string, LeftOut>()

  add(path: string, why: string): void {
    const known = this.byReason.get(why)
    this.byReason.set(why, known ? { ...known, count: known.count + 1 } : { path, why, count: 1 })
  }

  list(): LeftOut[] {
    return [...this.byReason.values()]
  }

  /** Runs the reading of one item. What it refuses is noted; any other error goes on. */
  without(read: () => void): void {
    try {
      read()
    } catch (error) {
      if (!(error instanceof HdmsError) || error.code !== 'DOCUMENT_INVALID') throw error
      this.add(String(error.data['path']), String(error.data['why']))
    }
  }

  /** Nothing was left: the file is refused for the first reason. @throws DOCUMENT_INVALID */
  refuse(path: string, otherwise: string): never {
    const [first] = this.byReason.values()
    return fail('DOCUMENT_INVALID', first ? { path: first.path, why: first.why } : { path, why: otherwise })
  }
}
