'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import { api } from '@/lib/client/api'
import type { AlertRuleDto } from '@/lib/ops/alerts/rules/schema'

/** Takes a rule away that was added; one that was shipped is as it was again. */
export function ResetRuleButton({ rule: { id, name, origin } }: { rule: AlertRuleDto }) {
  const router = useRouter()
  const { mutate, isPending } = useMutation({
    mutationFn: () => api.delete(`/api/alert-rules/${id}`),
    onError: (error) => toast.error(error.message),
    onSuccess: () => router.refresh(),
  })
  const verb = origin === 'added' ? 'Delete' : 'Reset'
  return (
    <Button
      size="small"
      variant="quiet"
      busy={isPending}
      onClick={() => mutate()}
      aria-label={`${verb} the rule ${name}`}
    >
      {verb}
    </Button>
  )
}
