import { AppError } from '@/lib/core/errors'
import type { LinkPurpose } from './pure/link-purposes'
import { findLinkByToken, type LinkRow } from './repo-links'

/** The same for a token of nothing, of another purpose, used, replaced or too old. */
export function linkIsOver(): AppError {
  const message = 'This link does not work any more: it was used, replaced, or is too old. Ask for a new one.'
  return new AppError('invalid_input', message, { errors: [{ path: 'token', code: 'over', message }] })
}

/** The link that a token opens. Errors: invalid_input. */
export async function getLink(token: string, purposes: readonly LinkPurpose[]): Promise<LinkRow> {
  const link = await findLinkByToken(token, purposes)
  if (!link) throw linkIsOver()
  return link
}
