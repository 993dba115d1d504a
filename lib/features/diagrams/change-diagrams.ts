import type { Actor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/errors'
import type { DiagramId } from '@/lib/core/ids'
import { getLog } from '@/lib/platform/log/log'
import { assertUser } from './authorize-diagram'
import { deleteDiagram } from './delete-diagram'
import { restoreDiagram } from './restore-diagram'
import type { BatchInput, BatchResultDto } from './schema'
import { trashDiagram } from './trash-diagram'

const actions: Record<BatchInput['action'], (one: { actor: Actor; diagramId: DiagramId }) => Promise<unknown>> = {
  trash: trashDiagram,
  restore: restoreDiagram,
  delete: deleteDiagram,
}

/** Does one thing with many diagrams; each succeeds or fails for itself, and the results are in the order asked. */
export async function changeDiagrams({ actor, batch }: { actor: Actor; batch: BatchInput }): Promise<BatchResultDto[]> {
  assertUser(actor)
  const results: BatchResultDto[] = []
  for (const id of batch.ids) {
    try {
      await actions[batch.action]({ actor, diagramId: id })
      results.push({ id, status: 'done' })
    } catch (error) {
      results.push({ id, status: 'failed', ...presentFailure(error) })
    }
  }
  return results
}

function presentFailure(error: unknown): { code: string; detail: string } {
  if (error instanceof AppError) return { code: error.code, detail: error.message }
  getLog('diagrams').error({ err: error }, 'one of a batch of changes failed')
  return { code: 'internal', detail: 'The server met an unexpected error. This diagram is unchanged.' }
}
