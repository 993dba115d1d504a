'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import { api } from '@/lib/client/api'
import type { AlertDto } from '@/lib/ops/alerts/schema'

export function AcknowledgeButton({ alertId, name }: { alertId: string; name: string }) {
  const router = useRouter()
  const { mutate, isPending } = useMutation({
    mutationFn: () => api.post<AlertDto>(`/api/alerts/${encodeURIComponent(alertId)}/acknowledge`),
    onError: (error) => toast.error(error.message),
    onSuccess: () => router.refresh(),
  })
  return (
    <Button size="small" busy={isPending} onClick={() => mutate()} aria-label={`Acknowledge ${name}`}>
      Acknowledge
    </Button>
  )
}
