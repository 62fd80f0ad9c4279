/** `export` and `audit`: what a notary hands to an auditor, and what an auditor makes of it. */

import { createReadStream, createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { finished } from 'node:stream/promises'
import type { MemberSettings } from '@hdms/doorman/member/process.ts'
import { openMember } from '@hdms/doorman/member/process.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { levelNodeStore } from '@hdms/platform/node/level-store.ts'
import type { Command, Out } from '@hdms/platform/node/main.ts'
import { hex } from '@hdms/shared/bytes.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import { type AuditReport, auditLedger, FINDINGS } from './audit.ts'
import { batchesOf, exportLines, readExport } from './ledger-export.ts'
import { refuse } from './reasons.ts'
import { uniquenessStore } from './store.ts'

type Settings = MemberSettings & { readonly name: string }

const fileOf = (args: readonly string[]): string => args[0] ?? refuse('INPUT_INVALID', 'name-one', { what: 'file' })

/** Says what was found. @returns the exit code: 1 when something does not hold */
function tell(report: AuditReport, out: Out): number {
  const { batches, transactions, nullifiers, withoutP, head, findings } = report
  out.rows(
    findings.map(({ what, sequence, of, why }) => ({ finding: what, meaning: FINDINGS[what], batch: sequence, of, why })),
    ['finding', 'meaning', 'batch', 'of', 'why'],
  )
  const old = withoutP > 0 ? ` ${withoutP} were committed before P was kept: their ids rest on their signatures.` : ''
  const sum = `${batches} batches, ${transactions} transactions, ${nullifiers} spent states.${old} Last header ${head || 'none'}.\n`
  process.stderr.write(findings.length === 0 ? `${sum}All of it holds.\n` : `${sum}${findings.length} findings.\n`)
  return findings.length === 0 ? 0 : 1
}

/** Replays an export, wherever it was brought to. @returns the exit code */
export async function auditExport(file: string, out: Out): Promise<number> {
  const crypto = nativeCrypto()
  const { name, notary, key, root, last, batches } = await readExport(crypto, createInterface({ input: createReadStream(file) }))
  process.stderr.write(
    `The ledger of ${name}, certified under the root sha256:${hex(sha256(root))}: compare it with that of your network.\n`,
  )
  return tell(await auditLedger(batches, { crypto, notary, key, last }), out)
}

async function auditStore(data: string, out: Out): Promise<number> {
  const rows = await levelNodeStore(join(data, 'store'))
  try {
    const store = uniquenessStore(rows)
    const first = await store.batch(1)
    const notary = first?.header.slice(0, 32) ?? new Uint8Array(32)
    const o = { crypto: nativeCrypto(), notary, last: await store.lastSequence(), spender: (n: Uint8Array) => store.spender(n) }
    return tell(await auditLedger(batchesOf(store), o), out)
  } finally {
    await rows.close()
  }
}

async function writeExport(o: Settings, file: string, out: Out): Promise<number> {
  const { crypto, keys } = await openMember(o, { name: o.name, kind: 'notary' })
  const rows = await levelNodeStore(join(o.data, 'store'))
  try {
    // For its auditors' eyes: it shows when how much was done at this notary.
    const to = createWriteStream(file, { mode: 0o600, flags: 'wx' })
    for await (const line of exportLines(crypto, uniquenessStore(rows), keys))
      if (!to.write(`${line}\n`)) await new Promise<void>((resolve) => void to.once('drain', resolve))
    to.end()
    await finished(to)
  } finally {
    await rows.close()
  }
  out.line(`${file} holds the ledger as this notary keeps it: audit it anywhere with "hdms notary-audit replay ${file}".`)
  return 0
}

export const auditCommands: Readonly<Record<string, Command<Settings>>> = {
  export: {
    usage: 'export FILE',
    about: 'writes the ledger of a stopped notary for an auditor: what it saw of each transaction, no person and no content',
    run: (o, args, out) => writeExport(o, fileOf(args), out),
  },
  audit: {
    usage: 'audit [FILE]',
    about:
      'replays every batch of an export, or of the store of this stopped notary: ids, nullifiers, witnesses, roots, windows, the running state; ends with 1 and says which when something does not hold (a state spent twice, a batch missing, a signature wrong)',
    run: (o, args, out) => (args[0] === undefined ? auditStore(o.data, out) : auditExport(args[0], out)),
  },
}
