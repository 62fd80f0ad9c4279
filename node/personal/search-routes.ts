/** What of the person's own records can be searched, and what a query would find; nothing of it leaves the node. */

import { criterionOf } from '@hdms/flows/trading/criterion.ts'
import type { Searchable } from '@hdms/flows/trading/searchable.ts'
import { readDecimal } from '@hdms/shared/decimal.ts'
import { SOURCES } from '@hdms/shared/queries/query.ts'
import type { Clock } from '@hdms/shared/time.ts'
import type { Route } from '../core/routes.ts'
import { textOf } from '../core/routes.ts'

const EVER = { from: -50_000, until: 50_000 }

export function searchRoutes(searchable: Searchable, clock: Clock): Route[] {
  return [
    {
      method: 'GET',
      path: '/concept-names',
      /** With `ids`, separated by commas: what a person calls them. */
      async handle({ query }) {
        const { Catalogue } = await import('@hdms/health/codes/catalogue.ts')
        const wanted = new Set(textOf(query['ids'], 'ids', 2000).split(','))
        const found = new Catalogue().concepts.filter((c) => wanted.has(c.id))
        return { names: Object.fromEntries(found.map(({ id, en, ko }) => [id, { en, ko }])) }
      },
    },
    {
      method: 'GET',
      path: '/searchable',
      /** With `concept` (and `least`, `most`, `unit`) what there is of it: how many, from when to when, from where. */
      async handle({ query }) {
        const { concept, least, most, unit } = query
        if (concept === undefined) return searchable.extent()
        // Loaded by whom it is for.
        const { Catalogue } = await import('@hdms/health/codes/catalogue.ts')
        const limit = (n: string | undefined, what: string): number | undefined => (n === undefined ? undefined : readDecimal(n, what))
        const [low, high] = [limit(least, 'least'), limit(most, 'most')]
        const criterion = criterionOf(new Catalogue(), {
          concept: textOf(concept, 'concept', 60),
          ...(low === undefined ? {} : { least: low }),
          ...(high === undefined ? {} : { most: high }),
          ...(unit === undefined ? {} : { unit }),
        })
        const [found] = (await searchable.match({ criteria: [criterion], ...EVER, coverage: 0, sources: SOURCES }, clock.now())) ?? []
        const month = (n: number): string => new Date(Date.UTC(1970, n)).toISOString().slice(0, 7)
        return found
          ? { concept, codes: criterion.codes, count: found.count, from: month(found.from), until: month(found.until), mix: found.mix }
          : { concept, codes: criterion.codes, count: 0 }
      },
    },
  ]
}
