import { type BarRange, barRanges, type ChartRange, chartRanges } from '@/lib/ops/status/pure/ranges'

export const errorStatuses = ['open', 'resolved', 'all'] as const

/** What the address of the status page says. */
export interface StatusState {
  errors: (typeof errorStatuses)[number]
  errorsCursor: string | undefined
  /** Of charts. */
  range: ChartRange
  /** Of the bars of components. */
  uptime: BarRange
}

export type StatusSearch = Readonly<Record<string, string | string[] | undefined>>

/** What is not understood is as if it were not there. */
export function parseStatusState(search: StatusSearch): StatusState {
  const { after } = search
  return {
    errors: errorStatuses.find((status) => status === search.errors) ?? 'open',
    errorsCursor: typeof after === 'string' && after.length <= 200 ? after : undefined,
    range: chartRanges.find(({ range }) => range === search.range) ?? chartRanges[0],
    uptime: barRanges.find(({ range }) => range === search.uptime) ?? barRanges[0],
  }
}

/** The address that says `state`; `section` is where it is looked at. */
export function formatStatusHref({ errors, errorsCursor, range, uptime }: StatusState, section: string): string {
  const params = new URLSearchParams()
  if (uptime !== barRanges[0]) params.set('uptime', uptime.range)
  if (range !== chartRanges[0]) params.set('range', range.range)
  if (errors !== 'open') params.set('errors', errors)
  if (errorsCursor !== undefined) params.set('after', errorsCursor)
  return `/admin/status${params.size > 0 ? `?${params}` : ''}#${section}`
}
