'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useId } from 'react'
import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/select'
import { StateLabel } from '@/components/ui/state-label'
import { toast } from '@/components/ui/toast'
import { api } from '@/lib/client/api'
import type { AuditRetention, AuditVerdictDto } from '@/lib/features/audit/schema'

const choices = [
  { days: null, label: 'For ever' },
  { days: 90, label: '90 days' },
  { days: 365, label: 'One year' },
  { days: 730, label: 'Two years' },
  { days: 3_650, label: 'Ten years' },
] as const

/** How long entries are kept. */
export function AuditRetentionSelect({ days }: AuditRetention) {
  const router = useRouter()
  const id = useId()
  const { mutate, isPending, variables } = useMutation({
    mutationFn: (chosen: number | null) => api.put<AuditRetention>('/api/admin/audit/retention', { days: chosen }),
    onError: (error) => toast.error(error.message),
    onSuccess: () => {
      toast.success('How long entries are kept is saved.')
      router.refresh()
    },
  })
  const known = choices.some((choice) => choice.days === days) ? choices : [...choices, { days, label: `${days} days` }]
  const shown = isPending ? variables : days
  return (
    <div className="flex items-center gap-2 text-meta">
      <label htmlFor={id} className="text-muted">
        Entries are kept
      </label>
      <Select
        small
        id={id}
        value={shown ?? ''}
        disabled={isPending}
        onChange={({ target: { value } }) => mutate(value === '' ? null : Number(value))}
      >
        {known.map((choice) => (
          <option key={choice.label} value={choice.days ?? ''}>
            {choice.label}
          </option>
        ))}
      </Select>
    </div>
  )
}

/** Follows the whole chain when asked. */
export function AuditVerification() {
  const { mutate, data, isPending } = useMutation({
    mutationFn: () => api.get<AuditVerdictDto>('/api/admin/audit/verification'),
    onError: (error) => toast.error(error.message),
  })
  return (
    <div className="flex flex-wrap items-center gap-3 text-meta">
      <Button size="small" busy={isPending} onClick={() => mutate()}>
        {isPending ? 'Verifying…' : 'Verify the log'}
      </Button>
      <span role="status">{data ? <Verdict verdict={data} /> : null}</span>
    </div>
  )
}

const Verdict = ({ verdict: { fault, count } }: { verdict: AuditVerdictDto }) => (
  <StateLabel state={fault ? 'down' : 'up'}>
    {fault ? `Broken. ${fault.message}` : `Whole: ${count.toLocaleString('en')} entries`}
  </StateLabel>
)
