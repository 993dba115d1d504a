/** Why a page of someone else was not fetched. For the log and for tests; whoever asked for it is told nothing of it. */
export type PublicFetchFault =
  | 'address'
  | 'not-public'
  | 'unresolved'
  | 'unreachable'
  | 'timeout'
  | 'redirects'
  | 'status'
  | 'type'
  | 'encoding'
  | 'too-large'

export class PublicFetchError extends Error {
  override readonly name = 'PublicFetchError'

  constructor(
    readonly fault: PublicFetchFault,
    options: { cause?: unknown } = {},
  ) {
    super(`not fetched: ${fault}`, options)
  }
}
