import type { ApiSection } from '../openapi/operation'
import { publicKeysDto, refreshInput, tokenInput, tokensDto } from './schema'

const tag = 'Tokens'

/** Signing in without a browser: `Authorization: Bearer <access token>`. */
export const tokensApi: ApiSection = {
  schemas: { Tokens: tokensDto },
  operations: [
    {
      method: 'post',
      path: '/api/auth/token',
      tag,
      summary: 'Sign a program in',
      description:
        'The session appears among those of the account and can be ended there, which ends its tokens at once. A wrong password counts as a failed sign-in.',
      public: true,
      body: tokenInput,
      answers: { 200: { description: 'The first pair of tokens.', content: tokensDto } },
      problems: ['unauthenticated', 'forbidden', 'unavailable'],
    },
    {
      method: 'post',
      path: '/api/auth/token/refresh',
      tag,
      summary: 'Get the next pair of tokens',
      description: 'A refresh token works once. One that is used twice ends the session.',
      public: true,
      body: refreshInput,
      answers: { 200: { description: 'The next pair of tokens.', content: tokensDto } },
      problems: ['unauthenticated'],
    },
    {
      method: 'get',
      path: '/api/auth/jwks',
      tag,
      summary: 'The keys that access tokens are signed with',
      description: 'Also at `/.well-known/jwks.json`.',
      public: true,
      answers: { 200: { description: 'A JSON Web Key Set.', content: publicKeysDto } },
    },
  ],
}
