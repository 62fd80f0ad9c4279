import type { Described } from '@hdms/platform/node/api.ts'
import description from '../openapi.json' with { type: 'json' }
import { apiCredential } from './api-token.ts'

/**
 * Of the node's interface what an institution has whose people ask it for something.
 * @param token that they show @param more credentials of its own kind
 */
export const described = (token: string, kinds: readonly string[], more: Described['credentials'] = {}): Described => ({
  description,
  tags: ['every institution', 'peers', 'operations', ...kinds],
  credentials: { api: apiCredential(token), ...more },
})

/** What a judge has: its peers alone. */
export const peersOnly: Described = { description, tags: ['peers', 'operations'] }
