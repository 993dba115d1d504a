import Link from 'next/link'
import { TopBar } from '@/components/shell/top-bar'
import { decideTeamAction } from '@/lib/features/teams/policy'
import type { TeamDto, TeamInvitationsDto, TeamMemberDto } from '@/lib/features/teams/schema'
import { InviteToTeamForm } from './invite-to-team-form'
import { TeamInvitationItem } from './team-invitation-item'
import { TeamMemberItem } from './team-member-item'
import { TeamSettings } from './team-settings'

interface TeamPeoplePageProps {
  team: TeamDto
  members: readonly TeamMemberDto[]
  /** Null: not for who looks. */
  invitations: TeamInvitationsDto | null
  userId: string
  /** Whether whoever looks proves who they are by a code. */
  byCode: boolean
}

const list = 'overflow-hidden rounded-panel border border-line bg-panel'

/** Who is in a team and who is asked in, and what becomes of the team itself. */
export function TeamPeoplePage({ team, members, invitations, userId, byCode }: TeamPeoplePageProps) {
  return (
    <>
      <TopBar mayCreate={false}>
        <h1 className="flex min-w-0 items-baseline gap-1.5 font-semibold text-lead">
          <Link href={`/teams/${team.id}`} className="truncate rounded-control hover:underline">
            {team.name}
          </Link>
          <span aria-hidden className="font-normal text-faint">
            /
          </span>
          <span>People</span>
        </h1>
      </TopBar>
      <main className="flex w-full max-w-180 flex-1 flex-col gap-10 px-4 pt-6 pb-24 sm:px-6">
        <section aria-labelledby="members">
          <h2 id="members" className="mb-3 font-semibold text-lead">
            Members
          </h2>
          <ul aria-labelledby="members" className={list}>
            {members.map((member) => (
              <TeamMemberItem key={member.id} team={team} member={member} isSelf={member.id === userId} />
            ))}
          </ul>
        </section>
        {invitations ? <Invitations team={team} invitations={invitations} /> : null}
        {decideTeamAction(team.role, 'rename') ? (
          <TeamSettings team={team} members={members} userId={userId} byCode={byCode} />
        ) : null}
      </main>
    </>
  )
}

function Invitations({ team, invitations: { items, mail } }: { team: TeamDto; invitations: TeamInvitationsDto }) {
  return (
    <section aria-labelledby="invitations">
      <h2 id="invitations" className="font-semibold text-lead">
        Invite people
      </h2>
      <p className="mt-0.5 mb-4 text-muted">
        {mail
          ? 'They get a mail with a link that works for 7 days, whether they have an account or not.'
          : 'This server sends no mail: invite somebody, show their link, and pass it on. It works for 7 days.'}
      </p>
      <InviteToTeamForm teamId={team.id} />
      {items.length > 0 ? (
        <ul aria-label="Open invitations" className={`mt-4 ${list}`}>
          {items.map((invitation) => (
            <TeamInvitationItem key={invitation.id} teamId={team.id} invitation={invitation} mail={mail} />
          ))}
        </ul>
      ) : null}
    </section>
  )
}
