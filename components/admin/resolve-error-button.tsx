'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import { api } from '@/lib/client/api'

interface ResolveErrorButtonProps {
  fingerprint: string
  /** As it is now. */
  resolved: boolean
}

export function ResolveErrorButton({ fingerprint, resolved }: ResolveErrorButtonProps) {
  const router = useRouter()
  const { mutate, isPending } = useMutation({
    mutationFn: () => api.patch(`/api/admin/errors/${fingerprint}`, { resolved: !resolved }),
    onError: (error) => toast.error(error.message),
    onSuccess: () => router.refresh(),
  })
  return (
    <div className="flex flex-wrap items-center gap-3 text-meta text-muted">
      <Button size="small" busy={isPending} onClick={() => mutate()}>
        {resolved ? 'Open again' : 'Mark as resolved'}
      </Button>
      {resolved ? null : 'It comes back by itself when it is seen again.'}
    </div>
  )
}
