/** What the address of the page says; empty for what is not asked. */
export interface UsersState {
  q: string
  role: string
  state: string
  cursor: string
}

type Search = Readonly<Record<string, string | string[] | undefined>>

export function parseUsersState(search: Search): UsersState {
  const read = (name: string, longest = 200) => [search[name]].flat()[0]?.trim().slice(0, longest) ?? ''
  return { q: read('q'), role: read('role'), state: read('state'), cursor: read('cursor', 1_000) }
}

/** The same as the query of the API, without what is not asked. */
export const toUsersQuery = (state: Partial<UsersState>): Record<string, string> =>
  Object.fromEntries(Object.entries(state).filter(([, value]) => value !== ''))

/** The address of the page in another state. */
export function formatUsersHref(state: Partial<UsersState>): string {
  const params = new URLSearchParams(toUsersQuery(state))
  return `/admin/users${params.size > 0 ? `?${params}` : ''}`
}
