/** What both processes of this folder begin with: identity, map, the service that counts. */
import { join } from 'node:path'
import { AnswerTokensClient } from '@hdms/doorman/client/answer-tokens.ts'
import { type Applicant, type Member, type MemberSettings, openMember } from '@hdms/doorman/member/process.ts'
import { MapClient } from '@hdms/network-map/client/map-client.ts'
import { CALLING, KEEPING, LISTENING, MEMBER } from '@hdms/platform/node/config.ts'
import { levelNodeStore } from '@hdms/platform/node/level-store.ts'
import { MIRRORED, serviceStore } from '@hdms/platform/node/service-store.ts'
import { asHdmsError } from '@hdms/shared/errors.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import { signNodeInfo } from '@hdms/shared/network/node-info.ts'
import type { NodeStore } from '@hdms/shared/ports/node-store.ts'
import { systemClock as clock, delay } from '@hdms/shared/time.ts'
import { Counting } from './counting.ts'

const OWN = {
  queue: { type: 'url', about: 'Base URL of the message queue.', required: true },
  name: { type: 'name', about: 'X.500 name of the service.', required: true },
} as const
export const COUNTING: typeof KEEPING & typeof MIRRORED & typeof MEMBER & typeof CALLING & typeof OWN & typeof LISTENING = {
  ...KEEPING,
  ...MIRRORED,
  ...MEMBER,
  ...CALLING,
  ...OWN,
  ...LISTENING,
}

interface Settings extends MemberSettings {
  readonly mirror: string | undefined
  readonly name: string
  readonly 'network-map': string
}

export interface Service extends Pick<Member, 'crypto' | 'http' | 'keys' | 'trust'> {
  readonly map: MapClient
  readonly store: NodeStore
  readonly tokens: AnswerTokensClient
  readonly counting: Counting
  /** Lists itself in the map, and keeps what it knows of the network fresh. @returns stops that */
  announce(rest: string): Promise<() => Promise<void>>
}

const REFRESH = 5_000

export async function openService(o: Settings, logger: Logger, role: 0 | 1, who: Applicant): Promise<Service> {
  const { crypto, http, keys, trust, doorman } = await openMember(o, who)
  const [store, beside] = [await serviceStore(o), await levelNodeStore(join(o.data, 'map'))]
  const map = new MapClient({ crypto, http, url: o['network-map'], rules: () => trust.rules(), logger, store: beside })
  await map.start()
  const tokens = new AnswerTokensClient(doorman, crypto, clock, { seed: keys.seed, chain: keys.chain })
  const counting = new Counting({
    ...{ crypto, clock, store, role, seed: keys.seed, sealingSecret: keys.sealingSecret },
    institution: (name) => map.node(name).identityKey,
    spend: (query, token, name) => tokens.spend(query, token, name),
  })
  const refresh = (): Promise<unknown> =>
    Promise.all([trust.refresh(), map.refresh()]).catch((e: unknown) => logger.warn('refresh', { code: asHdmsError(e).code }))
  const announce = async (rest: string): Promise<() => Promise<void>> => {
    const none = { multiaddrs: [], notary: '', platformVersion: 1, transport: new Uint8Array(0) }
    const info = {
      ...none,
      logProof: keys.logProof,
      name: keys.name,
      serial: clock.now(),
      chain: keys.chain,
      sealingKey: keys.sealingKey,
      rest,
    }
    const signed = await signNodeInfo(crypto, keys.seed, info)
    for (;;) {
      try {
        await map.publish(signed)
        break
      } catch (error) {
        logger.warn('network map', { code: asHdmsError(error).code })
        await delay(clock, 1_000)
      }
    }
    const timer = setInterval(() => void refresh(), REFRESH)
    return async () => {
      clearInterval(timer)
      await Promise.all([store.close(), beside.close()])
    }
  }
  return { crypto, http, keys, trust, map, store, tokens, counting, announce }
}
