import { z } from 'zod'
import { emailAddress } from '../schema'
import { linkToken } from '../schema-links'

/** How long somebody has to think again. */
export const graceDays = 14

export const requestDeletionInput = z.strictObject({
  email: emailAddress.describe('Of your own account: nothing is deleted for a page that shows another, or by a slip.'),
})

export const cancelDeletionInput = z.strictObject({ token: linkToken })

export const deletionDto = z.object({
  dueAt: z.iso.datetime().describe('From then on the account and what goes with it is deleted, within an hour.'),
})

export type DeletionDto = z.infer<typeof deletionDto>
