/**
 * A browser that clears a site's data takes keys and records at once, and what is left looks like a first start. A mark in the local
 * storage, which is not cleared with them, tells the two apart. It says nothing but that there was a node.
 */
import { recall, remember } from './remembered.ts'

const KEY = 'hdms-made'
export const markMade = (): void => remember(KEY, 'yes')
export const wasLost = (): boolean => recall(KEY) === 'yes'
