import { dayMs, hourMs } from '@/lib/core/time'

export const errorStatuses = ['open', 'resolved', 'all'] as const

/** How far back the history of the page goes, the same for all of it. */
export const statusRanges = [
  { range: '1h', label: 'Last hour', lengthMs: hourMs },
  { range: '24h', label: '24 hours', lengthMs: dayMs },
  { range: '7d', label: '7 days', lengthMs: 7 * dayMs },
  { range: '90d', label: '90 days', lengthMs: 90 * dayMs },
] as const

export type StatusRange = (typeof statusRanges)[number]

/** What the address of the status page says. */
export interface StatusState {
  errors: (typeof errorStatuses)[number]
  errorsCursor: string | undefined
  range: StatusRange
}

export type StatusSearch = Readonly<Record<string, string | string[] | undefined>>

/** What is not understood is as if it were not there. */
export function parseStatusState(search: StatusSearch): StatusState {
  const { after } = search
  return {
    errors: errorStatuses.find((status) => status === search.errors) ?? 'open',
    errorsCursor: typeof after === 'string' && after.length <= 200 ? after : undefined,
    range: statusRanges.find(({ range }) => range === search.range) ?? statusRanges[0],
  }
}

/** The address that says `state`; `section` is where it is looked at. */
export function formatStatusHref({ errors, errorsCursor, range }: StatusState, section: string): string {
  const params = new URLSearchParams()
  if (range !== statusRanges[0]) params.set('range', range.range)
  if (errors !== 'open') params.set('errors', errors)
  if (errorsCursor !== undefined) params.set('after', errorsCursor)
  return `/admin/status${params.size > 0 ? `?${params}` : ''}#${section}`
}
