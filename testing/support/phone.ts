/** What tests of the phone's page share. */
import { connect } from 'node:net'
import { join } from 'node:path'
import { framed } from '@hdms/node/institutional/his/hl7/frames.ts'
import type { BrowserPerson } from '@hdms/sandbox/people/browser-person.ts'
import type { Page } from 'playwright-core'
import type { TestNetwork } from './network.ts'

export const policyComplaints = (person: BrowserPerson): string[] =>
  person.complaints.filter((c) => /policy|trusted|eval|Uncaught|Error:/i.test(c))

/** One HL7 v2 message to the hospital's node. @returns its acknowledgement */
export function sayToHospital(net: TestNetwork, message: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(net.file.ports.hospitalMllp, '127.0.0.1', () => socket.write(framed(Buffer.from(message))))
    socket.on('error', reject)
    socket.on('data', (bytes) => {
      resolve(bytes.toString())
      socket.destroy()
    })
  })
}

/** For looking at what was made: HDMS_SHOTS names a folder. */
export const shot = async (page: Page, name: string): Promise<void> => {
  const folder = process.env['HDMS_SHOTS']
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}
