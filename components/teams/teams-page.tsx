import { UsersRound } from 'lucide-react'
import Link from 'next/link'
import { TopBar } from '@/components/shell/top-bar'
import { EmptyState } from '@/components/ui/empty-state'
import type { TeamDto } from '@/lib/features/teams/schema'
import { CreateTeamButton } from './create-team-button'
import { teamRoleLabels } from './team-role-labels'

/** The teams that one is in. */
export function TeamsPage({ teams, mayCreate }: { teams: readonly TeamDto[]; mayCreate: boolean }) {
  return (
    <>
      <TopBar>
        <h1 className="truncate font-semibold text-lead">Teams</h1>
      </TopBar>
      <main className="w-full max-w-200 flex-1 px-4 pt-6 pb-24 sm:px-6">
        {teams.length === 0 ? (
          <EmptyState
            icon={<UsersRound />}
            title="You are in no team yet"
            actions={mayCreate ? <CreateTeamButton /> : undefined}
          >
            People of a team can all open its diagrams. Make one and invite whom you draw with, or open the link that
            somebody has sent you.
          </EmptyState>
        ) : (
          <>
            <ul aria-label="Your teams" className="overflow-hidden rounded-panel border border-line bg-panel">
              {teams.map((team) => (
                <TeamItem key={team.id} team={team} />
              ))}
            </ul>
            {mayCreate ? (
              <div className="mt-4">
                <CreateTeamButton />
              </div>
            ) : null}
          </>
        )}
      </main>
    </>
  )
}

function TeamItem({ team }: { team: TeamDto }) {
  return (
    <li className="border-line border-t first:border-t-0">
      <Link
        href={`/teams/${team.id}`}
        prefetch={false}
        className="flex items-center gap-4 px-4 py-3 transition-colors hover:bg-hover focus-visible:-outline-offset-2"
      >
        <span className="min-w-0 flex-1">
          <span className="block max-sm:wrap-anywhere sm:truncate font-medium">{team.name}</span>
          <span className="block text-meta text-muted">
            {count(team.diagrams, 'diagram', 'diagrams')}
            <span aria-hidden> · </span>
            {count(team.members, 'person', 'people')}
          </span>
        </span>
        <span className="text-meta text-muted">{teamRoleLabels[team.role]}</span>
      </Link>
    </li>
  )
}

const count = (number: number, one: string, many: string) =>
  `${number.toLocaleString('en')} ${number === 1 ? one : many}`
