/**
 * Some of the people of the bench `crowd`, in a process of their own: stores on a real disk, encrypted as a node's are; real search, real one-time
 * names, real sealed key lists. Arguments: folder, people, first number, with or without answer tokens.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Random } from '@hdms/device-sim/random.ts'
import { FactIndex } from '@hdms/flows/trading/fact-index.ts'
import { toBuyer } from '@hdms/flows/trading/wire.ts'
import { Catalogue } from '@hdms/health/codes/catalogue.ts'
import { factsOf } from '@hdms/health/codes/facts.ts'
import { QueueClient } from '@hdms/message-queue/client/queue-client.ts'
import { openStorage } from '@hdms/node/core/storage.ts'
import { nodeDisk } from '@hdms/node/main/compose.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { fromHex, hex } from '@hdms/shared/bytes.ts'
import { blindToken, evaluateToken, tokenKey, unblindToken } from '@hdms/shared/crypto/answer-token.ts'
import { XWING } from '@hdms/shared/crypto/hpke.ts'
import { sealEnvelope } from '@hdms/shared/envelope/envelope.ts'
import { signOneTimeInfo } from '@hdms/shared/network/node-info.ts'
import { fetchClient } from '@hdms/shared/ports/fetch-client.ts'
import type { Change, NodeStore } from '@hdms/shared/ports/node-store.ts'
import { decodeAnnouncement } from '@hdms/shared/queries/announcement.ts'
import { checkSigned } from '@hdms/shared/queries/order.ts'
import { systemClock as clock, minuteOf } from '@hdms/shared/time.ts'
import { visit } from './query.ts'

const [folder = '', people = '0', first = '0'] = process.argv.slice(2)
const DOCUMENTS = 200
const crypto = nativeCrypto()
mkdirSync(folder, { recursive: true })
const secrets = { get: async () => undefined, put: async () => {}, getOrCreate: async (_: string, n: number) => crypto.random(n) }
const { store } = await openStorage(crypto, await nodeDisk(join(folder, 'disk')), secrets, crypto.random(32))

/** Of one person, as a node of their own would see it. */
const storeOf = (person: number): NodeStore => {
  const prefix = `p${person}/`
  return {
    ...store,
    range: async (from, to) =>
      (await store.range(prefix + from, prefix + to)).map(([key, bytes]) => [key.slice(prefix.length), bytes] as const),
    commit: (changes) => store.commit(changes.map((c) => ({ ...c, key: prefix + c.key }) as Change)),
  }
}

// Records of two thousand visits, dealt out: what a person's node has written when it read its documents.
const [random, catalogue] = [new Random(Number(first) + 1), new Catalogue()]
const rows: Uint8Array[] = []
const pool = new FactIndex()
for (let i = 0; i < 2_000; i++) {
  const changes: Change[] = []
  pool.add(changes, hex(crypto.random(32)), { source: 'hospital', facts: visit(random, catalogue).flatMap(factsOf), about: undefined })
  rows.push(changes[0]?.value as Uint8Array)
}
for (let person = 0; person < Number(people); person++) {
  const changes: Change[] = []
  for (let d = 0; d < DOCUMENTS; d++)
    changes.push({ key: `ix/${hex(crypto.random(32))}`, value: rows[Math.floor(random.next() * rows.length)] as Uint8Array })
  await storeOf(person).commit(changes)
}
process.send?.({ ready: true })

interface Go {
  readonly announcement: string
  readonly institution: { readonly key: string; readonly sealingKey: string }
  readonly queue: string
  /** Seed of the doorman's token keys: with it, each person's token is made here too. */
  readonly tokens: string
}
const member = { seed: crypto.random(32), chain: [] }

process.on('message', (go: Go) => {
  void (async () => {
    const http = fetchClient()
    const queue = new QueueClient({ crypto, clock, http, url: go.queue, member })
    let answered = 0
    const heard = Buffer.from(go.announcement, 'base64')
    const ask = async (person: number): Promise<void> => {
      const a = decodeAnnouncement(heard)
      const { query: q } = a.order
      await checkSigned(crypto, a.order, fromHex(go.institution.key), minuteOf(clock.now()))
      const blinded = go.tokens ? blindToken(crypto.random) : undefined
      const token = blinded
        ? unblindToken(blinded, evaluateToken(tokenKey(fromHex(go.tokens), a.id), blinded.blinded, crypto.random), a.tokenKey)
        : { nonce: crypto.random(32), output: crypto.random(64) }
      const index = new FactIndex()
      await index.load(storeOf(person))
      const sets = index.match(q, new Date().getUTCFullYear(), () => true)
      if (!sets) return
      const [seed, secret, id] = [crypto.random(32), crypto.random(32), crypto.random(16)]
      const sealingKey = await XWING.publicKey(crypto, secret)
      const nodeInfo = await signOneTimeInfo(crypto, seed, { sealingKey, serial: clock.now(), mailbox: { queue: go.queue, id } })
      await queue.admit(a.id, token, seed, id)
      const shown = sets.map(({ criterion, count, from, until, coverage, mix }) => ({
        criterion,
        count,
        from,
        until,
        coverage,
        hospital: mix.hospital,
      }))
      const payload = toBuyer.encode({ keyList: { query: q.id, sets: shown, padding: new Uint8Array(1_000) } })
      const message = { session: crypto.random(16), counter: 0, payload }
      const envelope = await sealEnvelope(crypto, { seed, nodeInfo }, fromHex(go.institution.sealingKey), message)
      await queue.answer(a.answers, seed, envelope, 3_600)
      answered++
    }
    // A few at once, so that the disk and the queue are never waited for alone.
    let next = 0
    const work = async (): Promise<void> => {
      for (let person = next++; person < Number(people); person = next++) await ask(person)
    }
    await Promise.all([work(), work(), work(), work()])
    process.send?.({ done: true, answered })
  })()
})
