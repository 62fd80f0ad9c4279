/**
 * What this machine refuses a process — a folder, a port, a certificate — as a sentence that an operator can act on.
 */
import { userInfo } from 'node:os'

export interface Fault {
  readonly text: string
  /** Exit code: 2 when an operator has to change something first, 1 when it may pass by itself. */
  readonly exit: 1 | 2
}

interface SystemError extends Error {
  readonly code: string
  readonly path?: string
  readonly address?: string
  readonly port?: number
}

/** Codes of Node's TLS, after OpenSSL's X509_V_ERR of the same names. */
const UNKNOWN_ISSUER = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
])

export const userHere = (): string => {
  try {
    return userInfo().username
  } catch {
    return `number ${process.getuid?.() ?? '?'}`
  }
}

function ofFile({ code, path }: SystemError): Fault | undefined {
  if (path === undefined) return undefined
  const why: Readonly<Record<string, string>> = {
    EACCES: `The user ${userHere()} may not use ${path}. Give it to that user (chown), or name another place.`,
    EPERM: `The user ${userHere()} may not use ${path}. Give it to that user (chown), or name another place.`,
    EROFS: `${path} lies on a disk that is read-only. Mount it for writing, or name another place.`,
    ENOENT: `There is no ${path}. Make it, or name another place.`,
    ENOTDIR: `A part of ${path} is a file and no folder. Name another place.`,
    EISDIR: `${path} is a folder and no file. Name a file.`,
  }
  const text = why[code]
  if (text) return { text, exit: 2 }
  return code === 'ENOSPC' || code === 'EDQUOT'
    ? { text: `There is no space left for ${path}. Free some, then start again.`, exit: 1 }
    : undefined
}

function ofNetwork({ code, address, port }: SystemError): Fault | undefined {
  const where = `port ${port} of ${address}`
  if (code === 'EADDRINUSE') return { text: `Somebody else listens on ${where}. Stop that program, or name another port.`, exit: 1 }
  if (code === 'EADDRNOTAVAIL')
    return { text: `${address} is no address of this machine. Name one that "ip address" lists, or 0.0.0.0.`, exit: 2 }
  return code === 'EACCES' && port !== undefined
    ? { text: `The user ${userHere()} may not listen on ${where}. Ports under 1024 are root's: name another port.`, exit: 2 }
    : undefined
}

function ofTls({ code, message }: SystemError): Fault | undefined {
  if (UNKNOWN_ISSUER.has(code))
    return {
      text: 'Its certificate is by an authority that this machine does not know. Name that authority’s certificate in tls-ca.',
      exit: 2,
    }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return { text: `Its certificate is of another host: ${message}. Name the host that it is of.`, exit: 2 }
  if (code === 'CERT_NOT_YET_VALID') return { text: 'Its certificate is not valid yet. Is the clock of this machine right?', exit: 2 }
  return code === 'CERT_HAS_EXPIRED'
    ? { text: 'Its certificate has expired. Its operator has to renew it; or the clock here is wrong.', exit: 1 }
    : undefined
}

/** The fault behind an error, looked for along its causes; nothing when the error is of another kind. */
export function faultIn(error: unknown): Fault | undefined {
  for (let at = error, depth = 0; at instanceof Error && depth < 6; at = at.cause, depth++) {
    if (!('code' in at) || typeof at.code !== 'string') continue
    const found = ofTls(at as SystemError) ?? ofNetwork(at as SystemError) ?? ofFile(at as SystemError)
    if (found) return found
  }
  return undefined
}
