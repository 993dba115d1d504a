import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const isQuick = process.env.FAULTS === 'quick'

/** `npm run faults`: against the production build (`npm run build` first). `FAULTS=quick` is the part that `npm test` runs. */
export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '') } },
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: [isQuick ? 'scripts/faults/{matrix,restart}.faults.ts' : 'scripts/faults/*.faults.ts'],
    // What they measure they must not spoil for each other.
    fileParallelism: false,
    env: { LOG_LEVEL: 'silent' },
    pool: 'forks',
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
})
