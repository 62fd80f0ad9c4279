/** HAPI HL7v2 in a process of its own (testing/peers/hl7/Receiver.java): it parses and acknowledges, and keeps nothing. Needs a JDK and Maven. */
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { classpath } from './java.ts'

const folder = join(import.meta.dirname, '../peers/hl7')

export class Hl7Receiver {
  readonly port: number
  private readonly child: ChildProcess
  private readonly lines: AsyncIterator<string>

  private constructor(child: ChildProcess, lines: AsyncIterator<string>, port: number) {
    this.child = child
    this.lines = lines
    this.port = port
  }

  static async start(): Promise<Hl7Receiver> {
    const child = spawn('java', ['-cp', classpath(folder), join(folder, 'Receiver.java')], { stdio: ['pipe', 'pipe', 'ignore'] })
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
    const { value, done } = await lines.next()
    if (done) throw new Error("HAPI's receiver did not start")
    return new Hl7Receiver(child, lines, Number(value))
  }

  /** Seconds of processor that it has used. */
  async cpu(): Promise<number> {
    this.child.stdin?.write('\n')
    return Number((await this.lines.next()).value)
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve))
    this.child.stdin?.end()
    await ended
  }
}
