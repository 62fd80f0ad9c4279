/** `check-store` and `adopt-store`: what an operator does with the stores of a program that is stopped. */

import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { asHdmsError } from '@hdms/shared/errors.ts'
import { openAudit } from './audit.ts'
import { adoptLevel, anchorPath, proveLevel } from './level-store.ts'
import type { Command } from './main.ts'
import { refuse } from './reasons.ts'

interface Places {
  readonly data: string
  readonly mirror?: string
}

/** Names of the stores in a data folder: those that are there, and those that something says were. */
function namesIn(data: string): string[] {
  const files = existsSync(data) ? readdirSync(data) : []
  const there = files.filter((name) => !/\.check(-|$)/.test(name) && existsSync(join(data, name, 'CURRENT')))
  const said = files.filter((name) => name.endsWith('.anchor')).map((name) => name.slice(0, -'.anchor'.length))
  return [...new Set([...there, ...said])].sort()
}

const foldersOf = ({ data, mirror }: Places, name: string): string[] => {
  const inMirror = mirror !== undefined && (existsSync(join(mirror, name)) || existsSync(anchorPath(join(mirror, name))))
  return inMirror ? [join(data, name), join(mirror, name)] : [join(data, name)]
}

const check: Command<unknown> = {
  usage: 'check-store',
  about: 'reads every row and checksum of the stores of a stopped program, on both disks; ends with 3 when one is not as it was left',
  run: async (settings, _args, out) => {
    const places = settings as Places
    const results = []
    for (const name of namesIn(places.data)) results.push(await resultOf(name, foldersOf(places, name)))
    out.rows(results, ['store', 'commits', 'rows', 'result'])
    return results.every(({ good }) => good) ? 0 : 3
  },
}

async function resultOf(store: string, folders: readonly string[]) {
  try {
    const plan = await proveLevel(folders, Number.POSITIVE_INFINITY)
    if (plan.kind !== 'open') return { store, result: 'of a program before stores proved themselves', good: true }
    const { sequence: commits, rows } = plan.proof
    return { store, commits, rows, result: folders.length > 1 ? 'whole, on both disks' : 'whole', good: true }
  } catch (error) {
    const { code, message } = asHdmsError(error)
    // That it is in use is no finding.
    if (code !== 'STORE_DAMAGED') throw error
    return { store, result: message, good: false }
  }
}

const adopt: Command<unknown> = {
  usage: 'adopt-store NAME',
  about:
    'takes a whole store as it is for the newest, after it lost the file beside it or an old copy is all there is: what was answered since then is forgotten, and a notary may sign second spends',
  run: async (settings, [name], out) => {
    const { data } = settings as Places
    if (!name || !namesIn(data).includes(name))
      return refuse('INPUT_INVALID', namesIn(data).length > 0 ? 'name-store' : 'no-store', {
        what: 'store',
        stores: namesIn(data).join(', '),
      })
    const audit = openAudit(data)
    try {
      const { commits, rows } = await adoptLevel(join(data, name))
      audit.note('operator', 'store-adopted', { store: name, commits, rows })
      out.line(`${name} counts from now on as it is: ${commits} commits, ${rows} rows. A mirror that knows more is to be moved away first.`)
      return 0
    } finally {
      audit.close()
    }
  },
}

export const storeCommands: Readonly<Record<'check-store' | 'adopt-store', Command<unknown>>> = {
  'check-store': check,
  'adopt-store': adopt,
}
