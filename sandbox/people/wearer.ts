/** A person in the sandbox with a pair of simulated shoes: bound, worn, fetched, entered. */
import type { Scene } from '@hdms/device-sim/wear.ts'
import type { DecidedMinute } from '@hdms/flows/activity/book/rows.ts'
import { asHdmsError } from '@hdms/shared/errors.ts'
import { type NetworkFile, shoeAddresses } from '../network/launcher.ts'
import { call, Person } from './person.ts'

export interface DayLine {
  readonly date: string
  readonly steps: number
  readonly distance: number
  readonly moderate: number
  readonly vigorous: number
  readonly doubtful: number
  readonly units: number
  readonly entries: readonly { readonly tx: string; readonly claim?: { readonly minutes: readonly DecidedMinute[] } }[]
}
interface Indexed {
  readonly name: string
  readonly words: { readonly ko: string; readonly en: string }
}
export interface ActivityView {
  readonly days: readonly DayLine[]
  readonly unrecorded: readonly string[]
  readonly indices: readonly Indexed[]
}

export class Wearer {
  readonly who: string
  readonly node: Person
  /** Addresses of the two shoes. */
  readonly addresses: readonly string[]
  private readonly serials: readonly string[]
  private readonly bridge: { readonly base: string }
  private readonly pair: string

  private constructor(who: string, node: Person, pair: string, network: NetworkFile, serials: readonly string[]) {
    this.who = who
    this.node = node
    this.pair = pair
    this.serials = serials
    this.addresses = shoeAddresses(network.ports, pair)
    this.bridge = { base: `http://127.0.0.1:${network.ports.shoes}` }
  }

  /** A node of their own and new shoes. @param patientId as the hospital's desk registered them */
  static async create(network: NetworkFile, who: string, patientId: string): Promise<Wearer> {
    const node = await Person.create(network, patientId)
    const { pair } = await call<{ pair: string }>({ base: `http://127.0.0.1:${network.ports.shoes}` }, 'POST', '/pairs', {})
    const serials: string[] = []
    for (const address of shoeAddresses(network.ports, pair))
      serials.push((await node.post<{ serial: string }>('/shoes', { address })).serial)
    await node.post('/activity/about', { born: 1986, sex: 'female', height: 1.7, weight: 68 })
    return new Wearer(who, node, pair, network, serials)
  }

  /** Wears the shoes through scenes that end now. What a shoe records before it has an owner is nobody's. */
  async wear(scenes: readonly Scene[], seed: number): Promise<void> {
    await call(this.bridge, 'POST', `/pairs/${this.pair}/wear`, { scenes, seed })
  }

  /** @returns packets that the shoes had */
  async fetch(): Promise<number> {
    let packets = 0
    for (let more = true; more; ) {
      more = false
      for (const [i, address] of this.addresses.entries()) {
        const report = await this.node.post<{ packets: number; more: boolean }>('/shoes/sync', { serial: this.serials[i], address })
        packets += report.packets
        more ||= report.more
      }
    }
    return packets
  }

  view(): Promise<ActivityView> {
    return this.node.get<ActivityView>('/activity')
  }
  async balance(): Promise<number> {
    return (await this.node.get<{ balance: number }>('/wallet')).balance
  }

  /** Enters and claims all that is new. */
  async enter(): Promise<{ units: number; dates: readonly string[] }> {
    const dates = (await this.view()).days.map((d) => d.date).reverse()
    let units = 0
    for (const date of dates) {
      try {
        units += (await this.node.post<{ units: number }>('/activity/entries', { date })).units
      } catch (error) {
        // A day before midnight with less than a whole minute has nothing to enter.
        if (asHdmsError(error).code !== 'NOT_ALLOWED') throw error
      }
    }
    return { units, dates }
  }
}
