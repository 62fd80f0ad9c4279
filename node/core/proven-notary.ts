/**
 * A notary as flows hear it: what it signed, and nothing else. A refusal carries no signature (anybody could provoke one with a bad
 * witness, and everybody on the way can write one), and neither does a reply that does not verify. Whatever such an answer says, it
 * decides nothing: it counts as no answer, and the question is asked again (docs/security.md, acceptance E4, N33).
 */
import type { NotaryPort } from '@hdms/flows/core/notary-port.ts'
import type { NotaryClient } from '@hdms/notary/client/notary-client.ts'
import { asHdmsError, fail } from '@hdms/shared/errors.ts'

/** @throws SERVICE_UNAVAILABLE, BUSY, NOTARY_DISTRUSTED; ANSWER_UNPROVEN instead of everything else */
async function proven<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    const { code } = asHdmsError(error)
    if (code === 'SERVICE_UNAVAILABLE' || code === 'BUSY' || code === 'NOTARY_DISTRUSTED') throw error
    return fail('ANSWER_UNPROVEN', { service: 'notary', code }, error)
  }
}

/** The port, and what a watch over the notary asks besides. */
export type ProvenNotary = NotaryPort & Pick<NotaryClient, 'headers'>

/** @param sealingKey what registrations are sealed to, looked up when it is needed */
export const provenNotary = (client: NotaryClient, sealingKey: () => Uint8Array): ProvenNotary => ({
  id: client.id,
  get sealingKey() {
    return sealingKey()
  },
  minute: () => proven(() => client.minute()),
  notarise: (visible, privateRoot, witnesses) => proven(() => client.notarise(visible, privateRoot, witnesses)),
  status: (id, visible, privateRoot) => proven(() => client.status(id, visible, privateRoot)),
  unspent: (nullifier) => proven(() => client.unspent(nullifier)),
  register: (registration) => proven(() => client.register(registration)),
  list: (recordIds) => proven(() => client.list(recordIds)),
  // Of an answer that a peer brought: it is the peer that is refused.
  verify: (id, visible, answer, privateRoot) => client.verify(id, visible, answer, privateRoot),
  headers: (from, limit) => proven(() => client.headers(from, limit)),
})
