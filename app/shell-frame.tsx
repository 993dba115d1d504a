import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { Shell } from '@/components/shell/shell'
import { isRail, sidebarCookie } from '@/components/shell/sidebar-cookie'
import { QueryProvider } from '@/lib/client/query-provider'
import type { UserActor } from '@/lib/core/actor'
import { isViewerHere } from '@/lib/features/diagrams/policy'
import { listTeams } from '@/lib/features/teams/list-teams'
import { readForPage } from '@/lib/http/read-for-page'

/** The frame of the workspace around a page, as `actor` sees it. */
export async function ShellFrame({ actor, children }: { actor: UserActor; children: ReactNode }) {
  const rail = isRail((await cookies()).get(sidebarCookie)?.value)
  const { id, name, email, role } = actor
  // Not awaited: the frame stands while the database is slow, and the teams appear in it.
  const teams = readForPage('teams', () => listTeams({ actor }))
  return (
    <QueryProvider>
      <Shell
        user={{ id, name, email, mayCreate: !isViewerHere(actor), isAdmin: role === 'admin' }}
        teams={teams}
        initialRail={rail}
      >
        {children}
      </Shell>
    </QueryProvider>
  )
}
