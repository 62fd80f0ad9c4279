declare module '*?worker&url' {
  const url: string
  export default url
}
declare module '*.css'

/** Trusted Types, as far as this page uses them (TypeScript's DOM library has none yet). */
interface Window {
  readonly trustedTypes?: {
    createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): unknown }
  }
}
