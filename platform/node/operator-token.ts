/** The secret that a service's operator shows at its operator interface: made at the first start, mode 0600. */

import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bearerCredential, type Credential } from './http/credentials.ts'
import { refuse } from './reasons.ts'

const fileIn = (data: string): string => join(data, 'operator-token')

/** The credential `operator` of a service's description. */
export function operatorCredential(data: string): Credential {
  const file = fileIn(data)
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600 })
  return bearerCredential(readFileSync(file, 'utf8').trim(), "the operator's token")
}

/** For commands of the operator on the same machine. @throws CONFIG_INVALID */
export function operatorToken(data: string): string {
  try {
    return readFileSync(fileIn(data), 'utf8').trim()
  } catch {
    return refuse('CONFIG_INVALID', 'no-operator-token', { name: 'data' })
  }
}
