import { notFound } from '@/lib/core/errors'
import type { Check } from '@/lib/platform/db/generated/client'
import { findCheck } from './repo-checks'

/** The row of a check that an admin has defined, by its id as a component. Errors: not_found. */
export async function getCheckRow(checkId: string): Promise<Check> {
  const id = /^check_(.+)$/.exec(checkId)?.[1]
  const row = id === undefined ? null : await findCheck(id)
  if (!row) throw notFound('check')
  return row
}
