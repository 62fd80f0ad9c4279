/** What wakes the node: the network's return, and pushes, which the service worker catches; with Firebase settings the page registers with FCM. */
import type { NodeClient } from '@hdms/node/browser/client.ts'
import type { AppConfig } from '@hdms/node/browser/protocol.ts'

export async function listenToPushes(client: NodeClient, script: string): Promise<void> {
  addEventListener('online', () => client.wake())
  if (!('serviceWorker' in navigator)) return
  navigator.serviceWorker.addEventListener('message', ({ data }) => {
    if ((data as { type?: string } | null)?.type === 'push') client.wake()
  })
  try {
    const registration = await navigator.serviceWorker.register(script, { type: 'module' })
    const config = (await (await fetch('/config.json')).json()) as AppConfig
    if (config.firebase) client.pushToken(await firebaseToken(config.firebase, registration))
  } catch {
    // Without pushes the node looks into its mailbox every minute.
  }
}

/** The registration token of FCM; asks the person for the permission to notify. Loaded only where the network has Firebase. */
async function firebaseToken(
  { options, vapidKey }: NonNullable<AppConfig['firebase']>,
  serviceWorkerRegistration: ServiceWorkerRegistration,
): Promise<string> {
  const [{ initializeApp }, { getMessaging, getToken }] = await Promise.all([import('@firebase/app'), import('@firebase/messaging')])
  return getToken(getMessaging(initializeApp(options)), { vapidKey, serviceWorkerRegistration })
}
