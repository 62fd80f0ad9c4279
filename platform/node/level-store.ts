/** NodeStore on LevelDB. A commit is one synced batch; commits that wait for the disk together share the sync. */

import { fail } from '@hdms/shared/errors.ts'
import type { Change, NodeStore } from '@hdms/shared/ports/node-store.ts'
import { ClassicLevel } from 'classic-level'

type Database = ClassicLevel<string, Uint8Array>

/** @throws STORE_FAILED when the folder cannot be opened (another process has it, the disk is full or broken) */
export async function openLevel(folder: string): Promise<Database> {
  const db = new ClassicLevel<string, Uint8Array>(folder, { keyEncoding: 'utf8', valueEncoding: 'view' })
  try {
    await db.open()
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    const locked = cause instanceof Error && 'code' in cause && cause.code === 'LEVEL_LOCKED'
    fail('STORE_FAILED', { why: locked ? 'another process has it open' : 'it cannot be opened' }, error)
  }
  return db
}

/** Writes with one fsync for all callers that arrived while the one before was on its way. */
export class GroupCommit {
  private waiting: { changes: readonly Change[]; done: () => void; failed: (e: unknown) => void }[] = []
  private running = false
  private readonly db: Database

  constructor(db: Database) {
    this.db = db
  }

  write(changes: readonly Change[]): Promise<void> {
    return new Promise((done, failed) => {
      this.waiting.push({ changes, done, failed })
      if (!this.running) void this.drain()
    })
  }

  private async drain(): Promise<void> {
    this.running = true
    while (this.waiting.length > 0) {
      const group = this.waiting
      this.waiting = []
      try {
        await this.db.batch(
          group.flatMap(({ changes }) =>
            changes.map(({ key, value }) => (value === null ? { type: 'del' as const, key } : { type: 'put' as const, key, value })),
          ),
          { sync: true },
        )
        for (const { done } of group) done()
      } catch (error) {
        for (const { failed } of group) failed(error)
      }
    }
    this.running = false
  }
}

/** Rows before and after all others, written by compaction alone. */
const ENDS: readonly string[] = ['\u0000', '\uffff\u0000']

export async function levelNodeStore(folder: string): Promise<NodeStore> {
  const db = await openLevel(folder)
  const commits = new GroupCommit(db)
  let broken = false
  return {
    get: (key) => db.get(key),
    range: async (from, to) => (await db.iterator({ gte: from, lt: to }).all()).filter(([key]) => !ENDS.includes(key)),
    async commit(changes) {
      if (broken) fail('STORE_FAILED', { why: 'an earlier write failed' })
      if (changes.length === 0) return
      try {
        await commits.write(changes)
      } catch (error) {
        broken = true
        fail('STORE_FAILED', { why: 'the write failed' }, error)
      }
    },
    /**
     * LevelDB's delete alone leaves the bytes in its files, and a compaction only moves a file that overlaps no other. Rows at both
     * ends make every file overlap, so that it is really rewritten.
     */
    async compact() {
      for (let round = 0; round < 2; round++) {
        await commits.write(ENDS.map((key) => ({ key, value: Uint8Array.of(round) })))
        await db.compactRange('\u0000', '\uffff\uffff')
      }
    },
    close: () => db.close(),
  }
}
