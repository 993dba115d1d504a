'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import { api } from '@/lib/client/api'
import type { WindowDto } from '@/lib/ops/health/schema-maintenance'

/** Ends maintenance early, or takes it back. */
export function EndMaintenanceButton({ window: { id, reason, state } }: { window: WindowDto }) {
  const router = useRouter()
  const { mutate, isPending } = useMutation({
    mutationFn: () => api.delete(`/api/maintenance/${id}`),
    onError: (error) => toast.error(error.message),
    onSuccess: () => router.refresh(),
  })
  const verb = state === 'active' ? 'End now' : 'Cancel'
  return (
    <Button size="small" busy={isPending} onClick={() => mutate()} aria-label={`${verb}: ${reason}`}>
      {verb}
    </Button>
  )
}
