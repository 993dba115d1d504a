'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import { api } from '@/lib/client/api'
import type { ChannelDto, ChannelTestDto } from '@/lib/ops/alerts/delivery/schema'

export function ChannelActions({ channel: { id, name, enabled, origin } }: { channel: ChannelDto }) {
  const router = useRouter()
  const [isAsking, setIsAsking] = useState(false)
  const path = `/api/alert-channels/${id}`
  const shared = { onError: (error: Error) => toast.error(error.message), onSettled: () => router.refresh() }
  const test = useMutation({ mutationFn: () => api.post<ChannelTestDto>(`${path}/test`), ...shared })
  const change = useMutation({ mutationFn: () => api.patch(path, { enabled: !enabled }), ...shared })
  const remove = useMutation({ mutationFn: () => api.delete(path), onSuccess: () => setIsAsking(false), ...shared })
  return (
    <div className="flex flex-col items-end gap-1.5 max-sm:w-full max-sm:items-start">
      <div className="flex flex-wrap gap-2">
        <Button size="small" busy={test.isPending} onClick={() => test.mutate()} aria-label={`Send test to ${name}`}>
          {test.isPending ? 'Sending…' : 'Send test'}
        </Button>
        {origin === 'admin' ? (
          <>
            <Button
              size="small"
              busy={change.isPending}
              onClick={() => change.mutate()}
              aria-label={`Switch ${enabled ? 'off' : 'on'} ${name}`}
            >
              Switch {enabled ? 'off' : 'on'}
            </Button>
            <Button size="small" variant="quietDanger" onClick={() => setIsAsking(true)} aria-label={`Delete ${name}`}>
              Delete
            </Button>
          </>
        ) : null}
      </div>
      <p role="status" className="max-w-80 break-words text-meta text-muted empty:hidden">
        {test.data ? describeTest(test.data) : ''}
      </p>
      <Dialog
        open={isAsking}
        onOpenChange={setIsAsking}
        title={`Delete “${name}”?`}
        description="Nothing is sent there any more, and its secret is gone. What it has delivered stays in the list."
        actions={
          <>
            <Button onClick={() => setIsAsking(false)}>Keep it</Button>
            <Button variant="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
              Delete
            </Button>
          </>
        }
      />
    </div>
  )
}

const describeTest = ({ delivered, answer, durationMs }: ChannelTestDto): string =>
  `${delivered ? 'Taken' : 'Not taken'} after ${durationMs} ms: ${answer}`
