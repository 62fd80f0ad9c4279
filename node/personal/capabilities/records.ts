/** Records that a person brings in, and what they do with all that they have. */
import { records } from '@hdms/flows/records/capability.ts'
import type { Offset } from '@hdms/health/gait/days.ts'
import type { Host, NodeCapability } from '../../core/capability.ts'
import { importErased } from '../import-book.ts'
import type { PersonServices } from '../profile.ts'
import { personalRoutes } from '../routes.ts'

/** @param offset minutes east of Greenwich where the person is, at a moment */
export const recordsOfPerson = (offset: Offset): NodeCapability<object, PersonServices> => ({
  ...records,
  flows: [],
  open(host: Host<PersonServices>) {
    const waiting = new Set<() => void>()
    const asked = () => new Promise<void>((resolve) => waiting.add(resolve))
    return {
      services: {},
      attach: () => host.node().documents.alsoErased(importErased),
      asked() {
        for (const run of waiting) run()
        waiting.clear()
      },
      get routes() {
        return personalRoutes(host.node(), host.clock, asked, offset)
      },
    }
  },
})
