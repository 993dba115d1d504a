'use client'

import { useMutation } from '@tanstack/react-query'
import { Link2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { RelativeTime } from '@/components/ui/relative-time'
import { ShownLink } from '@/components/ui/shown-link'
import { toast } from '@/components/ui/toast'
import { api } from '@/lib/client/api'
import type { AccountLinkDto, ShownLinkDto } from '@/lib/features/auth/schema-links'

const whatFor: Record<AccountLinkDto['purpose'], string> = {
  register: 'Begin an account',
  verify_email: 'Confirm the address',
  reset_password: 'Choose a new password',
  unlock: 'Unlock the account',
  change_email_from: 'Confirm a change of address (old mailbox)',
  change_email_to: 'Confirm a change of address (new mailbox)',
  team_invite: 'Invited to a team',
  cancel_deletion: 'Keep the account',
  invite: 'Invited as',
}

/** One link: for whom and what, shown on request and never again. */
export function AccountLinkItem({ link }: { link: AccountLinkDto }) {
  const [url, setUrl] = useState<string | null>(null)
  const show = useMutation({
    mutationFn: () => api.post<ShownLinkDto>(`/api/admin/account-links/${link.id}/show`),
    onError: (error) => toast.error(error.message),
    onSuccess: (shown) => setUrl(shown.url),
  })
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 border-line border-t px-4 py-3 first:border-t-0">
      <div className="min-w-0 flex-1 basis-60">
        <p className="break-words font-medium">{link.email}</p>
        <p className="text-meta text-muted">
          {whatFor[link.purpose]}
          {link.role ? ` ${link.role}` : ''}
          <span aria-hidden> · </span>
          asked for <RelativeTime at={link.createdAt} />
          <span aria-hidden> · </span>
          works until <Until at={link.expiresAt} />
          <span aria-hidden> · </span>
          {link.given || url ? 'given' : 'not given yet'}
        </p>
      </div>
      <div className="flex gap-2">
        <Button
          size="small"
          busy={show.isPending}
          onClick={() => show.mutate()}
          aria-label={`Show link: ${link.email}`}
        >
          <Link2 aria-hidden /> Show link
        </Button>
        <WithdrawButton link={link} />
      </div>
      {url ? <ShownLink url={url} email={link.email} /> : null}
    </li>
  )
}

const dayAndTime = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })

/** In the reader's time, which the server does not know. */
const Until = ({ at }: { at: string }) => (
  <time dateTime={at} suppressHydrationWarning>
    {dayAndTime.format(new Date(at))}
  </time>
)

function WithdrawButton({ link }: { link: AccountLinkDto }) {
  const router = useRouter()
  const { mutate, isPending } = useMutation({
    mutationFn: () => api.delete(`/api/admin/account-links/${link.id}`),
    onError: (error) => toast.error(error.message),
    onSuccess: () => router.refresh(),
  })
  return (
    <Button size="small" busy={isPending} onClick={() => mutate()} aria-label={`Withdraw link: ${link.email}`}>
      Withdraw
    </Button>
  )
}
