import type { ApiSection } from '../openapi/operation'
import { createdKeyDto, createKeyInput, keyDto, keyParams, keysDto } from './schema'

const tag = 'API keys'

/** Keys for programs: `Authorization: Bearer ag_…`. */
export const apiKeysApi: ApiSection = {
  schemas: { ApiKey: keyDto },
  operations: [
    {
      method: 'get',
      path: '/api/account/api-keys',
      tag,
      summary: 'List your API keys',
      answers: { 200: { description: 'Your keys, the latest first.', content: keysDto } },
      problems: ['forbidden'],
    },
    {
      method: 'post',
      path: '/api/account/api-keys',
      tag,
      summary: 'Make an API key',
      description:
        'Programs send it as `Authorization: Bearer ag_…`. It needs a sign-in, or a confirmed password, within the last ten minutes.',
      body: createKeyInput,
      answers: { 201: { description: 'The key, which is not shown again.', content: createdKeyDto } },
      problems: ['forbidden', 'conflict'],
    },
    {
      method: 'delete',
      path: '/api/account/api-keys/{keyId}',
      tag,
      summary: 'Revoke an API key',
      description: 'Live connections that were opened with it close at once.',
      params: keyParams,
      answers: { 204: { description: 'It is over.' } },
      problems: ['forbidden', 'not_found'],
    },
  ],
}
