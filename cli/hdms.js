#!/usr/bin/env node
// `npx hdms`: the sources run as they are under Node 24.
await import('./hdms.ts')
