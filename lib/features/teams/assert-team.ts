import { AppError, notFound } from '@/lib/core/errors'
import {
  type DiagramMove,
  decideDiagramMove,
  decideTeamAction,
  decideTeamMemberChange,
  type TeamAction,
  type TeamMemberChange,
} from './policy'
import type { TeamRole } from './pure/team-roles'

const refusals: Record<TeamAction, string> = {
  view: 'You may not see this team.',
  contribute:
    'You can view the diagrams of this team but not add to them. Ask an admin of the team for the right to edit.',
  release: 'Only the owner of this diagram and the admins of its team can take it out of the team.',
  rename: 'Only owners and admins of this team can rename it.',
  invite: 'Only owners and admins of this team can decide who is in it.',
  transfer: 'Only an owner of this team can make somebody else its owner.',
  delete: 'Only an owner of this team can delete it.',
}

/** 404 for who is not in the team, 403 for who is but may not do this. */
export function assertTeamAllowed(role: TeamRole | null, action: TeamAction): asserts role is TeamRole {
  if (role === null) throw notFound('team')
  if (!decideTeamAction(role, action)) throw new AppError('forbidden', refusals[action])
}

/** Errors: not_found for the team of strangers, forbidden. */
export function assertDiagramMove(move: DiagramMove): void {
  const verdict = decideDiagramMove(move)
  if (verdict === 'allowed') return
  if (verdict === 'no_such_team') throw notFound('team')
  throw new AppError(
    'forbidden',
    move.to && !move.owns ? 'Only its owner can move a diagram to a team.' : refusals[verdict],
  )
}

/** Errors: forbidden; conflict when the team would be left without an owner. */
export function assertTeamMemberChange(change: TeamMemberChange): void {
  switch (decideTeamMemberChange(change)) {
    case 'allowed':
      return
    case 'forbidden':
      throw new AppError(
        'forbidden',
        change.by === 'admin' ? 'Only an owner of this team can decide about its owners.' : refusals.invite,
      )
    case 'last_owner':
      throw new AppError('conflict', 'A team needs an owner. Make somebody else an owner first.')
  }
}
