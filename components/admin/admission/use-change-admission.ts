'use client'

import { useRouter } from 'next/navigation'
import { useStepUp } from '@/components/settings/factors/use-step-up'
import { toast } from '@/components/ui/toast'
import { api } from '@/lib/client/api'
import type { ChosenAdmission } from '@/lib/features/auth/schema-admission'

/** Saves what an admin chose, once they have proved who they are. */
export function useChangeAdmission({ byCode }: { byCode: boolean }) {
  const router = useRouter()
  const { attempt, dialog } = useStepUp({ byCode })
  const save = (change: ChosenAdmission) =>
    attempt(async () => {
      await api.patch('/api/admin/admission', change)
      toast.success('Saved.')
      router.refresh()
    })
  return { save, dialog }
}
