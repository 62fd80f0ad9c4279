/** From what a researcher writes to what every phone looks for. */
import type { Catalogue } from '@hdms/health/codes/catalogue.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { Criterion } from '@hdms/shared/queries/query.ts'

/** What a researcher writes for a criterion. */
export interface Wish {
  readonly concept: string
  readonly least?: number
  readonly most?: number
  /** UCUM; without it, the concept's first. */
  readonly unit?: string
  readonly times?: number
  readonly wanted?: boolean
}

/** A criterion with its codes. @throws CONCEPT_UNKNOWN, UNIT_UNKNOWN */
export function criterionOf(catalogue: Catalogue, { concept: id, least, most, unit, times = 1, wanted = true }: Wish): Criterion {
  const { units } = catalogue.get(id)
  const given = unit === undefined ? units[0] : units.find((u) => u.code === unit)
  if ((unit !== undefined || least !== undefined || most !== undefined) && !given)
    fail('UNIT_UNKNOWN', { unit: unit ?? 'a number', concept: id, units: units.map((u) => u.code).join(', ') || 'none: it has no value' })
  const own = (n: number | undefined) => n !== undefined && given && n * given.factor + given.offset
  const [low, high] = [own(least), own(most)]
  return {
    concept: id,
    codes: catalogue.expansion([id]),
    units,
    ...(typeof low === 'number' ? { least: low } : {}),
    ...(typeof high === 'number' ? { most: high } : {}),
    times,
    wanted,
  }
}
