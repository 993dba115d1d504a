import type { Metadata } from 'next'
import { LinkFrame } from '@/app/link-frame'
import { TeamInvitationLink } from '@/components/auth/links/team-invitation-link'
import { getMinPasswordLength } from '@/lib/features/auth/assert-password-allowed'
import { mayInviteToTeams } from '@/lib/features/auth/policy'
import { findPageActor } from '@/lib/http/find-page-actor'
import { getEnv } from '@/lib/platform/env/env'

export const metadata: Metadata = { title: 'Join a team' }

export default async function TeamInvitationPage() {
  const actor = await findPageActor()
  return (
    <LinkFrame title="Join a team">
      <TeamInvitationLink
        signedInAs={actor.type === 'user' ? actor.email : null}
        mayRegister={mayInviteToTeams(getEnv().REGISTRATION)}
        minPasswordLength={getMinPasswordLength()}
      />
    </LinkFrame>
  )
}
