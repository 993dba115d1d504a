export const errorStatuses = ['open', 'resolved', 'all'] as const

/** What the address of the status page says. */
export interface StatusState {
  errors: (typeof errorStatuses)[number]
  errorsCursor: string | undefined
}

export type StatusSearch = Readonly<Record<string, string | string[] | undefined>>

/** What is not understood is as if it were not there. */
export function parseStatusState(search: StatusSearch): StatusState {
  const errors = errorStatuses.find((status) => status === search.errors) ?? 'open'
  const { after } = search
  return { errors, errorsCursor: typeof after === 'string' && after.length <= 200 ? after : undefined }
}

/** The address that says `state`; `section` is where it is looked at. */
export function formatStatusHref({ errors, errorsCursor }: StatusState, section: string): string {
  const params = new URLSearchParams()
  if (errors !== 'open') params.set('errors', errors)
  if (errorsCursor !== undefined) params.set('after', errorsCursor)
  return `/admin/status${params.size > 0 ? `?${params}` : ''}#${section}`
}
