'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import { api } from '@/lib/client/api'

export function EndSilenceButton({ silenceId }: { silenceId: string }) {
  const router = useRouter()
  const { mutate, isPending } = useMutation({
    mutationFn: () => api.delete(`/api/silences/${silenceId}`),
    onError: (error) => toast.error(error.message),
    onSuccess: () => router.refresh(),
  })
  return (
    <Button size="small" busy={isPending} onClick={() => mutate()}>
      End now
    </Button>
  )
}
