import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import { Shell } from '@/components/shell/shell'
import { isRail, sidebarCookie } from '@/components/shell/sidebar-cookie'
import { findPageActor } from '@/lib/http/find-page-actor'

/** The frame of every page of someone who is signed in, but the editor's. Each page still asks who it is for. */
export default async function WorkspaceLayout({ children }: { children: ReactNode }) {
  const actor = await findPageActor()
  if (actor.type !== 'user') redirect('/sign-in')
  const rail = isRail((await cookies()).get(sidebarCookie)?.value)
  const user = { id: actor.id, name: actor.name, email: actor.email, mayCreate: actor.role !== 'viewer' }
  return (
    <Shell user={user} initialRail={rail}>
      {children}
    </Shell>
  )
}
