/** How the sandbox asks its hospital's node. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { NetworkFile } from '../network/launcher.ts'

/** Address and token of the hospital's API, as its node wrote them. */
export function hospitalApi(network: NetworkFile): { base: string; token: string } {
  return {
    base: `http://127.0.0.1:${network.ports.hospital}/api`,
    token: readFileSync(join(network.folder, 'hospital', 'api-token'), 'utf8').trim(),
  }
}
