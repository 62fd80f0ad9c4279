/** `npm start`: a whole network on this machine. Ctrl-C ends it; starting again goes on with the same data. */
import { join } from 'node:path'
import { register } from '../demo/treatment.ts'
import { invite } from '../people/person.ts'
import { SAMPLE_BUNDLE } from '../people/sample.ts'
import { appAddress, Network } from './launcher.ts'
import { demoStaff } from './staff.ts'

const root = join(import.meta.dirname, '../..')
const folder = process.env['HDMS_DATA'] ?? join(root, '.data')
process.stdout.write('Starting the HDMS network (first start makes keys and certificates)…\n')
try {
  const network = await Network.start(folder, true, (text) => process.stdout.write(`${text}\n`), { trading: true })
  const rows = network.table()
  const width = (key: 'name' | 'what' | 'address') => Math.max(key.length, ...rows.map((r) => r[key].length))
  const line = (name: string, what: string, address: string, pid: string) =>
    `  ${name.padEnd(width('name'))}  ${what.padEnd(width('what'))}  ${address.padEnd(width('address'))}  ${pid}\n`
  process.stdout.write(`\n${line('name', 'what', 'address', 'pid')}`)
  for (const r of rows) process.stdout.write(line(r.name, r.what, r.address, String(r.pid)))
  const file = { ports: network.ports, folder, pid: process.pid }
  const { desk, patientId } = await register(file, SAMPLE_BUNDLE)
  const { invitation } = await invite(file, patientId)
  const staff = await demoStaff(file)
  const accounts = staff.map(({ page, name, id, password, codes }) => `  ${page}  ${name.padEnd(19)}  ${id}  ${password}  ${codes[0]}`)
  process.stdout.write(`
A personal node in your browser: ${appAddress(network.ports)}
  invitation   ${invitation}
  at the desk  ${desk.name}, ${desk.birthDate}, ${desk.sex}, code ${desk.code}
  (another invitation: npx hdms invite)
  shoes        a simulated pair is worn: Today, "Pair shoes nearby"

Pages of the institutions' people, with demo accounts for everybody to read, made anew at each start, here and nowhere else:
  page                           who                  staff id    password         code (once)
${accounts.join('\n')}
  (more codes, and the secrets of their authenticators: ${join(folder, 'demo-staff.json')};
   for a passkey of your own: npx hdms staff add "My name" researcher --node ${join(folder, 'research')})
  approvals of the sandbox's review board: npx hdms review QUERY

Data and logs: ${folder}
Ready. In a second terminal: npm run demo -- treatment, -- activity, or -- trading
Ctrl-C stops everything.
`)
  const stop = async (): Promise<void> => {
    process.stdout.write('\nStopping…\n')
    await network.stop()
    process.exit(0)
  }
  process.on('SIGINT', () => void stop())
  process.on('SIGTERM', () => void stop())
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\nThe logs are in ${join(folder, 'logs')}.\n`)
  process.exit(1)
}
