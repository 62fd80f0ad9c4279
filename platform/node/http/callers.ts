/**
 * Which names a server answers to, and which web pages may ask it. A page of anybody can make a browser send requests to this machine or this
 * network: under its own name, led here by DNS (rebinding), and under another's, which says so in `Origin`. The first cannot be known by the
 * address, only by the name; a name that is an address was typed as one and cannot be led anywhere.
 */

import { isIP } from 'node:net'
import { refuse } from '../reasons.ts'

export interface Callers {
  /** @throws NOT_ALLOWED */
  check(headers: { readonly host?: string | undefined; readonly origin?: string | string[] | undefined }): void
}

/** The name in a Host header. */
const nameIn = (host: string): string =>
  host
    .replace(/:\d*$/, '')
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase()

/** Origins of pages as a list of patterns: `https://app.example`, or with any port as `http://localhost:*`. @returns whether one is a browser's Origin */
export function pagesOf(origins: readonly string[]): (origin: string) => boolean {
  const exact = new Set(origins.map((origin) => origin.replace(/\/$/, '').toLowerCase()))
  const anyPort = new Set([...exact].filter((origin) => origin.endsWith(':*')).map((origin) => origin.slice(0, -2)))
  return (origin) => {
    const from = origin.toLowerCase()
    return exact.has(from) || anyPort.has(from.replace(/:\d+$/, ''))
  }
}

/** @param names besides addresses and localhost @param origins as {@link pagesOf} takes them */
export function callers(names: readonly string[], origins: readonly string[]): Callers {
  const known = new Set(['localhost', ...names.map((name) => name.toLowerCase())])
  const isPage = pagesOf(origins)
  return {
    check({ host, origin }) {
      const name = nameIn(host ?? '')
      if (!known.has(name) && isIP(name) === 0) refuse('NOT_ALLOWED', 'host-unknown')
      if (origin === undefined) return
      const from = String(origin).toLowerCase()
      const page = URL.parse(from)
      const own = page ? URL.parse(`${page.protocol}//${host}`) : null
      if (isPage(from) || (page !== null && page.host !== '' && page.host === own?.host)) return
      refuse('NOT_ALLOWED', 'origin')
    },
  }
}
