/**
 * The services and institutions that trading needs in the sandbox, and a review board whose members approve for the
 * demo.
 */
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fromHex, hex } from '@hdms/shared/bytes.ts'
import { publicKeyOf } from '@hdms/shared/crypto/derived-key.ts'
import type { Ports } from './ports.ts'
import type { Service } from './processes.ts'
import { FOR_PAGES, koreanName } from './services.ts'

export const SEARCH = 'CN=Data Search,O=HDMS,C=KR'
export const COUNTER = 'O=Hanbit Statistics Office,L=Sejong,C=KR'
export const INSTITUTE = 'O=Onsaem Research Institute,L=Daejeon,C=KR'
export const JUDGES = [
  'O=Judge of Sales One,L=Seoul,C=KR',
  'O=Judge of Sales Two,L=Busan,C=KR',
  'O=Judge of Sales Three,L=Jeju,C=KR',
] as const
export const BOARD = 'Sandbox Review Board'
export const TRADING_NAMES: readonly string[] = [SEARCH, COUNTER, INSTITUTE, ...JUDGES]

export interface Parts {
  readonly ports: Ports
  readonly folder: string
  /** Of the notary that dealings with the institute use. */
  readonly notary: string
  readonly issuer: string
}

interface Member {
  readonly name: string
  readonly seed: string
  readonly external: boolean
}
/** The members of the board with their keys; in a real network each has their own. */
export function boardMembers(folder: string): Member[] {
  const file = join(folder, 'review-board-members.json')
  if (!existsSync(file)) {
    const names = ['physician', 'statistician', 'ethicist', 'patient advocate', 'lawyer']
    const members = names.map((name, i) => ({ name, seed: randomBytes(32).toString('hex'), external: i >= 3 }))
    writeFileSync(file, JSON.stringify(members, null, 2), { mode: 0o600 })
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Member[]
}

/** What the network publishes for trading, as flags. */
export function tradingParameters(folder: string): string[] {
  const boards = join(folder, 'review-boards.json')
  const members = boardMembers(folder).map(({ seed, external }) => ({ key: hex(publicKeyOf(fromHex(seed))), external }))
  writeFileSync(boards, JSON.stringify([{ name: BOARD, members }], null, 2))
  const counters = [SEARCH, COUNTER].flatMap((name) => ['--counter', name])
  return ['--search', SEARCH, ...counters, ...JUDGES.flatMap((name) => ['--judge', name]), '--boards', boards]
}

const url = (port: number): string => `http://127.0.0.1:${port}`

export function tradingServices({ ports, folder, notary, issuer }: Parts, common: readonly string[]): Service[] {
  const approved = join(folder, 'approved-institutions.json')
  if (!existsSync(approved)) writeFileSync(approved, JSON.stringify([INSTITUTE], null, 2))
  const queue = ['--queue', url(ports.queue)]
  const service = (name: string, main: string, x500: string, port: number, what: string, more: readonly string[] = []): Service => ({
    name,
    main,
    args: ['--data', join(folder, name), ...common, ...queue, '--name', x500, '--port', String(port), ...FOR_PAGES, ...more],
    what,
    address: url(port),
  })
  // People's phones are woken at most once in a while; here nobody waits that long.
  const quick = ['--approved', approved, '--pace', '300', '--count-for', '6000']
  const judges = [ports.judge1, ports.judge2, ports.judge3]
  return [
    service('search', 'data-search/server/main.ts', SEARCH, ports.search, 'data search, and the first count', quick),
    service('counter', 'data-search/server/counter-main.ts', COUNTER, ports.counter, 'the second count'),
    service('research', 'node/main/research.ts', INSTITUTE, ports.research, `node of ${INSTITUTE}`, [
      '--notary',
      notary,
      '--issuer',
      issuer,
      ...koreanName(INSTITUTE),
    ]),
    ...JUDGES.map((name, i) => service(`judge${i + 1}`, 'node/main/judge.ts', name, judges[i] as number, 'judge of sales')),
  ]
}
