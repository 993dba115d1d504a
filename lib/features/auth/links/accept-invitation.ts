import { AppError } from '@/lib/core/errors'
import { newId, type TeamId, type UserId } from '@/lib/core/ids'
import { getDb } from '@/lib/platform/db/prisma'
import { isMailSetUp } from '@/lib/platform/mail/is-mail-set-up'
import { count } from '@/lib/platform/metrics/metrics'
import { holdTeamToJoin, joinTeam } from '../../teams/join-team'
import { getAdmission } from '../admission/get-admission'
import { assertDomainAllowed } from '../assert-domain-allowed'
import { assertPasswordAllowed } from '../assert-password-allowed'
import { hashPassword } from '../password-hash'
import { mayInviteToTeams } from '../policy'
import { insertUserIn } from '../repo'
import { getLink, linkIsOver } from './get-link'
import * as links from './repo-links'
import { hasAccount } from './verify-email'

interface Accept {
  token: string
  name: string
  password: string
}

/**
 * Makes the account that somebody was invited to, by whoever runs the instance or into a team; then they are in the team.
 * Errors: invalid_input, conflict when the address has an account, forbidden when teams cannot bring new people here.
 */
export async function acceptInvitation({ token, name, password }: Accept): Promise<{ email: string }> {
  const link = await getLink(token, ['invite', 'team_invite'])
  if (link.purpose === 'team_invite' && !mayInviteToTeams((await getAdmission()).registration)) throw closedToTeams()
  const { email } = link
  if (link.purpose === 'team_invite') await assertDomainAllowed(email)
  await assertPasswordAllowed({ path: 'password', password, name, email })
  const user = { id: newId<UserId>(), email, name, passwordHash: await hashPassword(password) }
  let result = 'failure'
  try {
    await getDb().$transaction((tx) => makeAccount(tx, { link, user }))
    result = 'success'
  } finally {
    count('auth_service_registration_attempts_total', { result })
  }
  return { email }
}

interface Invited {
  link: links.LinkRow
  user: { id: UserId; email: string; name: string; passwordHash: string }
}

async function makeAccount(tx: links.Transaction, { link, user }: Invited): Promise<void> {
  const { id, email, role, teamRole } = link
  const teamId = link.teamId as TeamId | null
  if (teamId) await holdTeamToJoin(tx, teamId)
  if (!(await links.markUsed(tx, id))) throw linkIsOver()
  const proof = isMailSetUp() ? { emailVerifiedAt: new Date() } : {}
  const inserted = await insertUserIn(tx, { ...user, ...proof, ...(role ? { role } : {}) }, () => true)
  // The link stays as it was: into a team it leads who has an account as well.
  if (inserted.outcome !== 'created') throw hasAccount()
  await links.withdrawLinks(tx, { email, purposes: ['register', 'invite'] })
  if (teamId && teamRole) await joinTeam(tx, { teamId, role: teamRole, user })
}

const closedToTeams = () =>
  new AppError('forbidden', 'Nobody new can come here by a team. Ask whoever runs this AutoGraph for an account.')
