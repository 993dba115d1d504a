'use client'

import { useMutation } from '@tanstack/react-query'
import { Link2, RotateCw } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { RelativeTime } from '@/components/ui/relative-time'
import { ShownLink } from '@/components/ui/shown-link'
import { toast } from '@/components/ui/toast'
import { api } from '@/lib/client/api'
import type { ShownLinkDto } from '@/lib/features/auth/schema-links'
import type { TeamInvitationDto } from '@/lib/features/teams/schema'
import { teamRoleLabels } from './team-role-labels'

interface TeamInvitationItemProps {
  teamId: string
  invitation: TeamInvitationDto
  /** Whether mail brings it. */
  mail: boolean
}

/** Somebody who is asked in and has not come yet. */
export function TeamInvitationItem({ teamId, invitation, mail }: TeamInvitationItemProps) {
  const { id, email, role, invitedBy, createdAt } = invitation
  const router = useRouter()
  const path = `/api/teams/${teamId}/invitations`
  const [url, setUrl] = useState<string | null>(null)
  const onError = (error: Error) => toast.error(error.message)
  const show = useMutation({
    mutationFn: () => api.post<ShownLinkDto>(`${path}/${id}/show`),
    onSuccess: (shown) => setUrl(shown.url),
    onError,
  })
  const resend = useMutation({
    mutationFn: () => api.post(path, { email, role }),
    onSuccess: () => {
      toast.success(`Sent to ${email} again; the older link works no longer`)
      router.refresh()
    },
    onError,
  })
  const withdraw = useMutation({
    mutationFn: () => api.delete(`${path}/${id}`),
    onSuccess: () => router.refresh(),
    onError,
  })
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-t px-4 py-3 first:border-t-0">
      <div className="min-w-0 flex-1 basis-52">
        <p className="break-words font-medium">{email}</p>
        <p className="text-meta text-muted">
          {teamRoleLabels[role]}
          <span aria-hidden> · </span>
          by {invitedBy} <RelativeTime at={createdAt} />
        </p>
      </div>
      <div className="flex gap-2">
        {mail ? (
          <Button
            size="small"
            busy={resend.isPending}
            onClick={() => resend.mutate()}
            aria-label={`Send again: ${email}`}
          >
            <RotateCw aria-hidden /> Send again
          </Button>
        ) : (
          <Button size="small" busy={show.isPending} onClick={() => show.mutate()} aria-label={`Show link: ${email}`}>
            <Link2 aria-hidden /> Show link
          </Button>
        )}
        <Button
          size="small"
          busy={withdraw.isPending}
          onClick={() => withdraw.mutate()}
          aria-label={`Withdraw: ${email}`}
        >
          Withdraw
        </Button>
      </div>
      {url ? <ShownLink url={url} email={email} /> : null}
    </li>
  )
}
