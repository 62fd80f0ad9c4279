/**
 * The personal node in a browser, from locked to running: secrets and data keys in files of the origin-private file system, rows and
 * blobs in IndexedDB. Exists once over all tabs, in the worker that holds the lock.
 */
import { openDatabase } from '@hdms/platform/browser/indexed-db.ts'
import { openFile, opfsAnchor, opfsKeyFile, opfsSlots } from '@hdms/platform/browser/opfs.ts'
import { stretch } from '@hdms/platform/browser/stretch.ts'
import { base64, fromBase64 } from '@hdms/shared/bytes.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { asHdmsError, fail, HdmsError } from '@hdms/shared/errors.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import { fetchClient } from '@hdms/shared/ports/fetch-client.ts'
import type { PushSource } from '@hdms/shared/ports/push.ts'
import { type KeyFile, KeyStore, type Opener } from '@hdms/shared/storage/key-store.ts'
import { systemClock as clock, delay } from '@hdms/shared/time.ts'
import { objectOf, type Router, router, textOf } from '../core/routes.ts'
import type { Disk } from '../core/storage.ts'
import { type PersonalNode, startPerson } from '../personal/person.ts'
import { standInPush } from '../personal/push-listener.ts'
import { GUESTS } from './guests.ts'
import { lazyDirect } from './lazy-direct.ts'
import type { AppConfig, Phase, PhaseInfo } from './protocol.ts'

const DATABASE = 'hdms'
/** How long the screens have the worker to themselves after it was opened. */
const FIRST_LOOK = 800
/** How long a node that ended has for letting go of its disk, ms. */
const LETTING_GO = 5_000
/** Fewer characters are guessed too soon, however slow each guess is. */
const SHORTEST_PASSPHRASE = 10

export interface PhoneOptions {
  readonly crypto: CryptoProvider
  readonly logger: Logger
  readonly changed: () => void
  readonly phaseChanged: (info: PhaseInfo) => void
  /** The push service's token, when there is one; never resolves without. */
  readonly pushToken: Promise<string>
}

export class Phone {
  private readonly o: PhoneOptions
  private readonly crypto: CryptoProvider
  private phase: Phase = 'new'
  private passkeys: PhaseInfo['passkeys'] = []
  private admitted = false
  private persisted = false
  private failure: HdmsError | undefined
  private keyFile: Awaited<ReturnType<typeof opfsKeyFile>> | undefined
  private secrets: KeyStore | undefined
  private disk: Promise<Disk> | undefined
  private person: PersonalNode | undefined
  /** Resolves when the node before has let go of the disk. */
  private closed: Promise<void> | undefined
  private routes: Router | undefined
  private readonly wakers = new Set<() => void>()

  constructor(options: PhoneOptions) {
    this.o = options
    this.crypto = options.crypto
  }

  /** Looks whether a node is here. @throws STORAGE_REFUSED */
  async look(): Promise<void> {
    this.keyFile ??= opfsKeyFile(await openFile('secrets'))
    this.turn(await this.closedPhase(this.keyFile))
    void this.lookAtStorage()
    // While the person types.
    this.openDisk().catch(() => {})
  }

  /** What the file of secrets says of a node that does not run. */
  private async closedPhase(file: KeyFile): Promise<'locked' | 'new'> {
    const { exists, passkeys, names } = await KeyStore.look(file)
    this.passkeys = passkeys.map(({ credential, salt }) => ({ credential, salt: base64(salt) }))
    this.admitted = names.includes('chain')
    return exists ? 'locked' : 'new'
  }

  private turn(phase: Phase): void {
    this.phase = phase
    this.o.phaseChanged(this.info())
  }

  /** Asks the browser what it promises of the storage. */
  private async lookAtStorage(): Promise<void> {
    const promised = await navigator.storage.persisted().catch(() => false)
    if (promised === this.persisted) return
    this.persisted = promised
    this.turn(this.phase)
  }

  info(): PhaseInfo {
    const { persisted, phase, passkeys, admitted, failure } = this
    const why = failure && { failure: { code: failure.code, data: failure.data } }
    return { phase, elsewhere: false, persisted, passkeys, admitted, ...why }
  }

  wake(): void {
    this.person?.node.wake()
    for (const run of this.wakers) run()
  }

  /** A request of a page: the phone's own, or the node's. */
  async request(method: string, target: string, body: unknown): Promise<unknown> {
    switch (`${method} ${target}`) {
      case 'GET /app/phase':
        return this.info()
      case 'POST /app/storage':
        return this.lookAtStorage()
      case 'POST /app/create':
        return this.create(objectOf(body, 'body'))
      case 'POST /app/unlock':
        return this.unlock(objectOf(body, 'body'))
      case 'POST /app/passkeys':
        return this.addPasskey(objectOf(body, 'body'))
      default:
        return this.forward(method, target, body)
    }
  }

  private async forward(method: string, target: string, body: unknown): Promise<unknown> {
    const { routes } = this
    if (!routes) return fail('NODE_LOCKED')
    // What is looked at need not wait; what is done needs the engine.
    if (method !== 'GET') await this.person?.connect()
    const answer = await routes(method, target, body)
    if (method !== 'GET') this.o.changed()
    return answer
  }

  /** First start: a passphrase of the person's own, and the inviter's one-time token. */
  private async create({ passphrase, invitation }: Readonly<Record<string, unknown>>): Promise<void> {
    const chosen = textOf(passphrase, 'passphrase', 1000)
    if (chosen.length < SHORTEST_PASSPHRASE)
      fail('INPUT_INVALID', { what: 'passphrase', why: `at least ${SHORTEST_PASSPHRASE} characters` })
    await this.open({ kind: 'passphrase', passphrase: chosen }, textOf(invitation, 'invitation', 2000).trim())
  }

  private async unlock({ passphrase, passkey, invitation }: Readonly<Record<string, unknown>>): Promise<void> {
    const token = invitation === undefined ? undefined : textOf(invitation, 'invitation', 2000).trim()
    if (passkey === undefined) return this.open({ kind: 'passphrase', passphrase: textOf(passphrase, 'passphrase', 1000) }, token)
    const { credential, secret } = objectOf(passkey, 'passkey')
    const key = fromBase64(textOf(secret, 'passkey', 100))
    return this.open({ kind: 'passkey', credential: textOf(credential, 'passkey', 2000), secret: key }, token)
  }

  private async open(opener: Opener, invitation: string | undefined): Promise<void> {
    if (this.phase === 'open') return
    if (this.phase === 'opening') fail('BUSY', { service: 'node', seconds: 1 })
    const { keyFile, crypto } = this
    if (!keyFile) return fail('STORAGE_REFUSED')
    this.failure = undefined
    this.turn('opening')
    try {
      // Asked for while the passphrase is stretched.
      const config = readConfig()
      config.catch(() => {})
      // Before the next use of a file: a synchronous handle that works while another is being opened stands still for ever (Chromium).
      await this.openDisk()
      this.secrets = await KeyStore.open({ crypto, file: keyFile, stretch }, opener)
      await this.start(this.secrets, await config, invitation)
      this.turn('open')
    } catch (error) {
      this.failure = toldToPerson(asHdmsError(error))
      this.turn(await this.closedPhase(keyFile))
      throw this.failure
    }
  }

  /** Database and data keys, kept open over tries with a wrong passphrase. */
  private openDisk(): Promise<Disk> {
    this.disk ??= (async () => {
      await this.closed
      const [slotsFile, anchorFile] = [await openFile('slots'), await openFile('anchor')]
      try {
        const database = await openDatabase(DATABASE, () => this.ended(), opfsAnchor(anchorFile))
        return { ...database, slots: opfsSlots(slotsFile) }
      } catch (error) {
        slotsFile.close()
        anchorFile.close()
        throw error
      }
    })()
    this.disk.catch(() => this.letGo())
    return this.disk
  }
  /** The node takes the disk, and closes it. */
  private takeDisk(): Promise<Disk> {
    const disk = this.openDisk()
    this.disk = undefined
    return disk
  }
  private letGo(): void {
    const { disk } = this
    this.disk = undefined
    void disk?.then(
      async ({ rows, slots }) => {
        slots.close()
        await rows.close()
      },
      () => {},
    )
  }

  /** The node stopped by itself: its store failed, or was taken away. */
  private ended(error: HdmsError = new HdmsError('STORAGE_LOST')): void {
    this.o.logger.error('node stopped', { code: error.code })
    this.failure = toldToPerson(error)
    this.routes = undefined
    const stopped = this.person?.stop().catch(() => {})
    // Whoever opens it again does not wait for ever for what hangs.
    this.closed = stopped && Promise.race([stopped, delay(clock, LETTING_GO)])
    this.person = undefined
    this.letGo()
    this.turn('locked')
  }

  private async start(secrets: KeyStore, config: AppConfig, invitation: string | undefined): Promise<void> {
    const { crypto } = this
    const { logger, changed } = this.o
    const http = fetchClient()
    try {
      this.person = await startPerson(
        {
          crypto,
          clock,
          logger,
          http,
          secrets,
          openDisk: () => this.takeDisk(),
          push: await this.push(config, secrets, http),
          direct: async (needs) =>
            lazyDirect(needs, async (n) => {
              const { webSocketTransport } = await import('./direct.ts')
              return webSocketTransport({ crypto, clock, logger, ...n })
            }),
        },
        {
          network: { ...config, root: fromBase64(config.root), doormanCa: fromBase64(config.doormanCa) },
          ...(invitation ? { invitation } : {}),
          ...(config.answerWithin === undefined ? {} : { selling: { spread: config.answerWithin } }),
          guests: GUESTS,
          changed,
          stopped: (error) => this.ended(error),
        },
      )
    } catch (error) {
      this.letGo()
      throw error
    }
    this.routes = router(this.person.routes)
    const { person } = this
    // The records are shown first.
    clock.after(FIRST_LOOK, () => {
      if (this.person === person) person.connect().catch((error: unknown) => this.ended(asHdmsError(error)))
    })
  }

  /** Firebase where the network has it, else the stand-in; a push that the service worker caught wakes too. */
  private async push(config: AppConfig, secrets: KeyStore, http: ReturnType<typeof fetchClient>): Promise<PushSource> {
    const standIn = config.pushStandIn && standInPush(http, clock, config.pushStandIn, await secrets.getOrCreate('push', 24))
    return {
      register: () => (config.firebase || !standIn ? this.o.pushToken : standIn.register()),
      listen: (wake, signal) => {
        this.wakers.add(wake)
        signal.addEventListener('abort', () => this.wakers.delete(wake))
        if (standIn && !config.firebase) standIn.listen(wake, signal)
      },
    }
  }

  private async addPasskey({ credential, salt, secret }: Readonly<Record<string, unknown>>): Promise<void> {
    const { secrets } = this
    if (!secrets) return fail('NODE_LOCKED')
    const passkey = { credential: textOf(credential, 'passkey', 2000), salt: fromBase64(textOf(salt, 'passkey', 100)) }
    await secrets.addPasskey(passkey, fromBase64(textOf(secret, 'passkey', 100)))
    this.passkeys = [...this.passkeys, { credential: passkey.credential, salt: base64(passkey.salt) }]
    this.turn(this.phase)
  }
}

/** What an operator reads of a damaged store is no use to a person. */
const toldToPerson = (error: HdmsError): HdmsError => (error.code === 'STORE_DAMAGED' ? new HdmsError('STORAGE_DAMAGED', {}, error) : error)

/** The page's server says where the network is; offline, the service worker answers with what it said last. */
async function readConfig(): Promise<AppConfig> {
  const reply = await fetchClient()({ method: 'GET', url: new URL('/config.json', self.location.href).href })
  if (reply.status !== 200) fail('SERVICE_UNAVAILABLE', { service: 'this page' })
  return JSON.parse(new TextDecoder().decode(reply.body)) as AppConfig
}
