/** A treatment in which a test answers for the person. */
import type { Ask } from '@hdms/flows/engine/engine.ts'
import type { ConsentQuestion } from '@hdms/flows/treatment/dealing.ts'
import { requestTreatment } from '@hdms/flows/treatment/patient.ts'
import { importBundle } from '@hdms/node/personal/records.ts'
import { SAMPLE_BUNDLE } from '@hdms/sandbox/people/sample.ts'
import { fail, type HdmsError } from '@hdms/shared/errors.ts'
import { HOUR } from '@hdms/shared/time.ts'
import { expect } from 'vitest'
import { HOSPITAL, MockNetwork } from './mock-network.ts'

const desk = { code: 'C', name: 'N', birthDate: '1984-04-17', sex: 'female' as const }

/** A network in which nobody answers but the test, and the consent is asked for so many days. */
export class Answered extends MockNetwork {
  days = 30
  /** Why the treatment ended, where it failed. */
  readonly errors: string[] = []
  protected override decision(): undefined {
    return undefined
  }
  override tell(...[order, event, control, then]: Parameters<MockNetwork['tell']>): void {
    super.tell(order, event.kind === 'data-request' ? { ...event, days: this.days } : event, control, then)
  }
  get node(): NonNullable<MockNetwork['person']> {
    return this.person ?? fail('NOT_FOUND', { what: 'person' })
  }
  async until(done: () => boolean, ms: number = HOUR): Promise<void> {
    expect(await this.clock.runUntil(done, ms)).toBe(true)
  }
  /** The question that waits. */
  async asked(): Promise<Ask & { readonly terms: ConsentQuestion }> {
    await this.until(() => (this.person?.engine.openAsks().length ?? 0) > 0)
    return this.node.engine.openAsks()[0] as Ask & { readonly terms: ConsentQuestion }
  }
  async agree(): Promise<ConsentQuestion> {
    const { id, terms } = await this.asked()
    await this.run(this.node.engine.answer(id, { approved: true }))
    return terms
  }
  /** What reached the HIS. */
  get given(): Record<string, unknown>[] {
    return [...this.his.handedOver.values()].flat().map((text) => JSON.parse(text) as Record<string, unknown>)
  }
  over(): boolean {
    return this.node.engine.flows().every((f) => f.state !== 'running')
  }
  ending(): string | undefined {
    return this.node.engine.flows().find((f) => f.name === 'treatment.request')?.code
  }
  records(): string[] {
    return this.node.documents.list().flatMap((d) => (d.profile.startsWith('fhir-r4/') ? [d.verificationKey] : []))
  }
  erase(key: string): Promise<void> {
    return this.run(this.node.documents.erase(this.node.store, key))
  }
  async bring(text: string = SAMPLE_BUNDLE): Promise<string> {
    return (await this.run(importBundle(this.node.services, this.node.store, text, this.clock.now()))).verificationKey
  }
}

/** Begins one, and asks for consent for so many days. */
export async function begun(seed: number, days = 30): Promise<Answered> {
  const net = new Answered(seed)
  net.days = days
  await net.start()
  Object.assign(net.faults, { delay: 20 })
  void net.person?.engine
    .startFlow(requestTreatment, { hospital: HOSPITAL, desk, reason: 'sim' }, 'client')
    .then(({ result }) => result.catch((error: unknown) => net.errors.push(String((error as HdmsError).data['why'] ?? ''))))
  return net
}
