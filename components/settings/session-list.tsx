'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Laptop, Smartphone } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { RelativeTime } from '@/components/ui/relative-time'
import { toast } from '@/components/ui/toast'
import { api } from '@/lib/client/api'
import { signOut } from '@/lib/client/sign-out'
import type { AccountSessionDto } from '@/lib/features/auth/schema'

const queryKey = ['account', 'sessions']

/** Where the account is signed in; each can be ended, and all others at once. */
export function SessionList({ initial }: { initial: AccountSessionDto[] }) {
  const { data: sessions } = useQuery({
    queryKey,
    queryFn: async () => (await api.get<{ items: AccountSessionDto[] }>('/api/account/sessions')).items,
    initialData: initial,
  })
  const others = sessions.filter((session) => !session.current)
  const endOthers = useEnd(() => api.delete('/api/account/sessions'))
  return (
    <>
      <ul className="overflow-hidden rounded-panel border border-line bg-panel">
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </ul>
      {others.length > 1 ? (
        <Button variant="danger" className="mt-4" busy={endOthers.isPending} onClick={() => endOthers.mutate()}>
          Sign out everywhere else
        </Button>
      ) : null}
    </>
  )
}

function SessionRow({ session }: { session: AccountSessionDto }) {
  const end = useEnd(() => (session.current ? leave() : api.delete(`/api/account/sessions/${session.id}`)))
  const Icon = /Android|iPhone|iPad/.test(session.device) ? Smartphone : Laptop
  return (
    <li className="flex items-center gap-3 border-line border-t px-4 py-3 first:border-t-0">
      <Icon aria-hidden className="size-5 shrink-0 stroke-[1.5] text-muted" />
      <div className="min-w-0 flex-1">
        <p className="max-sm:wrap-anywhere sm:truncate font-medium">{session.device}</p>
        <p className="text-meta text-muted">
          {session.current ? (
            <span className="text-up">This browser</span>
          ) : (
            <>
              Seen <RelativeTime at={session.lastSeenAt} />
            </>
          )}
          <span aria-hidden> · </span>
          Signed in <RelativeTime at={session.createdAt} />
        </p>
      </div>
      <Button
        size="small"
        busy={end.isPending}
        onClick={() => end.mutate()}
        aria-label={session.current ? 'Sign out of this browser' : `Sign out ${session.device}`}
      >
        Sign out
      </Button>
    </li>
  )
}

/** Stays under way until the browser has left the page. */
async function leave(): Promise<never> {
  await signOut()
  return await new Promise(() => undefined)
}

function useEnd(end: () => Promise<void>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: end,
    onError: (error) => toast.error(error.message),
    onSuccess: () => client.invalidateQueries({ queryKey }),
  })
}
