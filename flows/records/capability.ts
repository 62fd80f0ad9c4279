/** Records that a person brings in by hand. */
import type { Capability } from '../core/capability.ts'

export const records: Capability = {
  name: 'records',
  version: 1,
  requires: { treatment: 1, consent: 1, erasure: 1 },
  contracts: [],
  stores: { 'im/': 'what was brought in by hand' },
}
