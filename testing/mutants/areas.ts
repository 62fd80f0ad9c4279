/** The written mutations, by area: every other file of this folder that exports `mutants`. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { seeded } from '../support/random.ts'
import type { Mutant } from './mutant.ts'

const MACHINERY = new Set(['areas.ts', 'main.ts', 'mutant.ts', 'mutants.test.ts', 'workshop.ts'])

export const areaNames = (): string[] =>
  readdirSync(import.meta.dirname)
    .filter((f) => f.endsWith('.ts') && !MACHINERY.has(f))
    .map((f) => f.slice(0, -'.ts'.length))
    .sort()

export async function mutantsOf(areas: readonly string[]): Promise<Mutant[]> {
  const modules = await Promise.all(
    areas.map((a) => import(/* @vite-ignore */ join(import.meta.dirname, `${a}.ts`)) as Promise<{ mutants: readonly Mutant[] }>),
  )
  return modules.flatMap((m) => [...m.mutants])
}

/** A seeded choice of `size` mutants. */
export function sampleOf(mutants: readonly Mutant[], size: number, seed: number): Mutant[] {
  const random = seeded(seed)
  const left = [...mutants]
  return Array.from({ length: Math.min(size, left.length) }, () => left.splice(random.int(left.length), 1)).flat()
}
