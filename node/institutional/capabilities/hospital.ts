/** What a hospital runs: treatments between people and its HIS, and what it holds of people's records. */
import type { FlowStatus } from '@hdms/flows/engine/status.ts'
import { erasure } from '@hdms/flows/erasure/capability.ts'
import { complyErasure } from '@hdms/flows/erasure/comply.ts'
import { treatment } from '@hdms/flows/treatment/capability.ts'
import { correctRecord } from '@hdms/flows/treatment/correction.ts'
import type { HisPort } from '@hdms/flows/treatment/his-port.ts'
import { type HospitalServices, respondTreatment } from '@hdms/flows/treatment/hospital.ts'
import { asHdmsError } from '@hdms/shared/errors.ts'
import { consentOfNode } from '../../capabilities/consent.ts'
import { type Host, type Metric, type NodeCapability, type Opened, running } from '../../core/capability.ts'
import type { Door } from '../../core/door.ts'
import { HisInbound } from '../his/inbound.ts'
import { HospitalHolder } from '../holder.ts'
import { OrderBook } from '../orders.ts'

/** How often results that no flow waited for are offered again, ms. */
const SWEEP = 5_000

export interface HospitalSettings<H extends HisPort> {
  /** Opens the way to the HIS. @returns what flows call, the door by which the HIS gets in, when it has one of its own, and what an operator watches of it */
  readonly his: (
    inbound: HisInbound,
    host: Host<HospitalServices>,
  ) => Promise<{ readonly port: H; readonly door?: Door; readonly metrics?: readonly Metric[] }>
  /** Whether the law makes this hospital keep medical records (docs/his.md). */
  readonly retains: boolean
  /** Its assigning authorities ({@link HisInbound}). */
  readonly domains?: readonly string[]
}
interface Given<H extends HisPort> {
  readonly his: H
  readonly orders: OrderBook
  readonly holder: HospitalHolder
  readonly inbound: HisInbound
}

/** Endings of a correction that leave nothing to be done. */
const ENDS: readonly string[] = ['REFUSED', 'NOT_FOUND']
const failedCorrections = (flows: readonly FlowStatus[]): number =>
  flows.filter((f) => f.name === correctRecord.name && f.state === 'failed' && !ENDS.includes(f.code ?? '')).length

const treatmentOfHospital = <H extends HisPort>(o: HospitalSettings<H>): NodeCapability<Given<H>, HospitalServices> => ({
  ...treatment,
  flows: [respondTreatment, correctRecord],
  async open(host: Host<HospitalServices>): Promise<Opened<Given<H>>> {
    const { clock, logger } = host
    const { store } = host.storage
    const orders = new OrderBook()
    await orders.load(store)
    const inbound = new HisInbound(() => host.node().engine, orders, store, { domains: o.domains ?? [] })
    await inbound.load()
    const { port, door, metrics = [] } = await o.his(inbound, host)
    const holder = new HospitalHolder({ orders, store, his: port, retains: o.retains, node: () => host.node() })
    return {
      services: { his: port, orders, holder, inbound },
      ...(door ? { doors: [door] } : {}),
      metrics: [
        ...metrics,
        {
          name: 'hdms_corrections_failed',
          about: 'Corrections that did not reach the person, neither refused by them nor of a record that they erased',
          value: () => failedCorrections(host.node().engine.flows()),
        },
      ],
      erase: (record) => holder.erase(record),
      begin() {
        let cancel: () => void = () => {}
        const sweep = (): void => {
          cancel = clock.after(SWEEP, () => {
            void inbound.sweep().catch((error: unknown) => logger.warn('results wait', { code: asHdmsError(error).code }))
            sweep()
          })
        }
        sweep()
        return () => cancel()
      },
    }
  },
})

export const hospitalCapabilities = <H extends HisPort>(
  o: HospitalSettings<H>,
): readonly [NodeCapability, NodeCapability, NodeCapability<Given<H>, HospitalServices>] => [
  consentOfNode,
  running(erasure, [complyErasure]),
  treatmentOfHospital(o),
]
