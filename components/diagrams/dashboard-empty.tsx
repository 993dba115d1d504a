'use client'

import { Clock, SearchX, Star, Trash2, Users, UsersRound } from 'lucide-react'
import type { ReactNode } from 'react'
import { useShell } from '@/components/shell/shell-context'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { decideTeamAction } from '@/lib/features/teams/policy'
import type { TeamDto } from '@/lib/features/teams/schema'
import type { DashboardChange, DashboardState } from './dashboard-state'
import { FirstVisit, type TemplateEntry } from './first-visit'

interface DashboardEmptyProps {
  state: DashboardState
  team: TeamDto | null
  /** Offered to someone who has no diagrams at all. */
  templates: readonly TemplateEntry[]
  onChange: (change: DashboardChange) => void
}

/** Why a list has nothing in it, and what to do next. */
export function DashboardEmpty({ state, team, templates, onChange }: DashboardEmptyProps) {
  const { user } = useShell()
  if (state.q) {
    return (
      <EmptyState
        icon={<SearchX />}
        title={`Nothing here is called “${state.q}”`}
        actions={<Button onClick={() => onChange({ q: '' })}>Clear the filter</Button>}
      >
        Titles are searched in this view only.
      </EmptyState>
    )
  }
  if (team) return <TeamEmpty team={team} />
  if (state.view === 'all' && user.mayCreate) return <FirstVisit templates={templates} />
  const { icon, title, text } = words[state.view]
  return (
    <EmptyState icon={icon} title={title}>
      {text}
    </EmptyState>
  )
}

function TeamEmpty({ team }: { team: TeamDto }) {
  return (
    <EmptyState icon={<UsersRound />} title="No diagrams in this team yet">
      {decideTeamAction(team.role, 'contribute')
        ? 'What you make here can be opened by everybody in the team. Move what you have by the menu of a diagram.'
        : 'What others put into the team appears here.'}
    </EmptyState>
  )
}

const words: Record<DashboardState['view'], { icon: ReactNode; title: string; text: string }> = {
  all: {
    icon: <Users />,
    title: 'No diagrams yet',
    text: 'Those that others share with you appear here.',
  },
  recent: { icon: <Clock />, title: 'Nothing opened yet', text: 'Diagrams you open appear here, the latest first.' },
  starred: {
    icon: <Star />,
    title: 'No stars yet',
    text: 'Star the diagrams you come back to: point at one and press the star, or press S.',
  },
  shared: {
    icon: <Users />,
    title: 'Nothing shared with you',
    text: 'When someone adds you to a diagram it appears here. Give them the e-mail address of your account.',
  },
  trash: {
    icon: <Trash2 />,
    title: 'The trash is empty',
    text: 'Diagrams you move to the trash stay here until you delete them for good.',
  },
}
