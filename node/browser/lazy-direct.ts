/**
 * The direct line of a phone, loaded when it is first needed or a moment after the node has started: libp2p is half of the worker's
 * code, and nobody waits for it to see their records.
 */
import type { Direct, DirectNeeds } from '../personal/person.ts'

const MOMENT = 1_500

export function lazyDirect(needs: DirectNeeds, load: (needs: DirectNeeds) => Promise<Direct>): Direct {
  let loading: Promise<Direct> | undefined
  let loaded: Direct | undefined
  const ready = (): Promise<Direct> => {
    loading ??= load(needs).then((direct) => {
      loaded = direct
      needs.readdressed()
      return direct
    })
    return loading
  }
  const timer = setTimeout(() => void ready().catch(() => {}), MOMENT)
  return {
    name: 'libp2p',
    get multiaddrs() {
      return loaded?.multiaddrs ?? []
    },
    connections: () => loaded?.connections() ?? 0,
    reaches: (peer) => loaded?.reaches(peer) ?? peer.multiaddrs.some((address) => !address.startsWith('/p2p/')),
    send: async (peer, envelope) => (await ready()).send(peer, envelope),
    async stop() {
      clearTimeout(timer)
      const direct = await loading?.catch(() => undefined)
      await direct?.stop()
    },
  }
}
