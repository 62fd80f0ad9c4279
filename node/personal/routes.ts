/** What a person does with their own node, beside looking at it: import, ask for treatment, answer, withdraw, erase. */

import type { DocumentRow } from '@hdms/flows/core/documents.ts'
import type { Duty } from '@hdms/flows/core/duties.ts'
import { requestTreatment, type TreatmentArgs } from '@hdms/flows/treatment/patient.ts'
import type { Offset } from '@hdms/health/gait/days.ts'
import { nameText } from '@hdms/health/people/identity.ts'
import { append } from '@hdms/shared/append.ts'
import { hex } from '@hdms/shared/bytes.ts'
import { fail } from '@hdms/shared/errors.ts'
import { inTurn } from '@hdms/shared/in-turn.ts'
import { type Clock, delay } from '@hdms/shared/time.ts'
import { askRoutes } from '../core/ask-routes.ts'
import type { Node } from '../core/node.ts'
import { objectOf, type Route, textOf } from '../core/routes.ts'
import { recordView } from '../core/views.ts'
import { catchUp, knownImports, type Whose } from './import-book.ts'
import type { PersonServices } from './profile.ts'
import { refuse } from './reasons.ts'

/** How long a question for open questions is held. */
const PATIENCE = 10_000
const SEXES = ['male', 'female', 'other', 'unknown'] as const

const WHOSE: readonly Whose[] = ['own', 'other', 'ask']

/** @param asked resolves when the person is asked something new @param offset minutes east of Greenwich where the person is, at a moment */
export function personalRoutes(node: Node<PersonServices>, clock: Clock, asked: () => Promise<void>, offset: Offset): Route[] {
  // Two imports at once would each find the other's content not yet there.
  const alone = inTurn()
  let caughtUp = false
  // Once is enough: what is entered from now on brings its row along.
  const withRows = async (): Promise<void> => {
    if (!caughtUp) await catchUp(node.documents, node.store)
    caughtUp = true
  }
  const post = (path: string, handle: Route['handle']): Route => ({ method: 'POST', path, handle })
  return [
    post('/import', async ({ body, query }) => {
      const text = fileOf(body)
      const { whose } = query
      const said =
        whose === undefined
          ? {}
          : { whose: WHOSE.find((w) => w === whose) ?? fail('INPUT_INVALID', { what: 'whose', why: WHOSE.join(', ') }) }
      // The validator's tables are large and seldom needed.
      const { importAny } = await import('./records.ts')
      return alone(async () => {
        await withRows()
        return importAny(node.services, node.store, text, clock.now(), { offset, ...said })
      })
    }),
    post('/import/about', async ({ body }) => {
      const text = fileOf(body)
      const { aboutFile } = await import('./records.ts')
      await withRows()
      return aboutFile(node.store, text, clock.now(), { offset })
    }),
    { method: 'GET', path: '/others', handle: async () => ({ people: await othersOf(node) }) },
    { method: 'GET', path: '/others/:vk', handle: async ({ params }) => recordView(await node.documents.readOfOther(params['vk'] ?? '')) },
    post('/treatments', async ({ body, query }) => {
      const args = treatmentArgs(body)
      node.directory.node(args.hospital)
      const { id } = await node.engine.startFlow(requestTreatment, args, query['clientId'])
      return { flow: id, dealing: node.engine.sessionRows().find((s) => s.flow === id)?.id ?? '' }
    }),
    { method: 'GET', path: '/results/:flow', handle: async ({ params }) => ({ result: await node.engine.resultOf(params['flow'] ?? '') }) },
    ...askRoutes(node.engine, () => Promise.race([asked(), delay(clock, PATIENCE)])),
    { method: 'GET', path: '/erasures', handle: async () => ({ erasures: node.duties.list().map(erasureView) }) },
  ]
}

const fileOf = (body: unknown): string => (typeof body === 'string' ? body : refuse('INPUT_INVALID', 'fhir-json', { what: 'body' }))

/** People whose records lie here apart from the owner's, and these. */
async function othersOf(node: Node<PersonServices>) {
  const known = new Map((await knownImports(node.store)).map((row) => [row.key, row]))
  const people = new Map<string, DocumentRow[]>()
  for (const row of node.documents.others()) append(people, row.subject ?? '', row)
  return [...people].map(([subject, rows]) => {
    const about = rows.flatMap((row) => known.get(row.verificationKey)?.about ?? [])
    return {
      subject,
      name: about.map(nameText).find(Boolean) ?? '',
      birthDate: about.map((a) => a.birthDate).find(Boolean) ?? '',
      records: rows.map(({ verificationKey, profile, kinds, storedAt, supersededBy }) => ({
        ...{ verificationKey, profile, kinds, storedAt },
        ...(supersededBy ? { supersededBy } : {}),
      })),
    }
  })
}

/** Who was told of a withdrawal or an erasure, and what they answered under their signature. */
function erasureView({
  id,
  kind,
  name,
  holder,
  consent,
  records,
  since,
  state,
  basis,
  until,
  why,
  attestation,
  signature,
  attestedAt,
  as,
  due,
}: Duty) {
  return {
    ...{ id, kind, holder: name || holder, consent, records, since, state, basis, until, why, as, due },
    ...{ attestedAt, attestation: hex(attestation), signature: hex(signature) },
  }
}

/** @throws INPUT_INVALID */
function treatmentArgs(body: unknown): TreatmentArgs {
  const { hospital, desk, reason } = objectOf(body, 'body')
  const { code, name, birthDate, sex } = objectOf(desk, 'desk')
  const date = textOf(birthDate, 'birth date', 10)
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) refuse('INPUT_INVALID', 'birth-date-form', { what: 'birth date' })
  return {
    hospital: textOf(hospital, 'hospital', 300),
    reason: textOf(reason, 'reason', 2000),
    desk: {
      code: textOf(code, 'code', 40),
      name: textOf(name, 'name', 200),
      birthDate: date,
      sex: SEXES.find((s) => s === sex) ?? refuse('INPUT_INVALID', 'one-of', { what: 'sex', allowed: SEXES.join(', ') }),
    },
  }
}
