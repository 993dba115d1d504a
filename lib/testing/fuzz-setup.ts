import fc from 'fast-check'

const { FUZZ_SEED, FUZZ_SEEDS } = process.env

/** The same inputs in every run, so that a failure is the change's; other and more ones are tried by hand with these two. */
fc.configureGlobal({ seed: Number(FUZZ_SEED ?? 1), numRuns: Number(FUZZ_SEEDS ?? 300) })
