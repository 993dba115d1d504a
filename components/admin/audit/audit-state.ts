/** What the address of the page says; empty for what is not asked. */
export interface AuditState {
  who: string
  action: string
  result: string
  target: string
  /** Days, such as `2026-11-22`, in UTC; both included. */
  from: string
  until: string
  cursor: string
}

type Search = Readonly<Record<string, string | string[] | undefined>>

const day = /^\d{4}-\d{2}-\d{2}$/

/** What is not understood is as if it were not there. */
export function parseAuditState(search: Search): AuditState {
  const read = (name: string) => [search[name]].flat()[0]?.trim().slice(0, 200) ?? ''
  const readDay = (name: string) => (day.test(read(name)) && !Number.isNaN(Date.parse(read(name))) ? read(name) : '')
  return {
    ...{ who: read('who'), action: read('action'), result: read('result'), target: read('target') },
    ...{ from: readDay('from'), until: readDay('until') },
    cursor: /^\d{1,15}$/.test(read('cursor')) ? read('cursor') : '',
  }
}

const dayMs = 86_400_000

/** The same as the query of the API, without what is not asked. */
export function toAuditQuery({ from, until, ...state }: AuditState): Record<string, string> {
  const query = {
    ...state,
    from: from && new Date(from).toISOString(),
    until: until && new Date(Date.parse(until) + dayMs).toISOString(),
  }
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''))
}

/** The address of the page in another state. */
export function formatAuditHref(state: Partial<AuditState>): string {
  const params = new URLSearchParams(Object.entries(state).filter(([, value]) => value !== ''))
  return `/admin/audit${params.size > 0 ? `?${params}` : ''}`
}
