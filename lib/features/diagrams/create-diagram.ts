import type { z } from 'zod'
import type { Actor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/errors'
import { type DiagramId, newId } from '@/lib/core/ids'
import { getDb } from '@/lib/platform/db/prisma'
import { count } from '@/lib/platform/metrics/metrics'
import { findTemplate } from '../documents/demo/list-templates'
import { getDocumentGateway } from '../documents/document-gateway'
import type { DocumentSnapshot } from '../documents/schema'
import { holdTeam } from '../teams/authorize-team'
import { assertMayCreate, authorizeDiagram } from './authorize-diagram'
import { presentDiagram } from './present'
import { diagramRepo } from './repo'
import type { createDiagramInput, DiagramDto } from './schema'

/**
 * A new diagram of the actor, with its document when one is given. A document that is refused leaves nothing behind.
 * Errors: unauthenticated, forbidden for viewers of the instance or of the team, not_found for a team of others, and those of the document gateway.
 */
export async function createDiagram(asked: {
  actor: Actor
  input: z.output<typeof createDiagramInput>
}): Promise<DiagramDto> {
  const { actor, input } = asked
  assertMayCreate(actor)
  const { title, kind, note, teamId = null } = input
  const document = input.template === undefined ? input.document : buildTemplate(input.template)
  const diagramId = newId<DiagramId>()
  const row = { id: diagramId, title, kind, note, teamId, ownerId: actor.id }
  if (teamId === null) await diagramRepo.insert(row)
  else
    await getDb().$transaction(async (tx) => {
      await holdTeam(tx, { actor, teamId, action: 'contribute' })
      await diagramRepo.insert(row, tx)
    })
  if (document) {
    try {
      await getDocumentGateway().replace({ diagramId, actor, document, ifMatch: null })
    } catch (error) {
      await diagramRepo.delete(diagramId)
      throw error
    }
  }
  count('diagram_service_diagrams_created_total', {})
  return presentDiagram(await authorizeDiagram({ actor, diagramId, action: 'view' }))
}

function buildTemplate(id: string): DocumentSnapshot {
  const template = findTemplate(id)
  if (template) return template.build()
  const message = 'There is no such template.'
  throw new AppError('invalid_input', message, { errors: [{ path: 'template', code: 'unknown_template', message }] })
}
