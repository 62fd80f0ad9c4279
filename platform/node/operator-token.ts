/** The secret that a service's operator shows at its operator interface: made at the first start, mode 0600. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fail } from '@hdms/shared/errors.ts'

const fileIn = (data: string): string => join(data, 'operator-token')

/** @returns a check for the authorization header. @throws NOT_ALLOWED from the check */
export function operatorGuard(data: string): (authorization: string | undefined) => void {
  const file = fileIn(data)
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600 })
  const hash = (text: string) => createHash('sha256').update(text).digest()
  const secret = hash(`Bearer ${readFileSync(file, 'utf8').trim()}`)
  return (authorization) => {
    if (!timingSafeEqual(hash(authorization ?? ''), secret)) fail('NOT_ALLOWED', { why: "this needs the operator's token" })
  }
}

/** For commands of the operator on the same machine. @throws CONFIG_INVALID */
export function operatorToken(data: string): string {
  try {
    return readFileSync(fileIn(data), 'utf8').trim()
  } catch {
    return fail('CONFIG_INVALID', {
      name: 'data',
      why: 'there is no operator-token in it; run the service once, and this as the same user',
    })
  }
}
