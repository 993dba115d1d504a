'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import { api } from '@/lib/client/api'

interface SendAgainButtonProps {
  outboxId: string
  /** For screen readers, beside many buttons of the same name. */
  what: string
}

export function SendAgainButton({ outboxId, what }: SendAgainButtonProps) {
  const router = useRouter()
  const { mutate, isPending } = useMutation({
    mutationFn: () => api.post(`/api/outbox/${outboxId}/resend`),
    onError: (error) => toast.error(error.message),
    onSettled: () => router.refresh(),
  })
  return (
    <Button size="small" busy={isPending} onClick={() => mutate()} aria-label={`Send again: ${what}`}>
      Send again
    </Button>
  )
}
