import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { Shell } from '@/components/shell/shell'
import { isRail, sidebarCookie } from '@/components/shell/sidebar-cookie'
import { QueryProvider } from '@/lib/client/query-provider'
import { getPageUser } from '@/lib/http/get-page-user'

/** The frame of every page of someone who is signed in, but the editor's. Each page still asks who it is for. */
export default async function WorkspaceLayout({ children }: { children: ReactNode }) {
  const actor = await getPageUser('/diagrams')
  const rail = isRail((await cookies()).get(sidebarCookie)?.value)
  const user = { id: actor.id, name: actor.name, email: actor.email, mayCreate: actor.role !== 'viewer' }
  return (
    <QueryProvider>
      <Shell user={user} initialRail={rail}>
        {children}
      </Shell>
    </QueryProvider>
  )
}
