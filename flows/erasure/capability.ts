/** Erasures and withdrawals that reach everybody who holds a copy. Its rows, `du/`, `dr/` and `ds/`, are the core's: whatever erases writes them. */
import type { Capability } from '../core/capability.ts'

export const erasure: Capability = { name: 'erasure', version: 1, requires: { consent: 1 }, contracts: [], stores: {} }
