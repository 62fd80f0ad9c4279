/** The content security policy under which the app's page and its workers run. */

/** The two constant rules that React Aria inserts by itself (touch on buttons, scrolling under a dialog), by hash. */
const LIBRARY_STYLES = ['sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o=', 'sha256-gYiS/BvZvRcK27JIXTuwhZ3hs2+VJ1X+2gUlE+farlg=']

/**
 * Scripts from here alone (WebAssembly for Argon2id), no inline style or script, script URLs only through the page's one policy.
 * Peers may be any hospital, so connections go to any secure address, and in the sandbox to loopback.
 */
export const POLICY: string = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  `style-src 'self' ${LIBRARY_STYLES.map((hash) => `'${hash}'`).join(' ')}`,
  "img-src 'self'",
  "manifest-src 'self'",
  "connect-src 'self' https: wss: http://127.0.0.1:* ws://127.0.0.1:*",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types hdms',
].join('; ')
