import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { sections } from '@/lib/features/openapi/get-openapi-document'
import { auditActions } from '@/lib/platform/audit/audit-actions'
import { listFiles } from './list-files'

/** Written in the use case, so that entry and change are one transaction or the attempt is told of as well. */
const inUseCases: Record<string, string> = {
  'POST /api/auth/register': 'account.register',
  'POST /api/auth/password/change': 'account.password.change',
  'POST /api/auth/password/reset': 'account.password.reset',
  'POST /api/auth/email/verify': 'account.email.verify',
  'POST /api/auth/email/confirm': 'account.email.change',
  'POST /api/account/email': 'account.email.change',
  'POST /api/account/deletion': 'account.deletion.request',
  'POST /api/auth/deletion/cancel': 'account.deletion.cancel',
  'POST /api/auth/unlock': 'account.unlock',
  'POST /api/auth/invitations/accept': 'account.register',
  'POST /api/auth/callback/credentials': 'session.start',
  'POST /api/auth/token': 'session.start',
  'POST /api/auth/token/refresh': 'token.reuse',
  'POST /api/account/factors/totp/confirm': 'account.factor.enable',
  'POST /api/admin/users/reset-factors': 'account.factor.reset',
  'POST /api/account/factors/disable': 'account.factor.disable',
  'POST /api/account/factors/backup-codes': 'account.backup-codes.renew',
  'POST /api/auth/signout': 'session.end',
  'DELETE /api/account/sessions': 'session.revoke',
  'DELETE /api/account/sessions/{sessionId}': 'session.revoke',
  'POST /api/admin/users/unlock': 'account.unlock',
  'PATCH /api/admin/users/{userId}': 'account.role.change',
  'PATCH /api/admin/admission': 'admission.change',
  'DELETE /api/admin/users/{userId}': 'account.delete',
  'DELETE /api/admin/users/{userId}/sessions': 'session.revoke',
  'POST /api/diagrams/{diagramId}/members': 'diagram.member.add',
  'PATCH /api/diagrams/{diagramId}/members/{userId}': 'diagram.member.change',
  'DELETE /api/diagrams/{diagramId}/members/{userId}': 'diagram.member.remove',
  'DELETE /api/diagrams/{diagramId}': 'diagram.delete',
  'PUT /api/diagrams/{diagramId}/team': 'diagram.team.change',
  'POST /api/teams': 'team.create',
  'PATCH /api/teams/{teamId}': 'team.rename',
  'DELETE /api/teams/{teamId}': 'team.delete',
  'POST /api/teams/{teamId}/transfer': 'team.transfer',
  'PATCH /api/teams/{teamId}/members/{userId}': 'team.member.change',
  'DELETE /api/teams/{teamId}/members/{userId}': 'team.member.remove',
  'POST /api/teams/{teamId}/invitations': 'team.invite',
  'DELETE /api/teams/{teamId}/invitations/{invitationId}': 'team.invitation.withdraw',
  'POST /api/teams/invitations/accept': 'team.member.add',
  'POST /api/diagrams/batch': 'diagram.delete',
  'PUT /api/admin/audit/retention': 'audit.retention.change',
}

/** What the audit log does not tell of, and why not. */
const notAudited: Record<string, string> = {
  'POST /api/auth/password/forgot': 'anybody may ask for anybody; the reset is told of',
  'POST /api/auth/links/read': 'changes nothing',
  'POST /api/account/email/verification': 'sends a mail to its own mailbox',
  'POST /api/account/factors/totp': 'in force only once it is confirmed',
  'PATCH /api/account': 'a name gives nobody a right',
  'POST /api/account/avatar': 'a picture gives nobody a right',
  'DELETE /api/account/avatar': 'a picture gives nobody a right',
  'POST /api/dependencies/diagram': 'work',
  'POST /api/diagrams': 'work, of which the diagram itself tells',
  'PATCH /api/diagrams/{diagramId}': 'work',
  'PUT /api/diagrams/{diagramId}/document': 'work',
  'POST /api/diagrams/{diagramId}/duplicate': 'work',
  'POST /api/diagrams/{diagramId}/sync-ticket': 'opening a diagram, as without one',
  'POST /api/diagrams/{diagramId}/restore': 'gives back what was there; to its owner only',
  'POST /api/diagrams/{diagramId}/link-previews': 'changes nothing',
  'POST /api/assets': 'work',
  'POST /api/errors': 'a report of a browser, by anybody',
  'POST /api/checks/{checkId}/run': 'looks, as every minute without being asked',
  'POST /api/checks/beats/{token}': 'a sign of life of a program',
  'POST /api/silences/preview': 'changes nothing',
}

const mutating = sections
  .flatMap(({ operations }) => operations)
  .filter(({ method }) => method !== 'get')
  .map(({ method, path }) => `${method.toUpperCase()} ${path}`)

/** The action that a route file names for a method, as `audit: '…'` in its specification. */
async function findRouteAction(operation: string): Promise<string | undefined> {
  const [method = '', path = ''] = operation.split(' ')
  const file = `app${path.replaceAll(/\{(\w+)\}/g, '[$1]')}/route.ts`
  const source = await readFile(file, 'utf8').catch(() => '')
  const [, rest = ''] = source.split(`export const ${method} = `)
  return /\baudit: '([\w.-]+)'/.exec(rest.split('export const ')[0] ?? '')?.[1]
}

it('every operation that changes something is told of by the audit log, or there is a reason why not', async () => {
  const untold: string[] = []
  for (const operation of mutating) {
    const ways = [await findRouteAction(operation), inUseCases[operation], notAudited[operation]].filter(Boolean)
    if (ways.length !== 1) untold.push(`${operation}: ${ways.length === 0 ? 'no way' : ways.join(' and ')}`)
  }
  expect(untold).toEqual([])
  const listed = [...Object.keys(inUseCases), ...Object.keys(notAudited)]
  expect(listed.filter((operation) => !mutating.includes(operation))).toEqual([])
})

it('every action that is listed is written somewhere', async () => {
  const files = (await listFiles('lib'))
    .concat(await listFiles('app'))
    .filter((file) => /(?<!\.test)\.tsx?$/.test(file))
  const sources = await Promise.all(
    files.filter((file) => !file.endsWith('audit-actions.ts')).map((file) => readFile(file, 'utf8')),
  )
  const unused = auditActions.filter((action) => !sources.some((source) => source.includes(`'${action}'`)))
  expect(unused).toEqual([])
  expect(Object.values(inUseCases).filter((action) => !auditActions.some((one) => one === action))).toEqual([])
})
