/**
 * `npm run torture -- [--rounds N] [--seed S] [--bare]`: five clients edit one diagram while the app, PostgreSQL and their
 * connections are killed at random. After every round all clients and the database must hold the same document, and it
 * must contain every edit that was acknowledged or seen. `--bare` tortures the library's room with a snapshot every 2 s.
 */
// The library's client throttles to frames of a screen, except in tests.
Object.assign(process.env, { NODE_ENV: 'test' })
process.env.LOG_LEVEL ??= 'silent'

const { parseArgs } = await import('node:util')
const { values } = parseArgs({
  options: { rounds: { type: 'string' }, seed: { type: 'string' }, bare: { type: 'boolean' } },
})
const { torture } = await import('./torture')
const isClean = await torture({
  rounds: Number(values.rounds ?? 10),
  seed: Number(values.seed ?? Date.now() % 1_000_000),
  isBare: values.bare ?? false,
})
process.exit(isClean && !process.exitCode ? 0 : 1)
