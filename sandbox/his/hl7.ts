/** The stand-in HIS in HL7 v2.5.1 over MLLP. */

import { acknowledgement, type Verdict } from '@hdms/node/institutional/his/hl7/acknowledge.ts'
import { decodeMessage } from '@hdms/node/institutional/his/hl7/charset.ts'
import { mllpServer } from '@hdms/node/institutional/his/hl7/mllp.ts'
import { mllpSender } from '@hdms/node/institutional/his/hl7/sender.ts'
import { escapeHl7, FHIR_SEX, field, hl7Message, hl7Time, messageType } from '@hdms/node/institutional/his/hl7/text.ts'
import { utf8 } from '@hdms/shared/bytes.ts'
import { readWhole } from '@hdms/shared/decimal.ts'
import { asHdmsError, fail } from '@hdms/shared/errors.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import { Hl7Message } from '@medplum/core'
import type { Hears, Protocol } from './protocol.ts'

/** @param node `mllp://host:port` where the hospital's node listens */
export async function hl7Protocol(hears: Hears, port: number, node: URL, logger: Logger): Promise<Protocol & { readonly address: string }> {
  const sender = mllpSender({ host: node.hostname, port: readWhole(node.port, 'port of the node', 1, 65_535) })
  const server = await mllpServer({ host: '127.0.0.1', port }, logger, async (bytes) => {
    const message = Hl7Message.parse(decodeMessage(bytes, 'KS X 1001').text)
    const verdict = await hear(hears, message).then(
      (): Verdict => ({ code: 'AA' }),
      (error: unknown): Verdict => {
        const { fault, data, code } = asHdmsError(error)
        return { code: fault === 'unavailable' ? 'AR' : 'AE', why: String(data['why'] ?? code) }
      },
    )
    return utf8(acknowledgement(message, verdict, { facility: 'HIS', now: Date.now() }))
  })
  const text = (type: string, id: string, segments: readonly (readonly string[])[]) =>
    hl7Message({ from: 'HIS', to: 'HDMS', type, control: id, at: Date.now() }, segments).toString()
  return {
    address: `mllp://127.0.0.1:${server.port}`,
    approved: (order, patientId, id) =>
      text('ORR^O02', id, [
        ['MSA', 'AA', order.id],
        ['PID', '1', '', patientId],
        ['ORC', 'OK', order.id, order.id],
      ]),
    refused: (order, why, id) =>
      text('ORR^O02', id, [
        ['MSA', 'AA', order.id],
        ['NTE', '1', '', escapeHl7(why)],
        ['ORC', 'UA', order.id],
      ]),
    dataRequest: (order, patientId, items, id) =>
      text('QBP^Q11', id, [
        ['QPD', 'HDMS_DATA', id, order.id, patientId, items.join('~'), '30', escapeHl7(`Treatment: ${order.reason}`)],
        ['RCP', 'I'],
      ]),
    result(order, { findings, conclusion }, id) {
      const obx = findings.map((f, i) => [
        'OBX',
        String(i + 1),
        'NM',
        `${f.code}^${f.display}^${/^\d/.test(f.code) ? 'LN' : 'L'}`,
        '',
        String(f.value),
        f.unit,
        '',
        '',
        '',
        '',
        'F',
      ])
      return text('ORU^R01', id, [
        ['PID', '1', '', order.patientId ?? ''],
        ['ORC', 'RE', order.id, order.id],
        ['OBR', '1', order.id, order.id, '34117-2^History and physical note^LN', '', '', hl7Time(Date.now())],
        ...obx,
        ['OBX', String(obx.length + 1), 'TX', 'CONCLUSION^Conclusion^L', '', escapeHl7(conclusion), '', '', '', '', '', 'F'],
      ])
    },
    send: async (message) => {
      await sender.send(Hl7Message.parse(message))
    },
    async stop() {
      await server.close()
      await sender.close()
    },
  }
}

async function hear(hears: Hears, m: Hl7Message): Promise<void> {
  const call = field(m, 'MSH', 10)
  switch (messageType(m)) {
    case 'ORM^O01': {
      if (field(m, 'ORC', 1) === 'CA') return hears.cancelled(field(m, 'ORC', 2), field(m, 'ORC', 16), call)
      const birth = field(m, 'PID', 7)
      const birthDate = `${birth.slice(0, 4)}-${birth.slice(4, 6)}-${birth.slice(6, 8)}`
      const who = { code: field(m, 'PID', 3), name: field(m, 'PID', 5), birthDate, sex: FHIR_SEX[field(m, 'PID', 8)] ?? 'unknown' }
      return hears.order({ id: field(m, 'ORC', 2), ...who, reason: field(m, 'OBR', 13) }, call)
    }
    case 'MDM^T02':
      return hears.records(field(m, 'TXA', 14), field(m, 'PID', 3), Buffer.from(field(m, 'OBX', 5, 5), 'base64').toString('utf8'), call)
    case 'MDM^T11':
      return hears.revoked(field(m, 'TXA', 14), field(m, 'TXA', 19) === 'CA', call)
    default:
      return fail('HIS_PROTOCOL', { why: `messages of type ${messageType(m)} are not taken` })
  }
}
