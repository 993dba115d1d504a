import { notFound } from 'next/navigation'
import { cache } from 'react'
import { getTeam } from '@/lib/features/teams/get-team'
import { teamParams } from '@/lib/features/teams/schema'
import { findForPage } from '@/lib/http/find-for-page'
import { getPageUser } from '@/lib/http/get-page-user'

/** The team that a page is about, once per request; who is not in it is told that there is none. */
export const findTeam = cache(async (id: string, path: string) => {
  const actor = await getPageUser(path)
  const { data } = teamParams.safeParse({ teamId: id })
  if (!data) notFound()
  const team = await findForPage(() => getTeam({ actor, ...data }))
  return { actor, team, teamId: data.teamId }
})
