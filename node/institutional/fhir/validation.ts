/**
 * Validation of what comes in: FHIR R4, and the profiles of a package that the administrator put into a folder (`fhir-profiles`), such as KR Core.
 * A resource is judged by the profiles that it claims in `meta.profile`; profiles that are not loaded are passed over, as R4 has it.
 */

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkProfile, type Finding } from '@hdms/health/fhir/profile-check.ts'
import { Profiles } from '@hdms/health/fhir/profiles.ts'
import { problemsOf } from '@hdms/health/fhir/validate.ts'
import { fromValue } from '@hdms/shared/documents/json.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { refuse } from '../reasons.ts'
import { FHIR_JSON } from './outcome.ts'
import { type Client, mustBeAllowed } from './scopes.ts'

/** @param folder of a FHIR package: JSON resources, in it or in its `package/`. @throws CONFIG_INVALID */
export function profilesIn(folder: string | undefined): Profiles {
  if (folder === undefined) return new Profiles([])
  if (!existsSync(folder)) refuse('CONFIG_INVALID', 'no-folder', { name: 'fhir-profiles' })
  const inside = existsSync(join(folder, 'package')) ? join(folder, 'package') : folder
  const files = readdirSync(inside).filter((name) => /^(StructureDefinition|ValueSet|CodeSystem)-.*\.json$/.test(name))
  const profiles = new Profiles(
    files.map((name) => {
      try {
        return JSON.parse(readFileSync(join(inside, name), 'utf8')) as Record<string, unknown>
      } catch {
        return refuse('CONFIG_INVALID', 'not-json', { name: 'fhir-profiles', file: name })
      }
    }),
  )
  if (profiles.size === 0) refuse('CONFIG_INVALID', 'no-profile', { name: 'fhir-profiles' })
  return profiles
}

type Fields = Readonly<Record<string, unknown>>

/** Everything that is to say about a resource, and of the entries of a bundle by what each claims. */
export function findings(profiles: Profiles, resource: Fields, claimed: readonly string[] = []): Finding[] {
  const found: Finding[] = problemsOf(fromValue(resource ?? null)).map((p) => ({ ...p, severity: 'error' }))
  for (const url of claimed) found.push(...checkProfile(profiles, resource, url))
  for (const url of profilesOf(resource))
    if (profiles.get(url) && !claimed.includes(url)) found.push(...checkProfile(profiles, resource, url))
  const entries = Array.isArray(resource?.['entry']) ? (resource['entry'] as { resource?: Fields }[]) : []
  for (const [i, { resource: inside }] of entries.entries())
    for (const url of inside ? profilesOf(inside) : [])
      if (inside && profiles.get(url))
        found.push(...checkProfile(profiles, inside, url).map((f) => ({ ...f, path: `Bundle.entry[${i}].resource (${f.path})` })))
  return found
}

function profilesOf(resource: Fields): string[] {
  const list = (resource?.['meta'] as { profile?: unknown } | undefined)?.profile
  return Array.isArray(list) ? list.filter((url) => typeof url === 'string') : []
}

/** @throws DOCUMENT_INVALID with the first thing that is wrong; recommendations are passed over */
export function mustBeValid(profiles: Profiles, resource: Fields): void {
  const wrong = findings(profiles, resource).find((f) => f.severity === 'error')
  if (wrong) fail('DOCUMENT_INVALID', { path: wrong.path, why: wrong.why })
}

interface Parameters {
  readonly resourceType?: string
  readonly parameter?: readonly {
    readonly name?: string
    readonly resource?: Fields
    readonly valueUri?: string
    readonly valueCanonical?: string
  }[]
}

/** `POST [type]/$validate`, with the resource or with Parameters of resource and profile (R4 operation-resource-validate). */
export function validateRoute(app: FastifyInstance, profiles: Profiles, who: (request: FastifyRequest) => Client): void {
  app.post<{ Params: { type: string }; Querystring: { profile?: string }; Body: Fields }>('/:type/$validate', async (request, reply) => {
    const { type } = request.params
    mustBeAllowed(who(request), type, 'c')
    const { resource, profile } = asked(request.body, request.query.profile)
    if (resource['resourceType'] !== type) refuse('INPUT_INVALID', 'must-be-type', { what: 'resource', type: type.slice(0, 40) })
    const found = findings(profiles, resource, profile ? [profile] : [])
    const issue = found.map(({ path, why, severity }) => ({ severity, code: 'invariant', details: { text: why }, expression: [path] }))
    const fine = { severity: 'information', code: 'informational', details: { text: 'No problem was found.' } }
    return reply.type(FHIR_JSON).send(JSON.stringify({ resourceType: 'OperationOutcome', issue: issue.length > 0 ? issue : [fine] }))
  })
}

function asked(body: Fields, inQuery: string | undefined): { resource: Fields; profile: string | undefined } {
  const none = (): never => refuse('INPUT_INVALID', 'resource-needed', { what: 'resource' })
  if (typeof body !== 'object' || body === null) return none()
  if (body['resourceType'] !== 'Parameters') return { resource: body, profile: inQuery }
  const { parameter = [] } = body as Parameters
  const resource = parameter.find((p) => p.name === 'resource')?.resource ?? none()
  const named = parameter.find((p) => p.name === 'profile')
  return { resource, profile: inQuery ?? named?.valueUri ?? named?.valueCanonical }
}
