/** A bounded memory: what was used last stays, the rest is forgotten. */
export class Recent<K, V> {
  private readonly values = new Map<K, V>()
  private readonly limit: number

  /** @param limit how many values stay */
  constructor(limit: number) {
    this.limit = limit
  }

  get(key: K): V | undefined {
    const value = this.values.get(key)
    if (value === undefined) return undefined
    // A Map keeps the order of insertion: the first is the one that was not used for longest.
    this.values.delete(key)
    this.values.set(key, value)
    return value
  }

  forget(key: K): void {
    this.values.delete(key)
  }

  put(key: K, value: V): void {
    this.values.delete(key)
    for (const [oldest] of this.values) {
      if (this.values.size < this.limit) break
      this.values.delete(oldest)
    }
    this.values.set(key, value)
  }
}
