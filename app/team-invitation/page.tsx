import type { Metadata } from 'next'
import { LinkFrame } from '@/app/link-frame'
import { TeamInvitationLink } from '@/components/auth/links/team-invitation-link'
import { getAdmission } from '@/lib/features/auth/admission/get-admission'
import { getMinPasswordLength } from '@/lib/features/auth/assert-password-allowed'
import { mayInviteToTeams } from '@/lib/features/auth/policy'
import { findPageActor } from '@/lib/http/find-page-actor'

export const metadata: Metadata = { title: 'Join a team' }

export default async function TeamInvitationPage() {
  const [actor, { registration }] = await Promise.all([findPageActor(), getAdmission()])
  return (
    <LinkFrame title="Join a team">
      <TeamInvitationLink
        signedInAs={actor.type === 'user' ? actor.email : null}
        mayRegister={mayInviteToTeams(registration)}
        minPasswordLength={getMinPasswordLength()}
      />
    </LinkFrame>
  )
}
