/** A person's shoes and days. */
import { ActivityBook } from '@hdms/flows/activity/book/book.ts'
import { activity } from '@hdms/flows/activity/capability.ts'
import { appealDay, claimDay } from '@hdms/flows/activity/claim.ts'
import { giveBasis, withdrawBasis } from '@hdms/flows/activity/give-basis.ts'
import { joinProgramme } from '@hdms/flows/activity/join.ts'
import { recordDay } from '@hdms/flows/activity/record.ts'
import type { Offset } from '@hdms/health/gait/days.ts'
import type { Host, NodeCapability, Opened } from '../../core/capability.ts'
import { activityRoutes } from '../activity-routes.ts'
import { DayKeeper } from '../day-keeper.ts'
import type { PersonServices } from '../profile.ts'
import { bridgedShoe } from '../radio.ts'
import { WalkTests } from '../walk-tests.ts'

type Given = { readonly activity: ActivityBook }

/** @param offset minutes east of Greenwich where the person is, at a moment */
export const activityOfPerson = (offset: Offset): NodeCapability<Given, PersonServices> => ({
  ...activity,
  flows: [joinProgramme, recordDay, claimDay, appealDay, giveBasis, withdrawBasis],
  open(host: Host<PersonServices>): Opened<Given> {
    const { crypto, clock, logger, http, storage, keys, trust } = host
    const book = new ActivityBook({ crypto, now: () => clock.now(), offset, owner: keys.key, changed: () => host.changed() })
    const tests = new WalkTests(offset)
    let keeper: DayKeeper | undefined
    const shoe = (address: string) => bridgedShoe(http, address)
    return {
      services: { activity: book },
      attach() {
        keeper = new DayKeeper(host.node(), clock, logger)
      },
      async load() {
        await Promise.all([book.load(storage.store, host.node().documents), tests.load(storage.store)])
      },
      get routes() {
        return keeper ? activityRoutes(host.node(), { clock, rules: () => trust.rules(), keeper, tests, shoe }) : []
      },
      begin() {
        keeper?.wake()
        return () => keeper?.stop()
      },
    }
  },
})
