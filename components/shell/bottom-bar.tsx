'use client'

import { UsersRound } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { cn } from '@/components/ui/cn'
import { useCurrentView } from './use-current-view'
import { ViewLink } from './view-link'
import { views } from './views'

const itemClass =
  'flex h-14 min-w-0 flex-1 flex-col items-center justify-center gap-1 text-caption focus-visible:-outline-offset-2'

/** The views, within reach of a thumb. */
export function BottomBar() {
  const { current, hrefOf } = useCurrentView()
  const onTeams = usePathname().startsWith('/teams')
  return (
    <nav
      aria-label="Diagrams"
      className="fixed inset-x-0 bottom-0 z-20 flex border-line border-t bg-sunken pb-[env(safe-area-inset-bottom)] sm:hidden"
    >
      {views.map(({ view, label, icon: Icon }) => (
        <ViewLink
          key={view}
          href={hrefOf(view)}
          aria-current={view === current ? 'page' : undefined}
          className={cn(itemClass, view === current ? 'font-medium text-accent' : 'text-muted')}
        >
          <Icon aria-hidden className="size-5" />
          {label}
        </ViewLink>
      ))}
      <Link
        href="/teams"
        prefetch={false}
        aria-current={onTeams ? 'page' : undefined}
        className={cn(itemClass, onTeams ? 'font-medium text-accent' : 'text-muted')}
      >
        <UsersRound aria-hidden className="size-5" />
        Teams
      </Link>
    </nav>
  )
}
