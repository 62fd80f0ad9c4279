/**
 * Capabilities of other parties that are built into the page: none. `hdms app build --capability …` puts them in the
 * place of this list (`apps/vite.guests.ts`); a page's policy forbids code from elsewhere.
 */
import type { LoadedGuest } from '../core/guest.ts'

/** With the hash of the files that each was built from. */
export const GUESTS: readonly LoadedGuest[] = []
