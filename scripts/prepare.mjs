/**
 * Runs after `npm ci`: generates the Prisma client. Prisma wants a native schema engine that `generate` does not use; any
 * existing file satisfies it, so nothing is downloaded.
 */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const prisma = fileURLToPath(new URL('../node_modules/prisma/build/index.js', import.meta.url))
execFileSync(process.execPath, [prisma, 'generate'], {
  stdio: ['ignore', 'ignore', 'inherit'],
  env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1' },
})
