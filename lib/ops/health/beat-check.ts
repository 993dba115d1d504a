import { notFound } from '@/lib/core/errors'
import { hashToken } from './create-check'
import * as repo from './repo-checks'

/** Whoever knows the token says that it lives. Errors: not_found. */
export async function beatCheck({ token }: { token: string }): Promise<void> {
  if (!(await repo.noteBeat(hashToken(token)))) throw notFound('check')
}
