/**
 * Chromium with nothing attached that a person's browser would not have: what drives a browser for tests watches its network and its
 * pages, and takes part of a limited processor doing so. Here one command loads the page and one question is asked a second.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ARGS, CHROMIUM } from '@hdms/sandbox/people/browser-person.ts'

interface Answer {
  readonly id?: number
  readonly result?: { readonly result?: { readonly value?: unknown } }
}

export class BareChromium {
  private readonly child: ChildProcess
  private readonly tools: WebSocket
  private calls = 0

  private constructor(child: ChildProcess, tools: WebSocket) {
    this.child = child
    this.tools = tools
  }

  /** As an emulated phone, on an empty page. */
  static async start(profile: string): Promise<BareChromium> {
    const mark = join(profile, 'DevToolsActivePort')
    rmSync(mark, { force: true })
    const size = ['--window-size=360,740', '--force-device-scale-factor=2', '--lang=ko-KR']
    const flags = ['--headless', ...ARGS, ...size, '--remote-debugging-port=0', `--user-data-dir=${profile}`]
    const child = spawn(CHROMIUM, [...flags, 'about:blank'], { stdio: 'ignore' })
    while (!existsSync(mark) || !readFileSync(mark, 'utf8').includes('\n')) await new Promise((resolve) => setTimeout(resolve, 50))
    const [port] = readFileSync(mark, 'utf8').split('\n')
    const targets = (await (await fetch(`http://127.0.0.1:${port}/json`)).json()) as { type: string; webSocketDebuggerUrl: string }[]
    const page = targets.find((t) => t.type === 'page')
    if (!page) throw new Error('Chromium has no page')
    const tools = new WebSocket(page.webSocketDebuggerUrl)
    await new Promise((resolve) => tools.addEventListener('open', resolve, { once: true }))
    return new BareChromium(child, tools)
  }

  private call(method: string, params: object): Promise<Answer> {
    const id = ++this.calls
    this.tools.send(JSON.stringify({ id, method, params }))
    return new Promise((resolve) => {
      const listen = ({ data }: MessageEvent): void => {
        const answer = JSON.parse(String(data)) as Answer
        if (answer.id !== id) return
        this.tools.removeEventListener('message', listen)
        resolve(answer)
      }
      this.tools.addEventListener('message', listen)
    })
  }

  /** Loads an address, `script` first, and waits until `value` is there. */
  async load(address: string, script: string, value: string): Promise<unknown> {
    await this.call('Page.enable', {})
    await this.call('Page.addScriptToEvaluateOnNewDocument', { source: script })
    await this.call('Page.navigate', { url: address })
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, 1_000))
      const { result } = await this.call('Runtime.evaluate', { expression: value, returnByValue: true })
      if (result?.result?.value !== undefined) return result.result.value
    }
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve))
    // It is not answered.
    void this.call('Browser.close', {})
    await ended
  }
}
