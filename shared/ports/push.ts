/** Wakes a sleeping node. A push carries nothing: it says only that there may be something to fetch. */
export interface PushSource {
  /** The registration token that the message queue hands to the push service. */
  register(): Promise<string>
  /** Calls `wake` for every push until the signal aborts. */
  listen(wake: () => void, signal: AbortSignal): void
}
