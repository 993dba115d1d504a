import type { ApiSection } from '../openapi/operation'
import { changedUserDto, changeUserInput, userParams } from './schema'

const tag = 'Users'

/** Everybody with an account, for admins. */
export const usersApi: ApiSection = {
  schemas: { ChangedUser: changedUserDto },
  operations: [
    {
      method: 'patch',
      path: '/api/admin/users/{userId}',
      tag,
      summary: 'Change what somebody may do',
      description:
        'Suspending ends all their sessions, closes what they have open, and stops their keys; restoring lets them sign in again, and their keys work again. Another role needs a confirmed password within the last ten minutes. The last admin who can sign in stays one.',
      params: userParams,
      body: changeUserInput,
      answers: { 200: { description: 'As they are now.', content: changedUserDto } },
      problems: ['forbidden', 'conflict'],
    },
  ],
}
