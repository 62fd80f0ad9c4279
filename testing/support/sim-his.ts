/** The hospital's HIS in the mock network. */
import type { HisEvent, HisPort, Revocation } from '@hdms/flows/treatment/his-port.ts'
import { assess } from '@hdms/sandbox/his/clinic.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { SeededRandom } from './random.ts'

/** What it needs of the network around it. */
interface Surroundings {
  readonly random: SeededRandom
  readonly faults: { readonly loss: number }
  tell(orderId: string, event: HisEvent, control: string, then?: () => void): void
}

/** A HIS that decides, asks, and writes a result from what it is given; every call of the node counts once. */
export class SimHis implements HisPort {
  readonly submitted: Set<string> = new Set()
  readonly handedOver: Map<string, readonly string[]> = new Map()
  readonly closed: string[] = []
  /** Withdrawals and erasures that it was told of, each once. */
  readonly revoked: Map<string, Revocation> = new Map()
  /** FHIR resources that every result holds beside its report. */
  also: readonly object[] = []
  private readonly told = new Set<string>()
  private readonly net: Surroundings

  constructor(net: Surroundings) {
    this.net = net
  }
  open(_orderId: string, control: string): boolean {
    return !this.told.has(control)
  }
  /** @returns whether it is the first time: what follows is said once, in order, as a HIS's outbox would */
  done(control: string): boolean {
    const first = !this.told.has(control)
    this.told.add(control)
    return first
  }
  private async reach(): Promise<void> {
    if (this.net.random.chance(this.net.faults.loss)) fail('SERVICE_UNAVAILABLE', { service: 'HIS' })
  }
  async submit({ orderId }: { orderId: string }, deduplicationId: string): Promise<void> {
    await this.reach()
    if (this.submitted.has(deduplicationId)) return
    this.submitted.add(deduplicationId)
    const decision = { kind: 'decision' as const, approved: true, reason: '', patientId: `P-${orderId}` }
    const request = { kind: 'data-request' as const, items: ['Condition', 'Observation'], purpose: 'treatment', days: 30 }
    this.net.tell(orderId, decision, `${orderId}-1`, () => this.net.tell(orderId, request, `${orderId}-2`))
    await this.reach()
  }
  async handOver(orderId: string, _patientId: string, resources: readonly string[], deduplicationId: string): Promise<void> {
    await this.reach()
    if (this.handedOver.has(deduplicationId)) return
    this.handedOver.set(deduplicationId, resources)
    const { conclusion } = assess(
      resources.map((r) => JSON.parse(r) as Record<string, unknown>),
      'simulation',
    )
    const report = { resourceType: 'DiagnosticReport', id: `r-${orderId}`, status: 'final', code: { text: 'Report' }, conclusion }
    this.net.tell(
      orderId,
      { kind: 'result', resources: [report, ...this.also].map((r) => JSON.stringify(r)), summary: conclusion },
      `${orderId}-3`,
    )
    await this.reach()
  }
  async revoke(notice: Revocation, deduplicationId: string): Promise<void> {
    await this.reach()
    this.revoked.set(deduplicationId, notice)
    await this.reach()
  }
  async close(_orderId: string, _patientId: string, reason: string): Promise<void> {
    this.closed.push(reason)
  }
}
