import type { Metadata } from 'next'
import { InvitationsPage } from '@/components/admin/invitations-page'
import { listAccountLinks } from '@/lib/features/auth/links/list-account-links'
import { getPageAdmin } from '@/lib/http/get-page-admin'
import { readForPage } from '@/lib/http/read-for-page'

export const metadata: Metadata = { title: 'Invitations' }

export default async function AdminInvitationsPage() {
  const actor = await getPageAdmin()
  return <InvitationsPage links={await readForPage('invitations', () => listAccountLinks({ actor }))} />
}
