/**
 * Checkpoints of the notaries' header chains: an institution cosigns what it has followed, and every node looks at what all have cosigned. A header
 * in a checkpoint is the notary's own, so one that is not in the chain here convicts the notary; and what enough cosigned is where a phone
 * goes on from.
 */
import type { MapClient } from '@hdms/network-map/client/map-client.ts'
import { equal, hex } from '@hdms/shared/bytes.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { asHdmsError } from '@hdms/shared/errors.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import { notaryId } from '@hdms/shared/notary/answer.ts'
import {
  agreedHead,
  type Cosigner,
  checkpointBefore,
  cosign,
  openCheckpoint,
  type VerifiedCheckpoint,
} from '@hdms/shared/notary/checkpoint.ts'
import type { SignedHead } from '@hdms/shared/notary/facts.ts'

export interface CheckpointsOptions {
  readonly crypto: CryptoProvider
  readonly map: MapClient
  readonly logger: Logger
  /** Who this node cosigns as; nobody, for a person. */
  readonly cosigner: Cosigner | undefined
  /** Distance of the headers that are cosigned. */
  readonly every?: number
}

/** More than there are institutions is not looked at. */
const MAX_LOOKED_AT = 300

export class Checkpoints {
  private readonly o: CheckpointsOptions
  /** The newest sequence of each notary that this node cosigned, since it runs. */
  private readonly cosigned = new Map<string, number>()
  /** Those that were good, by the hash of their bytes: ML-DSA takes a phone some milliseconds each. */
  private readonly good = new Map<string, VerifiedCheckpoint>()

  constructor(o: CheckpointsOptions) {
    this.o = o
  }

  /** What institutions cosigned of a notary, each checked by both signatures; the others are passed over. @param notary its id, hex */
  async of(notary: string): Promise<VerifiedCheckpoint[]> {
    const { crypto, map, logger } = this.o
    const { nodes, parameters } = map.view
    const keys = parameters.notaries.flatMap(({ key }) => (key ? [key] : []))
    const good: VerifiedCheckpoint[] = []
    for (const bytes of (await map.checkpoints(notary)).slice(0, MAX_LOOKED_AT)) {
      const mark = hex(sha256(bytes))
      const known = this.good.get(mark)
      if (known) {
        good.push(known)
        continue
      }
      try {
        const keyOf = (id: Uint8Array) => keys.find((key) => equal(notaryId(key), id))
        const opened = await openCheckpoint(crypto, bytes, (name) => nodes.get(name), keyOf)
        if (this.good.size >= MAX_LOOKED_AT) this.good.clear()
        this.good.set(mark, opened)
        good.push(opened)
      } catch (error) {
        logger.warn('a checkpoint is not good', { code: asHdmsError(error).code })
      }
    }
    return good
  }

  /** The newest head that enough institutions cosigned. */
  agreed(checkpoints: readonly VerifiedCheckpoint[]): SignedHead | undefined {
    const cosigners = [...this.o.map.view.nodes.values()].filter((n) => n.kind === 'institution' && (n.cosignKey?.length ?? 0) > 0)
    return agreedHead(checkpoints, cosigners.length)
  }

  /** Which sequence of a notary is to be cosigned next, when the chain was followed to `head`; 0 for none. */
  due(notary: string, head: number): number {
    const sequence = checkpointBefore(head, this.o.every)
    return this.o.cosigner && sequence > (this.cosigned.get(notary) ?? 0) ? sequence : 0
  }

  /** Cosigns a header that this node has followed the chain to. */
  async cosign(notary: string, head: SignedHead): Promise<void> {
    const { crypto, map, cosigner, logger } = this.o
    if (!cosigner) return
    try {
      await map.cosign(await cosign(crypto, cosigner, head))
      this.cosigned.set(notary, head.header.sequence)
    } catch (error) {
      const { code } = asHdmsError(error)
      // Kept already: another life of this node cosigned it.
      if (code === 'MAP_REFUSED') this.cosigned.set(notary, head.header.sequence)
      else logger.info('a checkpoint waits', { code })
    }
  }
}
