/**
 * What a process counts, and what it needs to do its work. Labels are routes, types, codes: nothing of a person, no name, no address.
 * Served by metrics-server.ts.
 */
import { asHdmsError } from '@hdms/shared/errors.ts'
import type { FastifyInstance } from 'fastify'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

const registry = new Registry()
collectDefaultMetrics({ register: registry })

/** Seconds: from a tenth of a millisecond to ten seconds. */
const BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]
const requests = new Histogram({
  name: 'hdms_http_request_seconds',
  help: 'HTTP requests by route and status',
  labelNames: ['method', 'route', 'status'],
  buckets: BUCKETS,
  registers: [registry],
})

/** Observes every request of a server, by the route it took. */
export function observe(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    requests.observe({ method: request.method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1000)
  })
}

/** @returns counts one more of these labels */
export function counter<const L extends string>(name: string, help: string, labelNames: readonly L[]): (labels: Record<L, string>) => void {
  const made = new Counter<L>({ name, help, labelNames: [...labelNames], registers: [registry] })
  return (labels) => made.inc(labels)
}

/** Something that is looked up when it is asked for. */
export function gauge(name: string, help: string, read: () => number | Promise<number>): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    async collect() {
      this.set(await read())
    },
  })
}

/** The same for several values of one label. */
export function gauges<const L extends string>(name: string, help: string, label: L, read: () => Readonly<Record<string, number>>): void {
  new Gauge<L>({
    name,
    help,
    labelNames: [label],
    registers: [registry],
    collect() {
      this.reset()
      for (const [value, number] of Object.entries(read())) this.set({ [label]: value } as Record<L, string>, number)
    },
  })
}

const checks = new Map<string, () => void | Promise<void>>()

/** Something without which the process cannot do its work: throws while it is missing. */
export function needs(what: string, check: () => void | Promise<void>): void {
  checks.set(what, check)
}

const told = new Map<string, () => number>()
/** Says a number in /ready that does not make the process unready. */
export function notes(what: string, value: () => number): void {
  told.set(what, value)
}
export const noted = (): Record<string, number> => Object.fromEntries([...told].map(([what, value]) => [what, value()]))

/** @returns what is missing, each with the code that says why */
export async function missing(): Promise<Record<string, string>> {
  const found = await Promise.all(
    [...checks].map(async ([what, check]) => {
      try {
        await check()
        return undefined
      } catch (error) {
        return [what, asHdmsError(error).code] as const
      }
    }),
  )
  return Object.fromEntries(found.filter((entry) => entry !== undefined))
}

/** Prometheus text of everything that is counted. */
export const metricsText = async (): Promise<{ readonly type: string; readonly text: string }> => ({
  type: registry.contentType,
  text: await registry.metrics(),
})
