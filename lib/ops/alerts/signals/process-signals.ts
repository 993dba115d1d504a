import { z } from 'zod'

const counts = z.record(z.string().max(40), z.number().min(0))

/** What one process knows for signals; small enough for a message. */
export const processSignals = z.object({
  /** By how much its counters have grown in the last five minutes, and the buckets of its histograms, by upper bound. */
  grown: z.object({ requests: counts, durations: counts, saving: counts, signIns: counts }),
  /** The worst of what its monitors have read; left out where they have read nothing lately. */
  worst: z.object({
    cpu: z.number().optional(),
    memory: z.number().optional(),
    disk: z.number().optional(),
    event_loop_delay: z.number().optional(),
  }),
})

export type ProcessSignals = z.infer<typeof processSignals>
export type GrownName = keyof ProcessSignals['grown']
export type WorstName = keyof ProcessSignals['worst']

export const grownNames = Object.keys(processSignals.shape.grown.shape) as GrownName[]
export const worstNames = Object.keys(processSignals.shape.worst.shape) as WorstName[]
