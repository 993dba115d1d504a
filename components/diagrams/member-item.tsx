'use client'

import { useMutation } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { Avatar } from '@/components/ui/avatar'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { toast } from '@/components/ui/toast'
import { api } from '@/lib/client/api'
import { avatarUrl } from '@/lib/features/avatars/pure/avatar-url'
import type { MemberDto, MemberRole } from '@/lib/features/diagrams/schema'
import { RoleSelect } from './role-select'

interface MemberItemProps {
  member: MemberDto
  path: string
  mayManage: boolean
  isSelf: boolean
  onChanged: () => void
  onLeft: () => void
}

export function MemberItem(props: MemberItemProps) {
  const { member, isSelf } = props
  return (
    <li className="flex min-h-13 items-center gap-3 border-line border-b last:border-b-0 max-sm:flex-wrap max-sm:py-2">
      <Avatar name={member.name} src={avatarUrl(member.id)} />
      <span className="flex min-w-0 flex-1 basis-40 flex-col">
        <span className="max-sm:wrap-anywhere sm:truncate font-medium">
          {member.name}
          {isSelf ? <span className="font-normal text-muted"> (you)</span> : null}
        </span>
        <span className="max-sm:wrap-anywhere sm:truncate text-meta text-muted">{member.email}</span>
      </span>
      <span className="ml-auto flex items-center gap-3">
        <MemberControls {...props} />
      </span>
    </li>
  )
}

function MemberControls({ member, path, mayManage, isSelf, onChanged, onLeft }: MemberItemProps) {
  const one = `${path}/${member.id}`
  const onError = (error: Error) => toast.error(error.message)
  const changing = useMutation({
    mutationFn: (role: MemberRole) => api.patch(one, { role }),
    onSuccess: onChanged,
    onError,
  })
  const removing = useMutation({
    mutationFn: () => api.delete(one),
    onSuccess: isSelf ? onLeft : onChanged,
    onError,
  })
  if (member.role === 'owner') return <span className="text-muted">Owner</span>
  if (!mayManage && isSelf) {
    return (
      <Button size="small" busy={removing.isPending} onClick={() => removing.mutate()}>
        Leave
      </Button>
    )
  }
  if (!mayManage) return <span className="text-muted">{member.role === 'editor' ? 'Can edit' : 'Can view'}</span>
  return (
    <>
      <RoleSelect
        label={`What ${member.name} may do`}
        value={changing.isPending ? changing.variables : member.role}
        disabled={changing.isPending}
        onChange={(role) => changing.mutate(role)}
      />
      <IconButton label={`Remove ${member.name}`} disabled={removing.isPending} onClick={() => removing.mutate()}>
        <X />
      </IconButton>
    </>
  )
}
