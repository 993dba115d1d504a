'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import { SelectField } from '@/components/ui/select-field'
import { Skeleton } from '@/components/ui/skeleton'
import { toast } from '@/components/ui/toast'
import { api } from '@/lib/client/api'
import type { DiagramDto } from '@/lib/features/diagrams/schema'
import { decideTeamAction } from '@/lib/features/teams/policy'
import type { TeamDto } from '@/lib/features/teams/schema'
import { diagramsKey } from './list-key'

const none = 'none'

/** Whose diagram it is beside its owner: that of one team, or of none. */
export function MoveDialog({ diagram, onClose }: { diagram: DiagramDto; onClose: () => void }) {
  const client = useQueryClient()
  const now = diagram.team?.id ?? none
  const [chosen, setChosen] = useState(now)
  const teams = useQuery({
    queryKey: ['teams'],
    queryFn: ({ signal }) => api.get<{ items: TeamDto[] }>('/api/teams', { signal }).then(({ items }) => items),
  })
  const owns = diagram.access === 'owner'
  const offered = teams.data?.filter(({ id, role }) => id === now || (owns && decideTeamAction(role, 'contribute')))
  const move = useMutation({
    mutationFn: () => api.put(`/api/diagrams/${diagram.id}/team`, { teamId: chosen === none ? null : chosen }),
    onSuccess: () => {
      const team = offered?.find(({ id }) => id === chosen)
      toast.success(team ? `Moved to “${team.name}”` : 'In no team any more')
      void client.invalidateQueries({ queryKey: diagramsKey })
      onClose()
    },
  })
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Move “${diagram.title}”`}
      description="Everybody in a team can open its diagrams, and draw in them unless they only view. If its owner leaves the team, a diagram stays with the team."
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" busy={move.isPending} disabled={chosen === now} onClick={() => move.mutate()}>
            Move
          </Button>
        </>
      }
    >
      {teams.isPending ? <Skeleton className="h-15" /> : null}
      {offered ? (
        <SelectField
          label="Team"
          value={chosen}
          onChange={(event) => setChosen(event.target.value)}
          options={[
            [none, 'None: its owner, and whom it is shared with'],
            ...offered.map(({ id, name }) => [id, name] as const),
          ]}
        />
      ) : null}
      {offered?.length === 0 ? (
        <p className="mt-2 text-meta text-muted">You are in no team that you can add to.</p>
      ) : null}
      {teams.error || move.error ? (
        <div className="mt-3">
          <Notice tone="error">{(move.error ?? teams.error)?.message}</Notice>
        </div>
      ) : null}
    </Dialog>
  )
}
