/**
 * A browser that clears a site's data takes keys and records at once, and what is left looks like a first start. A mark in the local
 * storage, which is not cleared with them, tells the two apart. It says nothing but that there was a node.
 */
const KEY = 'hdms-made'
export const markMade = (): void => localStorage.setItem(KEY, 'yes')
export const wasLost = (): boolean => localStorage.getItem(KEY) === 'yes'
