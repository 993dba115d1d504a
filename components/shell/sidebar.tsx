'use client'

import { PanelLeftClose, PanelLeftOpen } from 'lucide-react'
import { cn } from '@/components/ui/cn'
import { IconButton } from '@/components/ui/icon-button'
import { Tooltip } from '@/components/ui/tooltip'
import type { TeamDto } from '@/lib/features/teams/schema'
import { AccountMenu } from './account-menu'
import { Mark } from './mark'
import { SidebarTeams } from './sidebar-teams'
import { useCurrentView } from './use-current-view'
import { ViewLink } from './view-link'
import { type ViewEntry, views } from './views'

interface SidebarProps {
  rail: boolean
  teams: Promise<readonly TeamDto[] | null>
  onToggle: () => void
}

/** 240 px wide, or a rail of 56 px with the icons only; phones have the bottom bar instead. */
export function Sidebar({ rail, teams, onToggle }: SidebarProps) {
  const { current, hrefOf } = useCurrentView()
  return (
    <aside
      className={cn(
        'sticky top-0 hidden h-dvh shrink-0 flex-col border-line border-r bg-sunken sm:flex',
        rail ? 'w-14' : 'w-60',
      )}
    >
      <div className={cn('flex h-14 items-center px-3', rail ? 'justify-center' : 'justify-between')}>
        {rail ? null : <Mark />}
        <IconButton label={rail ? 'Open sidebar' : 'Collapse sidebar'} shortcut="[" onClick={onToggle}>
          {rail ? <PanelLeftOpen /> : <PanelLeftClose />}
        </IconButton>
      </div>
      <nav aria-label="Diagrams" className="flex flex-1 flex-col gap-0.5 overflow-y-auto px-2 py-1">
        {views.map((entry) => (
          <SidebarLink
            key={entry.view}
            entry={entry}
            href={hrefOf(entry.view)}
            current={entry.view === current}
            rail={rail}
          />
        ))}
        <SidebarTeams rail={rail} teams={teams} />
      </nav>
      <div className="border-line border-t p-2">
        <AccountMenu compact={rail} side="top" align="start" />
      </div>
    </aside>
  )
}

interface SidebarLinkProps {
  entry: ViewEntry
  href: string
  current: boolean
  rail: boolean
}

function SidebarLink({ entry, href, current, rail }: SidebarLinkProps) {
  const link = (
    <ViewLink
      href={href}
      aria-current={current ? 'page' : undefined}
      aria-label={rail ? entry.label : undefined}
      className={cn(
        'flex h-8 items-center gap-2.5 rounded-control transition-colors hover:bg-hover hover:text-ink',
        rail ? 'justify-center' : 'px-2.5',
        current ? 'bg-hover font-medium text-ink' : 'text-muted',
      )}
    >
      <entry.icon aria-hidden className="size-4 shrink-0" />
      {rail ? null : entry.label}
    </ViewLink>
  )
  if (!rail) return link
  return (
    <Tooltip label={entry.label} side="right">
      {link}
    </Tooltip>
  )
}
