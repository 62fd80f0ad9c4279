/** Chooses how the HIS is spoken to, from its address: `mllp://host:port` (or `mllps://`, under TLS) for HL7 v2, `http://…` for FHIR R4. */

import type { Logger } from '@hdms/shared/logging.ts'
import type { HttpClient } from '@hdms/shared/ports/http.ts'
import type { NodeStore } from '@hdms/shared/ports/node-store.ts'
import type { Clock } from '@hdms/shared/time.ts'
import { refuse } from '../reasons.ts'
import { fhirAdapter } from './fhir.ts'
import { type Ccda, type Habits, type HisAdapter, hl7Adapter, mllpAddress } from './hl7/adapter.ts'
import type { MllpTls } from './hl7/mllp.ts'
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
  /** For mllps: certificates of this side and who certifies the HIS. */
  readonly tls: MllpTls | undefined
  readonly habits: Habits
  readonly ccda: Ccda | undefined
  readonly answered?: (type: string, code: string) => void
  readonly unmatched?: (type: string) => void
  readonly unmatchedDays?: number
  readonly store: NodeStore
}

/** @throws CONFIG_INVALID */
export async function openHis(o: HisOptions): Promise<HisAdapter> {
  const wrong = (): never => refuse('CONFIG_INVALID', 'his-address-form', { name: 'his' })
  const url = URL.canParse(o.his) ? new URL(o.his) : wrong()
  if (url.protocol === 'mllp:' || url.protocol === 'mllps:') {
    const { secure, ...to } = mllpAddress(url)
    const tls = secure ? { tls: o.tls ?? {} } : {}
    return hl7Adapter({ ...o, to: { ...to, ...tls }, listen: { ...o.listen, ...(o.tls?.cert ? { tls: o.tls } : {}) } })
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') wrong()
  const named = (orderId: string, patientId: string) => o.inbound.namedIn(orderId, patientId)
  return fhirAdapter({ http: o.http, base: o.his.replace(/\/$/, ''), ccda: o.ccda, named })
}
