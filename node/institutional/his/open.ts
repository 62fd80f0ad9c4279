/** Chooses how the HIS is spoken to, from its address: `mllp://host:port` for HL7 v2, `http://…` for FHIR R4. */

import { fail } from '@hdms/shared/errors.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import type { HttpClient } from '@hdms/shared/ports/http.ts'
import type { NodeStore } from '@hdms/shared/ports/node-store.ts'
import type { Clock } from '@hdms/shared/time.ts'
import type { FastifyInstance } from 'fastify'
import { fhirAdapter } from './fhir.ts'
import { type HisAdapter, hl7Adapter } from './hl7v2.ts'
import type { HisInbound } from './inbound.ts'

export interface HisOptions {
  readonly clock: Clock
  readonly logger: Logger
  readonly http: HttpClient
  readonly inbound: HisInbound
  readonly facility: string
  readonly his: string
  /** Where the node listens for a HIS that speaks HL7 v2. */
  readonly listen: { readonly host: string; readonly port: number }
  readonly store: NodeStore
}

/** An adapter; one that takes the HIS's calls over HTTP adds its routes to the node's REST interface. */
export type OpenedHis = HisAdapter & { readonly routes?: (app: FastifyInstance) => void }

/** @throws CONFIG_INVALID */
export async function openHis(o: HisOptions): Promise<OpenedHis> {
  const url = URL.canParse(o.his)
    ? new URL(o.his)
    : fail('CONFIG_INVALID', { name: '--his', why: 'it must be mllp://host:port or http://host:port/path' })
  if (url.protocol === 'mllp:') return hl7Adapter({ ...o, host: url.hostname, port: Number(url.port) })
  if (url.protocol === 'http:' || url.protocol === 'https:')
    return fhirAdapter({ http: o.http, inbound: o.inbound, base: o.his.replace(/\/$/, '') })
  return fail('CONFIG_INVALID', { name: '--his', why: 'it must be mllp://host:port or http://host:port/path' })
}
