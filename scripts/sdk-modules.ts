/** Modules of `@hdms/sdk`, by the paths that are imported. */
export const SDK_MODULES: Readonly<Record<string, string>> = {
  '.': 'sdk/index.ts',
  './client': 'sdk/client.ts',
  './testing': 'sdk/testing/index.ts',
}
