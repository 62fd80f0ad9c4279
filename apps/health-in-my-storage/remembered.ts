/** Two words of the local storage: the language, and that there was a node. A browser that gives no storage gives none here either. */
export function recall(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}
export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    // The screens say that storage is refused.
  }
}
