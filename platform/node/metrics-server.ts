/**
 * How a process is, for Prometheus and for whoever supervises it, on a port of its own that is reached from this machine alone, and not by pages
 * in its browsers.
 *
 *   GET /metrics   Prometheus text        GET /health   the process answers        GET /ready   it can do its work, or
 * 503 and what is missing
 */

import { bareServer } from './http-server.ts'
import { metricsText, missing, noted } from './metrics.ts'
import { refuse } from './reasons.ts'

/** @param port 0 for nowhere. @returns stops it */
export async function serveMetrics(port: number): Promise<() => Promise<void>> {
  if (port === 0) return async () => {}
  const app = bareServer({ bodyLimit: 1_024 })
  app.get('/metrics', async (_request, reply) => {
    const { type, text } = await metricsText()
    return reply.type(type).send(text)
  })
  app.get('/health', async () => ({ status: 'ok' }))
  app.get('/ready', async (_request, reply) => {
    const lacking = await missing()
    const ready = Object.keys(lacking).length === 0
    return ready ? { status: 'ready', ...noted() } : reply.code(503).send({ status: 'not ready', missing: lacking, ...noted() })
  })
  try {
    await app.listen({ port, host: '127.0.0.1' })
  } catch (error) {
    return refuse('CONFIG_INVALID', 'metrics-port', { name: 'metrics-port', port }, error)
  }
  return () => app.close()
}
