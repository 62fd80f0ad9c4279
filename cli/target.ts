/**
 * The node that a command asks: a personal one by its control socket, an institutional one by its REST address and
 * token.
 */
import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { basename, join } from 'node:path'
import type { Row } from '@hdms/platform/node/table.ts'
import { errorFromRefusal } from '@hdms/shared/refusal.ts'

export interface Target {
  readonly options: Readonly<Record<string, string>>
  readonly prefix: string
  readonly headers: Readonly<Record<string, string>>
}

export function targetOf(folder: string, url: string | undefined, ca?: string): Target {
  const token = read(join(folder, 'api-token'))
  if (token === undefined) return { options: { socketPath: join(folder, 'control.sock') }, prefix: '', headers: {} }
  const network = read(join(folder, '..', 'network.json'))
  const ports = network ? (JSON.parse(network) as { ports: Record<string, number> }).ports : {}
  const port = String(ports[basename(folder)] ?? ports['hospital'] ?? 7410)
  const { protocol, hostname, port: p } = new URL(url ?? `http://127.0.0.1:${port}`)
  return {
    options: { protocol, host: hostname, port: p, ...(ca ? { ca: readFileSync(ca, 'utf8') } : {}) },
    prefix: '/api',
    headers: { authorization: `Bearer ${token.trim()}` },
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

/** Asks it. @throws what it refuses; SERVICE_UNAVAILABLE */
export function call<T>(target: Target, method: string, path: string, body?: Row): Promise<T> {
  return new Promise((resolve, reject) => {
    const headers = { ...target.headers, ...(body ? { 'content-type': 'application/json' } : {}) }
    const send = target.options['protocol'] === 'https:' ? httpsRequest : request
    const r = send({ ...target.options, path: target.prefix + path, method, headers }, (reply) => {
      let out = ''
      reply.on('data', (chunk: Buffer) => {
        out += chunk.toString()
      })
      reply.on('end', () => {
        const json = (reply.headers['content-type'] ?? 'application/json').includes('json')
        const value = (json ? (out ? JSON.parse(out) : {}) : out.replaceAll('\r', '\n')) as T & { code?: string; data?: unknown }
        if ((reply.statusCode ?? 500) < 300) resolve(value)
        else reject(errorFromRefusal({ code: value.code ?? '', data: JSON.stringify(value.data ?? {}) }))
      })
    })
    r.on('error', () =>
      reject(errorFromRefusal({ code: 'SERVICE_UNAVAILABLE', data: '{"service":"node (is it running? is --node right?)"}' })),
    )
    r.end(body ? JSON.stringify(body) : undefined)
  })
}
