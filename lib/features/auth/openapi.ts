import { z } from 'zod'
import type { ApiSection } from '../openapi/operation'
import {
  accountDto,
  accountSessionDto,
  accountSessionsDto,
  changePasswordInput,
  confirmInput,
  credentialsInput,
  registeredDto,
  registerInput,
  sessionParams,
  unlockAccountInput,
  updateAccountInput,
} from './schema'

const tag = 'Accounts'
const csrfToken = z.string().describe('From `GET /api/auth/csrf`, which also sets the cookie it is compared with.')
const redirectFlag = z.literal('true').optional().describe('Answers with JSON instead of a redirect.')
const callbackUrl = z.string().optional().describe('A path of this site to go to afterwards.')
const notJson = 'Without `json`, or with a `csrfToken` that is not ours: where a form goes next. See its `Location`.'
const redirected = z.object({ url: z.url() })
const form = (fields: z.ZodRawShape) => ({
  contentType: 'application/x-www-form-urlencoded',
  schema: z.object({ csrfToken, json: redirectFlag, callbackUrl, ...fields }),
})

/** Accounts and sessions. Those of the calls below `/api/auth` that have no route file of their own are next-auth's. */
export const authApi: ApiSection = {
  schemas: { Account: accountDto, AccountSession: accountSessionDto },
  operations: [
    {
      method: 'post',
      path: '/api/auth/register',
      tag,
      summary: 'Create an account',
      description:
        'The first account becomes admin. Whether others may register is a setting of the instance. With a mail server their accounts begin once the address is confirmed, and the answer does not tell whether it has an account.',
      public: true,
      body: registerInput,
      answers: {
        201: { description: 'The account, or a word that its address has to be confirmed.', content: registeredDto },
      },
      problems: ['conflict', 'forbidden', 'unavailable'],
    },
    {
      method: 'post',
      path: '/api/auth/password/change',
      tag,
      summary: 'Change your password',
      description: 'Every other session of yours ends. A wrong current password counts as a failed sign-in.',
      body: changePasswordInput,
      answers: { 204: { description: 'Changed.' } },
      problems: ['conflict', 'unavailable'],
    },
    {
      method: 'post',
      path: '/api/admin/users/unlock',
      tag,
      summary: 'Unlock an account',
      description: 'Lets somebody try again to sign in, after too many failures.',
      body: unlockAccountInput,
      answers: { 204: { description: 'Unlocked, or it was not locked.' } },
      problems: ['not_found'],
    },
    {
      method: 'get',
      path: '/api/auth/csrf',
      tag,
      summary: 'Get a token for signing in or out',
      public: true,
      answers: { 200: { description: 'The token.', content: z.object({ csrfToken: z.string() }) } },
    },
    {
      method: 'post',
      path: '/api/auth/callback/credentials',
      tag,
      summary: 'Sign in',
      description:
        'Sets the session cookie: for a day, or for thirty with `remember`. JSON is accepted as well as a form.',
      public: true,
      body: form(credentialsInput.shape),
      answers: {
        200: { description: 'Signed in; where to go.', content: redirected },
        302: { description: notJson },
        401: { description: 'Unknown address or wrong password; the same answer for both.', content: redirected },
      },
      problems: ['forbidden', 'unavailable'],
    },
    {
      method: 'get',
      path: '/api/auth/session',
      tag,
      summary: 'Who is signed in',
      public: true,
      answers: {
        200: {
          description: 'The account and when the session ends, or an empty object.',
          content: z.object({ user: accountDto, expires: z.iso.datetime() }).partial(),
        },
      },
    },
    {
      method: 'get',
      path: '/api/auth/providers',
      tag,
      summary: 'List the ways to sign in',
      public: true,
      answers: { 200: { description: 'The providers by id.', content: z.record(z.string(), z.looseObject({})) } },
    },
    {
      method: 'post',
      path: '/api/auth/signout',
      tag,
      summary: 'Sign out',
      description: 'Ends the session on the server as well, and closes what it has open.',
      public: true,
      body: form({}),
      answers: {
        200: { description: 'Signed out; where to go.', content: redirected },
        302: { description: notJson },
      },
    },
    {
      method: 'get',
      path: '/api/account',
      tag,
      summary: 'Get your account',
      answers: { 200: { description: 'The account.', content: accountDto } },
    },
    {
      method: 'patch',
      path: '/api/account',
      tag,
      summary: 'Change your name',
      body: updateAccountInput,
      answers: { 200: { description: 'The account.', content: accountDto } },
    },
    {
      method: 'post',
      path: '/api/account/confirm',
      tag,
      summary: 'Confirm that it is you',
      description:
        'For ten minutes it allows what is refused with the code `confirm`. A wrong password or code counts as a failed sign-in.',
      body: confirmInput,
      answers: { 204: { description: 'Confirmed.' } },
      problems: ['forbidden', 'unavailable'],
    },
    {
      method: 'get',
      path: '/api/account/sessions',
      tag,
      summary: 'List where you are signed in',
      isConditional: true,
      answers: { 200: { description: 'Your sessions, the one seen last first.', content: accountSessionsDto } },
    },
    {
      method: 'delete',
      path: '/api/account/sessions',
      tag,
      summary: 'Sign out everywhere else',
      answers: { 204: { description: 'All your sessions but this one are over.' } },
    },
    {
      method: 'delete',
      path: '/api/account/sessions/{sessionId}',
      tag,
      summary: 'End one session',
      description: 'Its open diagrams close at once.',
      params: sessionParams,
      answers: { 204: { description: 'It is over.' } },
    },
  ],
}
