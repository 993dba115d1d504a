'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import { api } from '@/lib/client/api'
import type { LookDto } from '@/lib/ops/health/schema-checks'

const words = { up: 'is up', degraded: 'is not quite well', down: 'is down', unknown: 'is not known' } as const

/** Looks at once, and says what was found: believed or not, that is another thing. */
export function LookNowButton({ componentId, name }: { componentId: string; name: string }) {
  const router = useRouter()
  const { mutate, isPending } = useMutation({
    mutationFn: () => api.post<LookDto>(`/api/checks/${componentId}/run`),
    onError: (error) => toast.error(error.message),
    onSuccess: ({ status, message }) => {
      const say = status === 'down' || status === 'degraded' ? toast.error : toast.success
      say(message ?? `${name} ${words[status]}.`)
      router.refresh()
    },
  })
  return (
    <Button size="small" busy={isPending} onClick={() => mutate()} aria-label={`Look at ${name} now`}>
      Look now
    </Button>
  )
}
