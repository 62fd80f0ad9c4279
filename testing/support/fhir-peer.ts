/** HAPI FHIR in a process of its own (testing/peers/fhir): a judge and a client that nobody here wrote. Needs a JDK and Maven. */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface, type Interface } from 'node:readline'
import { classpath } from './java.ts'

const folder = join(import.meta.dirname, '../peers/fhir')

export interface Finding {
  readonly severity: string
  readonly where: string
  readonly what: string
}

export class FhirPeer {
  private readonly child: ChildProcess
  private readonly lines: AsyncIterator<string>
  private readonly reader: Interface

  private constructor(child: ChildProcess) {
    this.child = child
    this.reader = createInterface({ input: child.stdout as NodeJS.ReadableStream })
    this.lines = this.reader[Symbol.asyncIterator]()
  }

  /** @param profiles folders of StructureDefinitions that resources may claim */
  static async start(profiles: readonly string[]): Promise<FhirPeer> {
    const there = profiles.filter((path) => existsSync(path))
    const args = ['-XX:TieredStopAtLevel=1', '-cp', classpath(folder), join(folder, 'Peer.java'), ...there]
    const peer = new FhirPeer(spawn('java', args, { stdio: ['pipe', 'pipe', 'ignore'] }))
    if ((await peer.line()) !== 'READY') throw new Error('the FHIR peer did not start')
    return peer
  }

  private async line(): Promise<string> {
    const { value, done } = await this.lines.next()
    if (done) throw new Error('the FHIR peer has ended')
    return value
  }

  /** One question at a time. */
  async ask<T>(question: object): Promise<T> {
    this.child.stdin?.write(`${JSON.stringify(question)}\n`)
    return JSON.parse(await this.line()) as T
  }

  /** What is an error to HAPI's validator in a resource, each with its place. */
  async errorsIn(resource: string): Promise<string[]> {
    const { issues } = await this.ask<{ issues: readonly Finding[] }>({ op: 'validate', resource })
    return issues.filter(({ severity }) => severity === 'error' || severity === 'fatal').map(({ where, what }) => `${where}: ${what}`)
  }

  stop(): void {
    this.reader.close()
    this.child.kill()
  }
}
