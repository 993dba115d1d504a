import type { Metadata } from 'next'
import { AuditCareBar } from '@/components/admin/audit/audit-care-bar'
import { AuditFilter } from '@/components/admin/audit/audit-filter'
import { AuditList } from '@/components/admin/audit/audit-list'
import { AuditPages } from '@/components/admin/audit/audit-pages'
import { parseAuditState, toAuditQuery } from '@/components/admin/audit/audit-state'
import { UnreadSection } from '@/components/admin/status-section'
import { TopBar } from '@/components/shell/top-bar'
import { getAuditRetention } from '@/lib/features/audit/audit-retention'
import { listAudit } from '@/lib/features/audit/list-audit'
import { listAuditQuery } from '@/lib/features/audit/schema'
import { getPageAdmin } from '@/lib/http/get-page-admin'
import { readForPage } from '@/lib/http/read-for-page'
import type { PageSearch } from '@/lib/http/read-search'
import { auditActions, auditResults } from '@/lib/platform/audit/audit-actions'

export const metadata: Metadata = { title: 'Audit log' }

export default async function AuditPage({ searchParams }: { searchParams: PageSearch }) {
  const actor = await getPageAdmin()
  const state = parseAuditState(await searchParams)
  const asked = toAuditQuery(state)
  const query = listAuditQuery.safeParse(asked)
  const [page, retention] = await Promise.all([
    readForPage('audit log', () => listAudit({ actor, query: query.data ?? listAuditQuery.parse({}) })),
    readForPage('audit retention', () => getAuditRetention({ actor })),
  ])
  return (
    <>
      <TopBar>
        <h1 className="truncate font-semibold text-lead">Audit log</h1>
      </TopBar>
      <main className="w-full max-w-288 flex-1 px-4 py-8 pb-24 sm:px-6">
        <AuditFilter state={state} actions={auditActions} results={auditResults} />
        <AuditCareBar query={asked} retention={retention} />
        {page === null ? <UnreadSection what="The audit log" /> : null}
        {page?.items.length === 0 ? (
          <p className="text-muted">Nothing was found. Search for less, or clear the search.</p>
        ) : null}
        {page && page.items.length > 0 ? <AuditList entries={page.items} /> : null}
        {page ? <AuditPages state={state} nextCursor={page.nextCursor} /> : null}
      </main>
    </>
  )
}
