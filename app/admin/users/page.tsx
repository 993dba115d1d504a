import type { Metadata } from 'next'
import Link from 'next/link'
import { UnreadSection } from '@/components/admin/status-section'
import { UserTable } from '@/components/admin/users/user-table'
import { UsersFilter } from '@/components/admin/users/users-filter'
import { formatUsersHref, parseUsersState, toUsersQuery } from '@/components/admin/users/users-state'
import { TopBar } from '@/components/shell/top-bar'
import { Button } from '@/components/ui/button'
import { getFactors } from '@/lib/features/auth/factors/get-factors'
import { listUsers } from '@/lib/features/users/list-users'
import { listUsersQuery } from '@/lib/features/users/schema'
import { getPageAdmin } from '@/lib/http/get-page-admin'
import { readForPage } from '@/lib/http/read-for-page'
import type { PageSearch } from '@/lib/http/read-search'

export const metadata: Metadata = { title: 'Users' }

export default async function UsersPage({ searchParams }: { searchParams: PageSearch }) {
  const actor = await getPageAdmin()
  const state = parseUsersState(await searchParams)
  const query = listUsersQuery.safeParse(toUsersQuery(state))
  const [page, factors] = await Promise.all([
    readForPage('users', () => listUsers({ actor, query: query.data ?? listUsersQuery.parse({}) })),
    readForPage('second factor', () => getFactors({ actor })),
  ])
  return (
    <>
      <TopBar>
        <h1 className="truncate font-semibold text-lead">Users</h1>
        {page ? <span className="text-muted tabular-nums">{page.total.toLocaleString('en')}</span> : null}
      </TopBar>
      <main className="w-full max-w-288 flex-1 px-4 py-8 pb-24 sm:px-6">
        <UsersFilter state={state} />
        <div className="mt-6">
          {page === null ? <UnreadSection what="The list of users" /> : null}
          {page?.items.length === 0 ? (
            <p className="text-muted">Nobody was found. Search for less, or clear the search.</p>
          ) : null}
          {page && page.items.length > 0 ? (
            <UserTable users={page.items} ownId={actor.id} byCode={Boolean(factors?.totp)} />
          ) : null}
        </div>
        {page && (page.nextCursor || state.cursor) ? (
          <nav aria-label="Pages" className="mt-3 flex justify-end gap-2">
            {state.cursor ? (
              <Button asChild size="small">
                <Link href={formatUsersHref({ ...state, cursor: '' })}>First</Link>
              </Button>
            ) : null}
            {page.nextCursor ? (
              <Button asChild size="small">
                <Link href={formatUsersHref({ ...state, cursor: page.nextCursor })}>Next</Link>
              </Button>
            ) : null}
          </nav>
        ) : null}
      </main>
    </>
  )
}
