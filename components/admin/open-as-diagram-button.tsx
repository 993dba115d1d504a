'use client'

import { useMutation } from '@tanstack/react-query'
import { Workflow } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import { api } from '@/lib/client/api'
import type { DiagramDto } from '@/lib/features/diagrams/schema'

/** Makes a diagram of what stands on what, and goes there. */
export function OpenAsDiagramButton() {
  const router = useRouter()
  const { mutate, isPending, isSuccess } = useMutation({
    mutationFn: () => api.post<DiagramDto>('/api/dependencies/diagram'),
    onError: (error) => toast.error('No diagram was made', { description: error.message }),
    onSuccess: ({ id }) => router.push(`/diagrams/${id}`),
  })
  return (
    <Button size="small" busy={isPending || isSuccess} onClick={() => mutate()}>
      <Workflow aria-hidden />
      Open as diagram
    </Button>
  )
}
