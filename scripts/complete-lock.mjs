// Completes package-lock.json: a registry mirror that lacks the builds of some package for other platforms makes npm leave them out
// of the lock file, and `npm ci` then refuses it. They are entered by name, version and platform. Run it after `npm install`.
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const file = join(dirname(fileURLToPath(import.meta.url)), '..', 'package-lock.json')
const lock = JSON.parse(readFileSync(file, 'utf8'))
const systems = ['android', 'darwin', 'win32', 'freebsd', 'openharmony', 'linux']
const processors = ['arm64', 'x64', 'ia32', 'ppc64', 'riscv64', 's390x', 'arm']
let added = 0
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const present = lock.packages[`node_modules/${name}`] || lock.packages[`${path}/node_modules/${name}`]
    const os = systems.find((s) => name.includes(s))
    const cpu = processors.find((c) => name.split('/').pop().includes(`-${c}`))
    if (present || !/^\d/.test(version) || !os || !cpu) continue
    const libc = name.includes('musl') ? ['musl'] : os === 'linux' && name.includes('gnu') ? ['glibc'] : undefined
    lock.packages[`node_modules/${name}`] = {
      version,
      cpu: [cpu],
      ...(entry.dev ? { dev: true } : {}),
      ...(libc ? { libc } : {}),
      optional: true,
      os: [os],
    }
    added++
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
process.stdout.write(`${added} entries added\n`)
