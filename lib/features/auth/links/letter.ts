import { z } from 'zod'

/** The topic of the outbox under which mails to people about their accounts are sent. */
export const letterTopic = 'account-mail'

const email = z.string()
const at = z.iso.datetime()

/**
 * What a mail is to say. It holds no token: that is made at the moment of sending. What is asked by whoever knows an address
 * (`reset`, `unlock`) names only that; whether there is an account is looked up when it is sent, so that asking takes as
 * long and answers the same either way.
 */
export const letter = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('link'), linkId: z.string() }),
  z.object({ kind: z.literal('reset'), email }),
  z.object({ kind: z.literal('unlock'), email }),
  z.object({ kind: z.literal('already-registered'), email }),
  z.object({ kind: z.literal('new-device'), email, device: z.string(), at }),
  z.object({ kind: z.literal('password-changed'), email, at }),
  z.object({ kind: z.literal('email-changed'), email, at }),
])

export type Letter = z.infer<typeof letter>
