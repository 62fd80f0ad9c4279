/** Puts an item at the end of a key's list. A new list for each item would make n items cost n²: a body of 100,000 entries took minutes. */
export function append<K, T>(lists: Map<K, T[]>, key: K, item: T): void {
  const list = lists.get(key)
  if (list) list.push(item)
  else lists.set(key, [item])
}
