/** The content security policy under which the app's page and its workers run. */
import { pagePolicy } from '@hdms/platform/node/http/page-policy.ts'

/**
 * Scripts from here alone (WebAssembly for Argon2id). Peers may be any hospital, so connections go to any secure address, and in the sandbox
 * to loopback.
 */
export const POLICY: string = pagePolicy(
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self' https: wss: http://127.0.0.1:* ws://127.0.0.1:*",
)
