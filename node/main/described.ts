import type { Operations } from '@hdms/node/core/capability.ts'
import type { ApiDescription, Described } from '@hdms/platform/node/api.ts'
import description from '../openapi.json' with { type: 'json' }
import { apiCredential } from './api-token.ts'

/**
 * Of the node's interface what an institution has whose people ask it for something.
 * @param token that they show @param api what its capabilities describe of their own, under /api @param more credentials of its own kind
 */
export const described = (token: string, kinds: readonly string[], api: Operations, more: Described['credentials'] = {}): Described => ({
  description: withOperations(description, '/api', api),
  tags: ['every institution', 'staff', 'peers', 'operations', ...kinds],
  credentials: { api: apiCredential(token), ...more },
})

/** What a judge has: its peers alone. */
export const peersOnly: Described = { description, tags: ['peers', 'operations'] }

/** What the socket of a personal node's owner has: whoever can open it is the owner. */
export const ownersOnly = (api: Operations): Described => ({
  description: withOperations(description, '', open(api)),
  tags: ['person', 'operations'],
})

const withOperations = (known: ApiDescription, prefix: string, api: Operations): ApiDescription => ({
  ...known,
  paths: { ...known.paths, ...Object.fromEntries(Object.entries(api).map(([path, operations]) => [prefix + path, operations])) },
})

const open = (api: Operations): Operations =>
  Object.fromEntries(
    Object.entries(api).map(([path, operations]) => [
      path,
      Object.fromEntries(Object.entries(operations).map(([method, operation]) => [method, { ...operation, security: [] }])),
    ]),
  )
