import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { AppError, notFound } from '@/lib/core/errors'
import { assertTarget } from './defined/assert-target'
import { sealTarget } from './defined/sealed-target'
import { tellDefinitionsChanged } from './definitions-changed'
import { getCheckRow } from './get-check-row'
import { readKnown } from './list-checks'
import { presentDefinedCheck } from './present-check'
import * as repo from './repo-checks'
import type { CheckDto, UpdateCheckInput } from './schema-checks'

interface UpdateCheck {
  actor: Actor
  checkId: string
  input: UpdateCheckInput
}

/** Errors: unauthenticated, not_found, invalid_input. */
export async function updateCheck({ actor, checkId, input }: UpdateCheck): Promise<CheckDto> {
  assertAdmin(actor)
  const before = await getCheckRow(checkId)
  if (input.target) await assertTarget(input.target)
  if (input.target && input.target.kind !== before.kind)
    refuse('target.kind', 'A check stays of its kind. Make another one.')
  if (input.depends_on?.includes(checkId)) refuse('depends_on', 'A check cannot depend on itself.')
  const row = await repo.updateCheck(before.id, {
    name: input.name,
    sealedTarget: input.target && sealTarget(input.target),
    everySeconds: input.every_seconds,
    timeoutSeconds: input.timeout_seconds,
    dependsOn: input.depends_on,
    enabled: input.enabled,
  })
  if (!row) throw notFound('check')
  await tellDefinitionsChanged()
  return presentDefinedCheck(row, (await readKnown([checkId]))(checkId))
}

function refuse(path: string, message: string): never {
  throw new AppError('invalid_input', message, { errors: [{ path, code: 'not_allowed', message }] })
}
