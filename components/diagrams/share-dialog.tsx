'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { UsersRound } from 'lucide-react'
import { Dialog } from '@/components/ui/dialog'
import { Skeleton } from '@/components/ui/skeleton'
import { api } from '@/lib/client/api'
import type { MemberDto } from '@/lib/features/diagrams/schema'
import { AddMemberForm } from './add-member-form'
import { MemberItem } from './member-item'

interface ShareDialogProps {
  diagram: { id: string; title: string; access: 'owner' | 'editor' | 'viewer'; team: { name: string } | null }
  /** Who looks at it: may leave, and cannot remove the owner. */
  userId: string
  onClose: () => void
  /** Called after the person looking has left the diagram. */
  onLeft?: () => void
}

/** With whom a diagram is shared; its owner decides, everyone else may look and leave. */
export function ShareDialog({ diagram, userId, onClose, onLeft }: ShareDialogProps) {
  const path = `/api/diagrams/${diagram.id}/members`
  const key = ['members', diagram.id]
  const client = useQueryClient()
  const members = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.get<{ items: MemberDto[] }>(path, { signal }),
  })
  const owner = diagram.access === 'owner'
  const refresh = () => client.invalidateQueries({ queryKey: key })
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Share “${diagram.title}”`}
      description={
        owner
          ? 'People you add see changes as they happen.'
          : 'Only the owner can add people or change what they may do.'
      }
      width="max-w-120"
    >
      {owner ? <AddMemberForm path={path} onAdded={refresh} /> : null}
      {diagram.team ? (
        <p className="mt-4 flex items-center gap-2 text-meta text-muted">
          <UsersRound aria-hidden className="size-4 shrink-0" />
          <span className="min-w-0 break-words">
            Everybody in {diagram.team.name} can open it too, as their role there says.
          </span>
        </p>
      ) : null}
      <ul aria-label="People" aria-busy={members.isPending} className="mt-4 flex flex-col">
        {members.isPending ? <PendingItem /> : null}
        {members.isError ? <li className="py-3 text-down">{members.error.message}</li> : null}
        {members.data?.items.map((member) => (
          <MemberItem
            key={member.id}
            member={member}
            path={path}
            mayManage={owner}
            isSelf={member.id === userId}
            onChanged={refresh}
            onLeft={() => {
              onClose()
              onLeft?.()
            }}
          />
        ))}
      </ul>
    </Dialog>
  )
}

function PendingItem() {
  return (
    <li className="flex h-13 items-center gap-3">
      <Skeleton className="size-7" rounded="rounded-full" />
      <Skeleton className="h-4 w-40" />
    </li>
  )
}
