/** The content security policy of our pages. */

/** The two constant rules that React Aria inserts by itself (touch on buttons, scrolling under a dialog), by hash. */
const LIBRARY_STYLES = ['sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o=', 'sha256-gYiS/BvZvRcK27JIXTuwhZ3hs2+VJ1X+2gUlE+farlg=']

/**
 * No inline style or script, nothing from elsewhere, script URLs only through the page's one policy.
 * @param more whom the page may ask, and what else it needs
 */
export const pagePolicy = (...more: readonly string[]): string =>
  [
    "default-src 'none'",
    `style-src 'self' ${LIBRARY_STYLES.map((hash) => `'${hash}'`).join(' ')}`,
    "img-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types hdms',
    ...(more.some((each) => each.startsWith('script-src')) ? [] : ["script-src 'self'"]),
    ...more,
  ].join('; ')
