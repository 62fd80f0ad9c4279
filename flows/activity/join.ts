/** What the issuer publishes, as the person's node knows it. */
import { DAY } from '@hdms/shared/time.ts'
import type { FlowDefinition } from '../engine/context.ts'
import type { Flow } from '../engine/types.ts'
import { issuerName } from '../token/parts.ts'
import type { TokenServices } from '../token/wallet.ts'
import type { ActivityServices } from './book/book.ts'
import { payActivity } from './issuer/mint.ts'
import { decodeProgramme, type Programme } from './programme.ts'
import { present, toIssuer, toPerson } from './wire.ts'

/** Asks the issuer for its programme of now and keeps it. */
export const askProgramme = {
  *run(ctx: Parameters<typeof joinProgramme.run>[0], _: null): Flow<Programme> {
    const session = yield* ctx.open(yield* issuerName(ctx), payActivity.name, 1)
    yield* ctx.send(session, toIssuer, { programme: {} })
    const { programme } = present((yield* ctx.receive(session, toPerson, { timeout: DAY })).programme, 'programme')
    yield* ctx.tx('keep the programme', (changes, { activity }) => {
      activity.setProgramme(changes, programme)
      return null
    })
    return decodeProgramme(programme)
  },
}

/** @returns the name of the reward rule */
export const joinProgramme: FlowDefinition<TokenServices & ActivityServices, null, string> = {
  name: 'activity.join',
  version: 1,
  *run(ctx): Flow<string> {
    return (yield* ctx.sub(askProgramme, null)).rule.name
  },
}
