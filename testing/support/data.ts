/** The public data sets beside the project: read when they are there, skipped with a message when not. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'

export const dataFolder: string = join(import.meta.dirname, '../../../shared/data')
export const dataPath = (name: string): string => join(dataFolder, name)

/** Options for `describe` that skip when a data set is absent. */
export function needs(name: string): { skip: boolean } {
  const skip = !existsSync(dataPath(name))
  if (skip) process.stderr.write(`skipped: the data set ${name} is not beside the project\n`)
  return { skip }
}
