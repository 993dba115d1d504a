import type { Actor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/errors'
import type { DiagramId, TeamId } from '@/lib/core/ids'
import { recordAudit } from '@/lib/platform/audit/record-audit'
import type { Prisma } from '@/lib/platform/db/generated/client'
import { getDb } from '@/lib/platform/db/prisma'
import { getDocumentGateway } from '../documents/document-gateway'
import { assertDiagramMove } from '../teams/assert-team'
import { findTeamRoleHeld } from '../teams/authorize-team'
import { assertUser, authorizeDiagram } from './authorize-diagram'
import { type DiagramRow, diagramRepo } from './repo'

interface MoveDiagram {
  actor: Actor
  diagramId: DiagramId
  /** Null: into no team. */
  teamId: TeamId | null
}

/**
 * Puts a diagram into a team, or takes it out of the one that it is in; open editors follow. Errors: unauthenticated,
 * not_found, forbidden, conflict in the trash or when it was moved at the same time.
 */
export async function moveDiagram({ actor, diagramId, teamId }: MoveDiagram): Promise<void> {
  const { diagram, access } = await authorizeDiagram({ actor, diagramId, action: 'view' })
  if (diagram.trashedAt) throw new AppError('conflict', 'This diagram is in the trash. Restore it to move it.')
  await getDb().$transaction((tx) => moveIn(tx, { actor, diagram, owns: access === 'owner', teamId }))
  await getDocumentGateway().accessChanged({ diagramId })
}

async function moveIn(
  tx: Prisma.TransactionClient,
  { actor, diagram, owns, teamId }: { actor: Actor; diagram: DiagramRow; owns: boolean; teamId: TeamId | null },
): Promise<void> {
  assertUser(actor)
  const { id, title, teamId: from, ownerId } = diagram
  const roles = new Map<TeamId, Awaited<ReturnType<typeof findTeamRoleHeld>>>()
  // Always in the same order, or two who move in opposite directions would wait for each other.
  for (const team of [from, teamId].filter((one) => one !== null).sort()) {
    roles.set(team, await findTeamRoleHeld(tx, { actor, teamId: team }))
  }
  const roleIn = (team: TeamId | null) => team && { role: roles.get(team) ?? null }
  assertDiagramMove({ owns, from: roleIn(from), to: roleIn(teamId) })
  const now = await diagramRepo.lock(tx, id)
  if (now?.teamId !== from || now.ownerId !== ownerId) throw new AppError('conflict', 'It was just moved. Look again.')
  if (from === teamId) return
  await diagramRepo.setTeam(tx, { id, teamId })
  const target = { type: 'diagram', id, name: title }
  await recordAudit(tx, { actor, action: 'diagram.team.change', target, facts: { from, to: teamId } })
}
