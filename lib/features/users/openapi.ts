import type { ApiSection } from '../openapi/operation'
import {
  changedUserDto,
  changeUserInput,
  deleteUserQuery,
  listUsersQuery,
  userDto,
  userPageDto,
  userParams,
} from './schema'

const tag = 'Users'

/** Everybody with an account, for admins. */
export const usersApi: ApiSection = {
  schemas: { User: userDto, UserPage: userPageDto, ChangedUser: changedUserDto },
  operations: [
    {
      method: 'get',
      path: '/api/admin/users',
      tag,
      summary: 'List everybody with an account',
      description: 'For admins. By name, and whoever is invited by their address.',
      query: listUsersQuery,
      answers: { 200: { description: 'Who matches.', content: userPageDto } },
      problems: ['not_found'],
    },
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
    {
      method: 'delete',
      path: '/api/admin/users/{userId}',
      tag,
      summary: 'Delete an account for good',
      description:
        'Whoever `transferTo` names gets its diagrams, the trashed ones too, and the teams that it alone owns; without, there may be none. Shares, documents and pictures stay as they are. It needs a confirmed password within the last ten minutes.',
      params: userParams,
      query: deleteUserQuery,
      answers: { 204: { description: 'It is gone.' } },
      problems: ['forbidden', 'conflict'],
    },
    {
      method: 'delete',
      path: '/api/admin/users/{userId}/sessions',
      tag,
      summary: 'Sign somebody out everywhere',
      description: 'For admins. What they have open closes at once; API keys go on.',
      params: userParams,
      answers: { 204: { description: 'They are signed out.' } },
    },
  ],
}
