/** The token that an institution's own people show at its API. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { bearerCredential, type Credential } from '@hdms/platform/node/http/credentials.ts'

/** Made at the first start, mode 0600. */
export function apiToken(file: string, make: () => string): string {
  if (!existsSync(file)) writeFileSync(file, make(), { mode: 0o600 })
  return readFileSync(file, 'utf8').trim()
}

/** The credential `api` of the node's description. */
export const apiCredential = (token: string): Credential => bearerCredential(token, "the node's API token")
