'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Avatar } from '@/components/ui/avatar'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Select } from '@/components/ui/select'
import { toast } from '@/components/ui/toast'
import { api } from '@/lib/client/api'
import { decideTeamMemberChange } from '@/lib/features/teams/policy'
import { type TeamRole, teamRoles } from '@/lib/features/teams/pure/team-roles'
import type { TeamDto, TeamMemberDto } from '@/lib/features/teams/schema'
import { teamRoleLabels } from './team-role-labels'

interface TeamMemberItemProps {
  team: TeamDto
  member: TeamMemberDto
  isSelf: boolean
}

export function TeamMemberItem(props: TeamMemberItemProps) {
  const { member, isSelf } = props
  return (
    <li className="flex flex-wrap items-center gap-3 border-line border-t px-4 py-2.5 first:border-t-0">
      <Avatar name={member.name} />
      <span className="flex min-w-0 flex-1 basis-44 flex-col">
        <span className="max-sm:wrap-anywhere sm:truncate font-medium">
          {member.name}
          {isSelf ? <span className="font-normal text-muted"> (you)</span> : null}
        </span>
        <span className="max-sm:wrap-anywhere sm:truncate text-meta text-muted">{member.email}</span>
      </span>
      <span className="flex items-center gap-2 sm:min-w-40">
        <RoleControl {...props} />
        <LeaveControl {...props} />
      </span>
    </li>
  )
}

/** The server knows how many owners there are, and says so. */
const mayBe = ({ team, member, isSelf }: TeamMemberItemProps, to: TeamRole | null) =>
  decideTeamMemberChange({ by: team.role, isSelf, from: member.role, to, otherOwners: 1 }) === 'allowed'

function RoleControl(props: TeamMemberItemProps) {
  const { team, member } = props
  const router = useRouter()
  const change = useMutation({
    mutationFn: (role: TeamRole) => api.patch(`/api/teams/${team.id}/members/${member.id}`, { role }),
    onSuccess: () => router.refresh(),
    onError: (error) => toast.error(error.message),
  })
  const offered = teamRoles.filter((role) => role === member.role || mayBe(props, role))
  if (offered.length === 1) return <span className="text-muted">{teamRoleLabels[member.role]}</span>
  return (
    <Select
      small
      aria-label={`Role of ${member.name}`}
      value={change.isPending ? change.variables : member.role}
      disabled={change.isPending}
      onChange={(event) => change.mutate(event.target.value as TeamRole)}
    >
      {offered.map((role) => (
        <option key={role} value={role}>
          {teamRoleLabels[role]}
        </option>
      ))}
    </Select>
  )
}

function LeaveControl(props: TeamMemberItemProps) {
  const { team, member, isSelf } = props
  const [isAsking, setIsAsking] = useState(false)
  if (!mayBe(props, null)) return null
  const label = isSelf ? 'Leave' : 'Remove'
  return (
    <>
      <Button
        size="small"
        variant="quiet"
        onClick={() => setIsAsking(true)}
        aria-label={isSelf ? 'Leave the team' : `Remove ${member.name}`}
      >
        {label}
      </Button>
      <Dialog
        open={isAsking}
        onOpenChange={setIsAsking}
        title={isSelf ? `Leave “${team.name}”` : `Remove ${member.name}`}
        description={
          isSelf
            ? 'You can no longer open its diagrams. What you made in the team stays there, with its owner.'
            : 'They can no longer open the diagrams of the team. What they made in it stays, with its owner.'
        }
        actions={
          <>
            <Button onClick={() => setIsAsking(false)}>Cancel</Button>
            <LeaveButton {...props} label={label} onDone={() => setIsAsking(false)} />
          </>
        }
      />
    </>
  )
}

function LeaveButton({
  team,
  member,
  isSelf,
  label,
  onDone,
}: TeamMemberItemProps & { label: string; onDone: () => void }) {
  const router = useRouter()
  const remove = useMutation({
    mutationFn: () => api.delete(`/api/teams/${team.id}/members/${member.id}`),
    onSettled: onDone,
    onError: (error) => toast.error(error.message),
    onSuccess: () => {
      if (isSelf) router.push('/teams')
      router.refresh()
    },
  })
  return (
    <Button variant="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
      {label}
    </Button>
  )
}
