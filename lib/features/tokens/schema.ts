import { z } from 'zod'
import { typedPassword } from '../auth/schema'

export const tokenInput = z.strictObject({
  email: z.string().trim().toLowerCase().max(1_000),
  password: typedPassword,
  totp: z.string().max(100).optional().describe('The code of two-step sign-in, where the account has it.'),
})

export const refreshInput = z.strictObject({ refreshToken: z.string().min(1).max(200) })

export const tokensDto = z.object({
  accessToken: z.string().describe('A JWT (EdDSA) with `sub`, `email`, `roles` and `sid`.'),
  refreshToken: z.string().describe('For the next pair, once. All end 30 days after the sign-in.'),
  expiresIn: z.number().int().describe('Seconds that the access token lasts.'),
})

export const publicKeysDto = z.object({
  keys: z.array(
    z.object({
      kty: z.literal('OKP'),
      crv: z.literal('Ed25519'),
      x: z.string(),
      kid: z.string(),
      alg: z.literal('EdDSA'),
      use: z.literal('sig'),
    }),
  ),
})

export type TokenInput = z.infer<typeof tokenInput>
export type TokensDto = z.infer<typeof tokensDto>
