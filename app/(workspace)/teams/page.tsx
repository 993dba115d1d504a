import type { Metadata } from 'next'
import { TeamsPage } from '@/components/teams/teams-page'
import { isViewerHere } from '@/lib/features/diagrams/policy'
import { listTeams } from '@/lib/features/teams/list-teams'
import { getPageUser } from '@/lib/http/get-page-user'

export const metadata: Metadata = { title: 'Teams' }

export default async function Teams() {
  const actor = await getPageUser('/teams')
  return <TeamsPage teams={await listTeams({ actor })} mayCreate={!isViewerHere(actor)} />
}
