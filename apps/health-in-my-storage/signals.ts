/** What a person notices whose phone is in the pocket, and a screen that stays on. */

const SIGNALS = {
  ready: { tones: 1, hertz: 660 },
  start: { tones: 2, hertz: 880 },
  word: { tones: 1, hertz: 880 },
  end: { tones: 4, hertz: 880 },
} as const

/** Between tones, and how long each is, s. */
const EVERY = 0.3
const LASTS = 0.2

/** A browser lets a page sound only after a touch: the first signal follows one. */
let sound: AudioContext | undefined

export function signal(which: keyof typeof SIGNALS): void {
  const { tones, hertz } = SIGNALS[which]
  navigator.vibrate?.(Array.from({ length: 2 * tones - 1 }, () => 1000 * LASTS))
  if (typeof AudioContext === 'undefined') return
  sound ??= new AudioContext()
  void sound.resume().catch(() => {})
  for (let i = 0; i < tones; i++) {
    const at = sound.currentTime + i * EVERY
    const tone = sound.createOscillator()
    tone.frequency.value = hertz
    tone.connect(sound.destination)
    tone.start(at)
    tone.stop(at + LASTS)
  }
}

/** @returns how to let it go dark again */
export function stayAwake(): () => void {
  const held = navigator.wakeLock?.request('screen').catch(() => undefined)
  return () => void held?.then((lock) => lock?.release())
}
