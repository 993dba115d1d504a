import { z } from 'zod'
import { cancelDeletionInput, deletionDto, requestDeletionInput } from '../auth/deletion/deletion-schema'
import type { ApiSection } from '../openapi/operation'
import { exportQuery } from './schema'

const tag = 'Accounts'

export const privacyApi: ApiSection = {
  schemas: {},
  operations: [
    {
      method: 'get',
      path: '/api/account/export',
      tag,
      summary: 'Take your data along',
      description:
        'Profile, sessions, names of keys, what the audit log says that you did, and the diagrams that you own with their files, as a gzipped tar archive. Needs a sign-in or a confirmation within the last ten minutes; at most five an hour.',
      query: exportQuery,
      answers: {
        200: { description: 'The archive, made while it is taken.', content: { contentType: 'application/gzip' } },
        204: { description: 'With `check`: it would be given.' },
      },
      problems: ['forbidden'],
    },
    {
      method: 'post',
      path: '/api/account/deletion',
      tag,
      summary: 'Delete your account',
      description:
        'In 14 days. Until then every session and API key of yours is over, and signing in (with `keep`) keeps the account. Diagrams that others may change go to whoever of them has been longest with each; all others are deleted. Needs a sign-in or a confirmation within the last ten minutes.',
      body: requestDeletionInput,
      answers: { 200: { description: 'When it will be gone.', content: deletionDto } },
      problems: ['forbidden', 'conflict'],
    },
    {
      method: 'post',
      path: '/api/auth/deletion/cancel',
      tag,
      summary: 'Keep an account that is to be deleted',
      description: 'By the link of a mail, which works once, until the account is gone.',
      public: true,
      body: cancelDeletionInput,
      answers: { 200: { description: 'It stays.', content: z.object({ email: z.string() }) } },
    },
  ],
}
