/**
 * Limits of every HTTP server of HDMS (docs/security.md lists them); those of one route stand in its openapi.json as
 * `x-limits`.
 */
import { readFileSync } from 'node:fs'
import { digits } from '@hdms/shared/decimal.ts'

export { addressOf } from '@hdms/shared/network/address.ts'

type LimitName =
  | 'headerBytes'
  | 'headers'
  | 'bodyGrace'
  | 'bodyRate'
  | 'request'
  | 'stalled'
  | 'idle'
  | 'requestsPerConnection'
  | 'connections'
  | 'shareOfAddress'
  | 'incomplete'
  | 'backlog'
  | 'bodies'
  | 'largeBody'
  | 'bodyTurn'
  | 'depth'

export const LIMITS: Readonly<Record<LimitName, number>> = {
  /** Bytes of all headers of a request. */
  headerBytes: 16 << 10,
  /** ms from a connection (under TLS: its handshake included) to the end of a request's headers. */
  headers: 10_000,
  /** ms after which a body must have come at `bodyRate` on average. */
  bodyGrace: 10_000,
  /** Bytes a second: slower than any line that a phone has, faster than who holds a connection for its own sake. */
  bodyRate: 16 << 10,
  /** ms for a whole request to come in. */
  request: 300_000,
  /** ms that an answer may wait for its reader without progress. */
  stalled: 30_000,
  /** ms that a connection is kept between two requests. */
  idle: 30_000,
  requestsPerConnection: 10_000,
  /** Connections of one server, when the process may open twice as many files. */
  connections: 12_000,
  /** Of these, those of one address: the rest stays free for others. */
  shareOfAddress: 0.75,
  /**
   * Connections that wait to be taken: of fewer a flood makes others' be dropped, who try again a second later; all of
   * them are taken in one turn, which more would make long.
   */
  backlog: 1_024,
  /** Requests that have not come in whole. */
  incomplete: 1_024,
  /** Bytes of large bodies without a credential that are in memory at once. */
  bodies: 96 << 20,
  /** Bytes from which a body is a large one. */
  largeBody: 64 << 10,
  /** ms that a large body waits for its turn. */
  bodyTurn: 20_000,
  /** Levels of JSON. */
  depth: 64,
}

/** Half of the files that the process may have open: the disk needs the others. */
export function mostConnections(): number {
  try {
    const most = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1]
    return most ? Math.max(64, Math.min(LIMITS.connections, Math.floor(digits(most) / 2))) : LIMITS.connections
  } catch {
    return LIMITS.connections
  }
}
