/** The accelerometer of the phone that the page is open on. */
import { refuse } from './reasons.ts'

/** How much is handed over at once, ms. */
const BATCH = 5_000
type Sample = readonly [t: number, x: number, y: number, z: number]

/** iOS asks the person, and only after a touch. @throws NOT_ALLOWED when there is no accelerometer, or the person says no */
export async function mayListen(): Promise<void> {
  if (typeof DeviceMotionEvent === 'undefined') refuse('NOT_ALLOWED', 'no-accelerometer')
  const { requestPermission } = DeviceMotionEvent as { requestPermission?: () => Promise<string> }
  if (requestPermission && (await requestPermission.call(DeviceMotionEvent)) !== 'granted') refuse('NOT_ALLOWED', 'accelerometer-denied')
}

/** @param hand takes samples in the order of time: s since 1970, m/s² with gravity @returns how to stop */
export function listen(hand: (samples: readonly Sample[]) => Promise<unknown>): () => void {
  let samples: Sample[] = []
  const onMotion = ({ accelerationIncludingGravity: a, timeStamp }: DeviceMotionEvent): void => {
    if (a?.x == null || a.y == null || a.z == null) return
    samples.push([(performance.timeOrigin + timeStamp) / 1000, a.x, a.y, a.z])
  }
  const give = (): void => {
    if (samples.length === 0) return
    // What the node does not take is not worth keeping: the next minute is counted again.
    hand(samples).catch(() => {})
    samples = []
  }
  window.addEventListener('devicemotion', onMotion)
  const timer = setInterval(give, BATCH)
  return () => {
    window.removeEventListener('devicemotion', onMotion)
    clearInterval(timer)
    give()
  }
}
