import type { Described } from '@hdms/platform/node/api.ts'
import description from '../openapi.json' with { type: 'json' }

/** Of the node's interface what an institution has whose people ask it for something. */
export const described = (...kinds: readonly string[]): Described => ({
  description,
  tags: ['every institution', 'peers', 'operations', ...kinds],
})

/** What a judge has: its peers alone. */
export const peersOnly: Described = { description, tags: ['peers', 'operations'] }
