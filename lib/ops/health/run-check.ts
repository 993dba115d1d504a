import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { AppError, notFound } from '@/lib/core/errors'
import type { Finding } from './check'
import { findHealthService } from './health-service'
import { listComponentStates } from './list-component-states'
import type { LookDto } from './schema-checks'

/** Looks now, in this process; what is found counts like any other look. Errors: unauthenticated, not_found, unavailable. */
export async function runCheck({ actor, checkId }: { actor: Actor; checkId: string }): Promise<LookDto> {
  assertAdmin(actor)
  const service = findHealthService()
  if (!service) throw new AppError('unavailable', 'Nothing is looked at while the server starts or stops.')
  const finding = await service.look(checkId)
  if (finding) return present(finding)
  if (!listComponentStates().some(({ id }) => id === checkId)) throw notFound('check')
  throw new AppError('conflict', 'There is nothing to look at: this component is as well as what it stands on.')
}

const present = ({ status, message, detail }: Finding): LookDto => ({ status, message, detail: detail ?? null })
