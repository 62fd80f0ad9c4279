/**
 * Empty Debian machines: a root that debootstrap makes once, laid over for each machine, with a network namespace of its own. systemd does not
 * boot in a chroot: a small `systemctl` runs what a unit says, as its User, and nothing else of it. Needs root, debootstrap, iproute2.
 */
import { execFileSync, type SpawnOptions, spawn } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export const RELEASE = 'bookworm'

/** Why there can be no such machine here; undefined when there can. */
export function whyNoDebian(): string | undefined {
  if (process.getuid?.() !== 0) return 'a Debian root needs root'
  for (const tool of ['debootstrap', 'ip', 'mount']) {
    try {
      execFileSync('which', [tool], { stdio: 'pipe' })
    } catch {
      return `there is no ${tool}`
    }
  }
  return undefined
}

const mount = (...args: string[]): void => void execFileSync('mount', args, { stdio: 'pipe' })

/** What `systemctl enable --now|start|stop|restart|reload NAME` does of it, with units that have one ExecStart. */
const SYSTEMCTL = `#!/bin/bash
set -e
verb=$1; shift; [ "$1" = --now ] && shift
[ "$verb" = daemon-reload ] && exit 0
unit=/etc/systemd/system/\${1%.service}.service; pid=/run/$1.pid; log=/var/log/$1.log
said() { sed -n "s/^$1=//p" "$unit" | head -1; }
start() {
  install -d -o "$(said User)" -g "$(said User)" -m "$(said StateDirectoryMode)" "/var/lib/$(said StateDirectory)"
  cd /
  umask "$(said UMask)"
  setsid setpriv --reuid="$(said User)" --regid="$(said User)" --init-groups env -i PATH=/usr/local/bin:/usr/bin:/bin HOME=/ LANG=C.UTF-8 \\
    $(said ExecStart) >>"$log" 2>&1 </dev/null &
  echo $! >"$pid"
  # A person looks whether it has come up before going on.
  for i in $(seq 300); do grep -q '^READY ' <(tail -n +"$lines" "$log") && return 0; kill -0 "$(cat "$pid")" 2>/dev/null || break; sleep 0.1; done
  tail -5 "$log" >&2; exit 1
}
stop() { kill "$(cat "$pid")" 2>/dev/null || true; for i in $(seq 300); do kill -0 "$(cat "$pid")" 2>/dev/null || return 0; sleep 0.1; done; exit 1; }
touch "$log"; lines=$(($(wc -l <"$log") + 1))
case $verb in
  enable|start) start ;;
  stop) stop ;;
  restart) stop; start ;;
  reload) kill -HUP "$(cat "$pid")" ;;
  *) echo "this systemctl does not know $verb" >&2; exit 1 ;;
esac
`

/** An empty Debian root in `folder`, with what packages from the registries need to be fetched as on this machine. */
export function debootstrap(folder: string): void {
  execFileSync('debootstrap', ['--variant=minbase', '--include=ca-certificates', RELEASE, folder], { stdio: 'pipe' })
  copyFileSync('/etc/resolv.conf', join(folder, 'etc/resolv.conf'))
  const authorities = process.env['NODE_EXTRA_CA_CERTS']
  if (authorities) copyFileSync(authorities, join(folder, 'etc/ssl/authorities.pem'))
  writeFileSync(join(folder, 'usr/bin/systemctl'), SYSTEMCTL, { mode: 0o755 })
}

export interface Typed {
  readonly code: number
  readonly out: string
}

/** A process that a command line started and that goes on. */
export interface Going {
  /** What it has printed until now. */
  out(): string
  readonly ended: Promise<Typed>
}

/** A machine whose root lies over others, the topmost first. */
export class Debian {
  readonly root: string
  private readonly namespace: string | undefined
  private readonly mounted: string[] = []

  /** @param namespace of the network; without, the network of this machine */
  constructor(folder: string, below: readonly string[], namespace?: string) {
    this.root = join(folder, 'root')
    this.namespace = namespace
    for (const name of ['root', 'upper', 'work']) mkdirSync(join(folder, name), { recursive: true })
    const layers = `lowerdir=${below.join(':')},upperdir=${join(folder, 'upper')},workdir=${join(folder, 'work')}`
    mount('-t', 'overlay', 'overlay', '-o', layers, this.root)
    this.mounted.push(this.root)
    for (const name of ['proc', 'dev']) {
      mount('--bind', `/${name}`, join(this.root, name))
      this.mounted.push(join(this.root, name))
    }
  }

  path(name: string): string {
    return join(this.root, name)
  }

  /** Lays a file into it. */
  put(name: string, content: string | Uint8Array, mode = 0o644): void {
    writeFileSync(this.path(name), content, { mode })
  }

  /** Types a line as root. */
  start(line: string): Going {
    const inside = ['chroot', this.root, '/bin/bash', '-c', `cd /root; ${line}`]
    const [file, ...args] = this.namespace ? ['ip', 'netns', 'exec', this.namespace, ...inside] : inside
    const authorities = existsSync(this.path('etc/ssl/authorities.pem')) ? '/etc/ssl/authorities.pem' : undefined
    const trusted = authorities ? { NODE_EXTRA_CA_CERTS: authorities, npm_config_cafile: authorities } : {}
    const env = {
      PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      HOME: '/root',
      LANG: 'C.UTF-8',
      DEBIAN_FRONTEND: 'noninteractive',
      ...trusted,
    }
    const options: SpawnOptions = { env, stdio: ['ignore', 'pipe', 'pipe'] }
    const child = spawn(file as string, args, options)
    let out = ''
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (part: Buffer) => {
        out += part.toString()
      })
    const ended = new Promise<Typed>((resolve) => child.once('close', (code) => resolve({ code: code ?? 1, out })))
    return { out: () => out, ended }
  }

  /** Types a line and waits for its end. */
  type(line: string): Promise<Typed> {
    return this.start(line).ended
  }

  /** Ends what runs in it and takes it apart; its files stay in the folder. */
  close(): void {
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      try {
        if (readlinkSync(`/proc/${pid}/root`).startsWith(this.root)) process.kill(Number.parseInt(pid, 10), 'SIGKILL')
      } catch {
        // It has ended meanwhile, or is a thread of the system.
      }
    }
    for (const at of this.mounted.reverse()) execFileSync('umount', ['--lazy', at], { stdio: 'pipe' })
  }
}

/** The last lines of a unit's log. */
export const logOf = (machine: Debian, unit: string): string => readFileSync(machine.path(`var/log/${unit}.log`), 'utf8').slice(-800)
