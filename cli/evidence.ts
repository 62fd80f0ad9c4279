/**
 * Commands about what a node saw of those who sign for the network (notaries, doorman, network map): whether it
 * trusts them, and evidence that anybody can check.
 */

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { table } from '@hdms/platform/node/table.ts'
import { fromBase64, hex } from '@hdms/shared/bytes.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import type { AuthorityStanding } from '@hdms/shared/evidence/authority.ts'
import { checkAnyEvidence } from '@hdms/shared/evidence/check.ts'
import type { Command, CommandRow } from './command.ts'
import { refuse } from './reasons.ts'

interface Standings {
  readonly notaries: readonly {
    readonly name: string
    readonly sequence: number
    readonly time: number
    readonly distrusted?: { readonly why: string; readonly since: number }
    readonly evidence: readonly string[]
  }[]
  readonly services: readonly AuthorityStanding[]
}

/** DER, or the first certificate of a PEM file. */
function certificateIn(path: string): Uint8Array {
  const bytes = new Uint8Array(readFileSync(path))
  const pem = /-----BEGIN CERTIFICATE-----([^-]+)-----END/.exec(new TextDecoder().decode(bytes))?.[1]
  return pem === undefined ? bytes : fromBase64(pem.replaceAll(/\s/g, ''))
}

const when = (ms: number): string => (ms === 0 ? '' : `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')}`)

const trustText = (distrusted: AuthorityStanding['distrusted']): string =>
  distrusted ? `no, since ${when(distrusted.since)}: ${distrusted.why}` : 'yes'

function standingText({ notaries, services }: Standings): string {
  const rows = notaries.map(({ name, sequence, time, distrusted, evidence }) => ({
    ...{ name, header: String(sequence), time: when(time), files: evidence.length, trusted: trustText(distrusted) },
  }))
  const others = services.map(({ name, distrusted, evidence }) => ({
    ...{ name, header: '', time: '', files: evidence.length, trusted: trustText(distrusted) },
  }))
  return table([...rows, ...others], ['name', 'header', 'time', 'files', 'trusted'])
}

const check: Command = async ({ args, root, print }) => {
  const file = args[0] ?? refuse('INPUT_INVALID', 'name-evidence', { what: 'file' })
  const verdict = await checkAnyEvidence(nativeCrypto(), readFileSync(file, 'utf8'), root === undefined ? undefined : certificateIn(root))
  const { against, name, why } = verdict
  const mark = `sha256:${hex(sha256(verdict.root))}`
  const anchored =
    root === undefined ? `Certified under the root ${mark}: compare it with that of your network.` : `Certified under that root (${mark}).`
  print({ [against]: name, why, root: mark }, `${name}: ${why}.\n${anchored}`)
  return 0
}

const save: Command = async ({ args, print, call }) => {
  const folder = args[0] ?? '.'
  const { notaries, services } = await call<Standings>('GET', '/notaries')
  mkdirSync(folder, { recursive: true })
  const files = [...notaries, ...services].flatMap(({ name, evidence }) =>
    evidence.map((text, i) => {
      const path = join(folder, `evidence-${name.replaceAll(/[^A-Za-z0-9]+/g, '-')}-${i + 1}.json`)
      writeFileSync(path, text)
      return path
    }),
  )
  print({ files }, files.length > 0 ? files.join('\n') : 'There is no evidence against anybody here.')
  return 0
}

const standings: Command = async ({ args, call, print }) => {
  if (args[0] !== undefined) refuse('INPUT_INVALID', 'check-or-save', { what: args[0] })
  const reply = await call<Standings>('GET', '/notaries')
  print(reply, standingText(reply))
  return [...reply.notaries, ...reply.services].some((n) => n.distrusted) ? 1 : 0
}

export const trustNotary: Command = async ({ args, call, print }) => {
  const reply = await call<Standings>('POST', '/notaries/trust', { name: args[0] ?? '' })
  print(reply, standingText(reply))
  return 0
}

export const EVIDENCE: readonly CommandRow[] = [
  {
    usage: 'evidence',
    about:
      "each notary's last header, whether the node trusts it, the doorman and the network map, and how much evidence there is against them (exits 1 when one is not trusted)",
    run: standings,
  },
  { usage: 'evidence save [FOLDER]', about: 'writes the evidence as files', run: save },
  {
    usage: 'evidence check FILE [--root FILE]',
    about: 'checks a file of evidence offline, under the root certificate of a network',
    run: check,
  },
]
