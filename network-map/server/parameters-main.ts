/**
 * Signs network parameters, run by the operator, apart from the network map. The map is given the file, at its start or
 * while it runs.
 */

import { readFileSync, writeFileSync } from 'node:fs'
import { openRole } from '@hdms/doorman/member/process.ts'
import { CALLING, KEEPING, MEMBER } from '@hdms/platform/node/config.ts'
import { runMain } from '@hdms/platform/node/main.ts'
import { fromHex } from '@hdms/shared/bytes.ts'
import { parseName } from '@hdms/shared/identity/names.ts'
import { CONTRACT_CODE } from '@hdms/shared/ledger/generated/contract-code.ts'
import { encode, hdms } from '@hdms/shared/messages/wire.ts'
import { signObject } from '@hdms/shared/network/signed-object.ts'
import { HOUR } from '@hdms/shared/time.ts'
import { refuse } from './reasons.ts'

const { doorman, root, trust, 'crl-policy': crlPolicy } = MEMBER

/** Review boards, from JSON. @throws CONFIG_INVALID */
function boardsIn(file: string): hdms.BoardEntry.$Properties[] {
  try {
    const boards = JSON.parse(readFileSync(file, 'utf8')) as { name: string; members: { key: string; external: boolean }[] }[]
    return boards.map(({ name, members }) => ({ name, members: members.map(({ key, external }) => ({ key: fromHex(key), external })) }))
  } catch {
    return refuse('CONFIG_INVALID', 'boards', { name: 'boards', form: '{ name, members: [{ key (hex), external }] }' })
  }
}

/** NAME=KEY. @throws CONFIG_INVALID, NAME_INVALID */
function notaryOf(entry: string): hdms.NotaryEntry.$Properties {
  const at = entry.lastIndexOf('=')
  if (!/^[0-9a-f]{64}$/.test(entry.slice(at + 1))) refuse('CONFIG_INVALID', 'notary', { name: 'notary' })
  parseName(entry.slice(0, at))
  return { name: entry.slice(0, at), key: fromHex(entry.slice(at + 1)) }
}

await runMain({
  name: 'parameters',
  about: 'signs the rules that all members share',
  options: {
    ...KEEPING,
    ...{ doorman, root, trust, 'crl-policy': crlPolicy },
    ...CALLING,
    'effective-in': {
      type: 'number',
      unit: 'hours',
      least: 0,
      most: 8760,
      default: 0,
      about:
        'When an update takes effect, from now: until then it is announced, and operators accept it. 0 at once, for the first parameters and for who serves.',
    },
    'minimum-platform': {
      type: 'number',
      unit: 'version',
      least: 1,
      most: 1_000_000,
      default: 1,
      about: 'Oldest platform version that may take part.',
    },
    'max-transaction': { type: 'number', unit: 'bytes', least: 65_536, most: 16 << 20, default: 1 << 20, about: 'Largest transaction.' },
    'max-message': { type: 'number', unit: 'bytes', least: 1 << 20, most: 256 << 20, default: 33 << 20, about: 'Largest message.' },
    out: { type: 'text', about: 'Where the signed parameters go.', required: true },
    epoch: { type: 'number', unit: 'changes', least: 1, most: 1_000_000_000, default: 1, about: 'Counts changes: one more than in force.' },
    notary: { type: 'list', about: 'Each notary: X.500 name, =, and its key in hex, as "hdms notary join" said it.' },
    search: { type: 'name', about: 'X.500 name of the data-search service, where there is one.' },
    counter: { type: 'list', about: 'X.500 names of the two counting services.' },
    judge: { type: 'list', about: 'X.500 names of the three judges of sales.' },
    boards: { type: 'file', about: 'Review boards: JSON list of { name, members: [{ key (hex), external }] }.' },
  },
  start: async (o) => {
    const { crypto, key } = await openRole(o, 'CN=Network Parameters,O=HDMS,C=KR', 'network-parameters')
    const parameters = encode(hdms.NetworkParameters, {
      epoch: o.epoch,
      minimumPlatformVersion: o['minimum-platform'],
      notaries: (o.notary ?? []).map(notaryOf),
      search: o.search ?? '',
      counters: [...(o.counter ?? [])],
      judges: [...(o.judge ?? [])],
      boards: o.boards ? boardsIn(o.boards) : [],
      contracts: Object.entries(CONTRACT_CODE).map(([name, code]) => ({ name, code: fromHex(code) })),
      maxTransactionSize: o['max-transaction'],
      maxMessageSize: o['max-message'],
      effectiveFrom: Date.now() + o['effective-in'] * HOUR,
    })
    writeFileSync(o.out, await signObject(crypto, 'network-parameters', key, parameters))
    return undefined
  },
})
