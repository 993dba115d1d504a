'use client'

import { UsersRound } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { Suspense, use } from 'react'
import { cn } from '@/components/ui/cn'
import { Tooltip } from '@/components/ui/tooltip'
import type { TeamDto } from '@/lib/features/teams/schema'

interface SidebarTeamsProps {
  rail: boolean
  teams: Promise<readonly TeamDto[] | null>
}

const linkClass =
  'flex h-8 shrink-0 items-center gap-2.5 rounded-control transition-colors hover:bg-hover hover:text-ink'

/** The way to all teams, and below it to each. */
export function SidebarTeams({ rail, teams }: SidebarTeamsProps) {
  const path = usePathname()
  const onTeams = rail ? path.startsWith('/teams') : path === '/teams'
  const link = (
    <Link
      href="/teams"
      prefetch={false}
      aria-current={onTeams ? 'page' : undefined}
      aria-label={rail ? 'Teams' : undefined}
      className={cn(
        linkClass,
        'mt-4',
        rail ? 'justify-center' : 'px-2.5',
        onTeams ? 'bg-hover font-medium text-ink' : 'text-muted',
      )}
    >
      <UsersRound aria-hidden className="size-4 shrink-0" />
      {rail ? null : 'Teams'}
    </Link>
  )
  if (rail) {
    return (
      <Tooltip label="Teams" side="right">
        {link}
      </Tooltip>
    )
  }
  return (
    <>
      {link}
      <Suspense>
        <TeamLinks teams={teams} path={path} />
      </Suspense>
    </>
  )
}

function TeamLinks({ teams, path }: { teams: SidebarTeamsProps['teams']; path: string }) {
  return use(teams)?.map(({ id, name }) => {
    const current = path.startsWith(`/teams/${id}`)
    return (
      <Link
        key={id}
        href={`/teams/${id}`}
        prefetch={false}
        aria-current={current ? 'page' : undefined}
        className={cn(linkClass, 'pr-2.5 pl-9', current ? 'bg-hover font-medium text-ink' : 'text-muted')}
      >
        <span className="truncate">{name}</span>
      </Link>
    )
  })
}
