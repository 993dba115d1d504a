import { z } from 'zod'
import { linkToken } from '../schema-links'

/** How long somebody has to think again. */
export const graceDays = 14

export const cancelDeletionInput = z.strictObject({ token: linkToken })

export const deletionDto = z.object({
  dueAt: z.iso.datetime().describe('From then on the account and what goes with it is deleted, within an hour.'),
})

export type DeletionDto = z.infer<typeof deletionDto>
