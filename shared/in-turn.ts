/** One thing after another, in the order in which they were asked for; a failure is its asker's and holds nothing up. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>

export function inTurn(): InTurn {
  let tail: Promise<unknown> = Promise.resolve()
  return (work) => {
    const result = tail.then(work)
    tail = result.catch(() => {})
    return result
  }
}

/** The same of each key by itself: what one key waits for holds no other up. */
export type InTurnOf = <T>(key: string, work: () => Promise<T>) => Promise<T>

export function inTurnOf(): InTurnOf {
  const tails = new Map<string, Promise<unknown>>()
  return (key, work) => {
    const result = (tails.get(key) ?? Promise.resolve()).then(work)
    const tail = result
      .catch(() => {})
      .then(() => {
        if (tails.get(key) === tail) tails.delete(key)
      })
    tails.set(key, tail)
    return result
  }
}

/** Has the turn of several keys at once, whoever else asks for some of them. */
export function inAllTurns<T>(turns: InTurnOf, keys: readonly string[], work: () => Promise<T>): Promise<T> {
  // Each takes them in one order, so that none waits for another that waits for it.
  const [first, ...rest] = [...new Set(keys)].sort()
  return first === undefined ? work() : turns(first, () => inAllTurns(turns, rest, work))
}
