import { z } from 'zod'
import { type ApiKeyId, idPattern } from '@/lib/core/ids'
import { keyScopes } from './pure/compute-key-right'

const scopes = z
  .array(z.enum(keyScopes))
  .min(1, 'Choose what the key is for.')
  .max(keyScopes.length)
  .describe(
    '`read`: look at what you may look at. `write`: do what you may do. `admin`: also what you may do as an admin. Each holds the ones before it.',
  )

export const createKeyInput = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1, 'Say what the key is for.')
    .max(100, 'A name has at most 100 characters.')
    .refine((text) => !/\p{Cc}/u.test(text), 'A name is one line of text.'),
  scopes,
  expiresAt: z.iso
    .datetime({ offset: true })
    .nullish()
    .refine((at) => !at || Date.parse(at) > Date.now(), 'This time is over.')
    .describe('When it stops working; never, without.'),
})

export const keyParams = z.object({
  keyId: z
    .string()
    .regex(idPattern)
    .transform((id) => id as ApiKeyId),
})

export const keyDto = z.object({
  id: z.string(),
  name: z.string(),
  prefix: z.string().describe('Its first characters, to tell it by.'),
  scopes: z.array(z.enum(keyScopes)),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
  lastUsedAt: z.iso.datetime().nullable().describe('To the minute.'),
})

export const keysDto = z.object({ items: z.array(keyDto) })
export const createdKeyDto = keyDto.extend({ key: z.string().describe('The key. It is not shown again.') })

export type CreateKeyInput = z.infer<typeof createKeyInput>
export type KeyDto = z.infer<typeof keyDto>
export type CreatedKeyDto = z.infer<typeof createdKeyDto>
