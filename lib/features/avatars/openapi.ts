import { z } from 'zod'
import type { ApiSection } from '../openapi/operation'
import { avatarParams } from './schema'

const tag = 'Accounts'

export const avatarsApi: ApiSection = {
  schemas: {},
  operations: [
    {
      method: 'post',
      path: '/api/account/avatar',
      tag,
      summary: 'Choose a picture of yourself',
      description:
        'PNG, JPEG or GIF, at most 2 MB and 16 megapixels. Its middle square is kept as a PNG of 256 pixels, and nothing else of the file.',
      body: {
        contentType: 'multipart/form-data',
        schema: z.object({ file: z.string().meta({ format: 'binary' }) }),
      },
      answers: { 204: { description: 'Others see it now.' } },
      problems: ['forbidden'],
    },
    {
      method: 'delete',
      path: '/api/account/avatar',
      tag,
      summary: 'Remove your picture',
      answers: { 204: { description: 'Others see your initials.' } },
      problems: ['forbidden'],
    },
    {
      method: 'get',
      path: '/api/avatars/{userId}',
      tag,
      summary: 'Get the picture of somebody',
      params: avatarParams,
      isConditional: true,
      answers: {
        200: { description: 'The picture.', content: { contentType: 'image/png' } },
        204: { description: 'There is none: show initials.' },
      },
    },
  ],
}
