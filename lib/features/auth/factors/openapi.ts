import type { ApiSection } from '../../openapi/operation'
import { unlockAccountInput } from '../schema'
import { backupCodesDto, confirmTotpInput, factorsDto, totpEnrolmentDto } from '../schema-factors'

const tag = 'Accounts'
const fresh = 'Needs a proof of who you are that is at most ten minutes old; else 403 with `confirm`.'

/** The second factor. */
export const factorsApi: ApiSection = {
  schemas: { Factors: factorsDto },
  operations: [
    {
      method: 'get',
      path: '/api/account/factors',
      tag,
      summary: 'Get your second factor',
      answers: { 200: { description: 'Whether there is one.', content: factorsDto } },
    },
    {
      method: 'post',
      path: '/api/account/factors/totp',
      tag,
      summary: 'Begin with an authenticator app',
      description: fresh,
      answers: { 201: { description: 'A secret, shown this once; not yet in force.', content: totpEnrolmentDto } },
      problems: ['forbidden', 'conflict'],
    },
    {
      method: 'post',
      path: '/api/account/factors/totp/confirm',
      tag,
      summary: 'Turn two-step sign-in on',
      description: `By a code of the app. Your other sessions end. ${fresh}`,
      body: confirmTotpInput,
      answers: { 200: { description: 'Backup codes.', content: backupCodesDto } },
      problems: ['forbidden', 'conflict'],
    },
    {
      method: 'post',
      path: '/api/account/factors/disable',
      tag,
      summary: 'Turn two-step sign-in off',
      description: fresh,
      answers: { 204: { description: 'It is off.' } },
      problems: ['forbidden', 'conflict'],
    },
    {
      method: 'post',
      path: '/api/account/factors/backup-codes',
      tag,
      summary: 'Make new backup codes',
      description: fresh,
      answers: { 200: { description: 'Backup codes; the old ones no longer work.', content: backupCodesDto } },
      problems: ['forbidden', 'conflict'],
    },
    {
      method: 'post',
      path: '/api/admin/users/reset-factors',
      tag,
      summary: 'Turn off the second factor of somebody',
      description: `For admins, when somebody has neither their app nor backup codes any more. ${fresh}`,
      body: unlockAccountInput,
      answers: { 204: { description: 'It is off; the password alone signs in.' } },
      problems: ['not_found', 'forbidden'],
    },
  ],
}
