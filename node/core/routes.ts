/**
 * A node's interface to its owner as a table of routes, JSON in and out, apart from what carries it: Fastify on a server, a control
 * socket, messages between a page and its worker.
 */

import { fail } from '@hdms/shared/errors.ts'
import { refuse } from './reasons.ts'

export interface RouteCall {
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly body: unknown
}
/** A reply whose JSON is written in portions, which need not stand in memory together. */
export class JsonPortions {
  readonly portions: Iterable<string>
  constructor(portions: Iterable<string>) {
    this.portions = portions
  }
}
export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** Segments, of which `:name` stands for one of any content. */
  readonly path: string
  handle(call: RouteCall): Promise<unknown>
}

/** Finds and calls the route of a request. @throws NOT_FOUND and what the route refuses */
export type Router = (method: string, target: string, body?: unknown) => Promise<unknown>

export function router(routes: readonly Route[]): Router {
  const compiled = routes.map((route) => ({ route, segments: route.path.split('/') }))
  return async (method, target, body) => {
    const url = new URL(target, 'http://node')
    const given = url.pathname.split('/')
    for (const { route, segments } of compiled) {
      if (route.method !== method || segments.length !== given.length) continue
      const params: Record<string, string> = {}
      const fits = segments.every((segment, i) => {
        if (!segment.startsWith(':')) return segment === given[i]
        params[segment.slice(1)] = decodeURIComponent(given[i] as string)
        return true
      })
      if (fits) return route.handle({ params, query: Object.fromEntries(url.searchParams), body })
    }
    return fail('NOT_FOUND', { what: 'function of the node' })
  }
}

// ── What bodies must hold ────────────────────────────────────────────────────────────────────────────────────────────

/** @throws INPUT_INVALID */
export function objectOf(value: unknown, what: string): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : refuse('INPUT_INVALID', 'send-object', { what })
}

/** A text field. @param limit in UTF-16 units @throws INPUT_INVALID */
export function textOf(value: unknown, what: string, limit: number): string {
  if (typeof value !== 'string' || value.length === 0) return refuse('INPUT_INVALID', 'fill-in', { what })
  return value.length <= limit ? value : refuse('INPUT_INVALID', 'too-long', { what, most: limit })
}

/** A route that answers a GET. */
export const get = (path: string, handle: Route['handle']): Route => ({ method: 'GET', path, handle })
/** A route that answers a POST. */
export const post = (path: string, handle: Route['handle']): Route => ({ method: 'POST', path, handle })
