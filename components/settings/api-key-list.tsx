'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { RelativeTime } from '@/components/ui/relative-time'
import { toast } from '@/components/ui/toast'
import { api } from '@/lib/client/api'
import type { KeyDto } from '@/lib/features/api-keys/schema'
import { ApiKeyForm } from './api-key-form'

export const apiKeysQueryKey = ['account', 'api-keys']

interface ApiKeyListProps {
  initial: KeyDto[]
  isAdmin: boolean
  /** Whether there is a second factor to confirm with. */
  byCode: boolean
}

/** Keys for programs: what each may do and when it was last used. */
export function ApiKeyList({ initial, isAdmin, byCode }: ApiKeyListProps) {
  const { data: keys } = useQuery({
    queryKey: apiKeysQueryKey,
    queryFn: async () => (await api.get<{ items: KeyDto[] }>('/api/account/api-keys')).items,
    initialData: initial,
  })
  return (
    <div className="flex flex-col gap-6">
      {keys.length === 0 ? (
        <p className="text-body text-muted">You have no keys. Make one for a script or a pipeline.</p>
      ) : (
        <ul aria-label="API keys" className="overflow-hidden rounded-panel border border-line bg-panel">
          {keys.map((key) => (
            <KeyRow key={key.id} apiKey={key} />
          ))}
        </ul>
      )}
      <ApiKeyForm isAdmin={isAdmin} byCode={byCode} />
    </div>
  )
}

const scopeWords = { read: 'Looks', write: 'Looks and changes', admin: 'Also administers' } as const

function KeyRow({ apiKey: key }: { apiKey: KeyDto }) {
  const client = useQueryClient()
  const { mutate, isPending } = useMutation({
    mutationFn: () => api.delete(`/api/account/api-keys/${key.id}`),
    onError: (error) => toast.error(error.message),
    onSuccess: () => client.invalidateQueries({ queryKey: apiKeysQueryKey }),
  })
  const widest = key.scopes.includes('admin') ? 'admin' : key.scopes.includes('write') ? 'write' : 'read'
  const isOver = key.expiresAt !== null && Date.parse(key.expiresAt) <= Date.now()
  return (
    <li className="flex items-center gap-3 border-line border-t px-4 py-3 first:border-t-0">
      <KeyRound aria-hidden className="size-5 shrink-0 stroke-[1.5] text-muted" />
      <div className="min-w-0 flex-1">
        <p className="max-sm:wrap-anywhere sm:truncate font-medium">{key.name}</p>
        <p className="text-meta text-muted">
          <span className="font-mono">{key.prefix}…</span>
          <span aria-hidden> · </span>
          {scopeWords[widest]}
          <span aria-hidden> · </span>
          {key.lastUsedAt ? (
            <>
              Used <RelativeTime at={key.lastUsedAt} />
            </>
          ) : (
            'Not used yet'
          )}
          <span aria-hidden> · </span>
          <span suppressHydrationWarning>
            {isOver ? <span className="text-down">Expired</span> : describeExpiry(key.expiresAt)}
          </span>
        </p>
      </div>
      <Button size="small" busy={isPending} onClick={() => mutate()} aria-label={`Revoke ${key.name}`}>
        Revoke
      </Button>
    </li>
  )
}

const day = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })

const describeExpiry = (at: string | null): string => (at ? `Until ${day.format(new Date(at))}` : 'Does not expire')
