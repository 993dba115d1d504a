'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { toast } from '@/components/ui/toast'
import { api } from '@/lib/client/api'
import type { CreateDiagramInput, DiagramDto } from '@/lib/features/diagrams/schema'

/** Makes a diagram and opens it. */
export function useCreateDiagram() {
  const router = useRouter()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: Partial<CreateDiagramInput> = {}) =>
      api.post<DiagramDto>('/api/diagrams', { title: 'Untitled', ...input }),
    onSuccess: (diagram) => {
      void client.invalidateQueries({ queryKey: ['diagrams'] })
      router.push(`/diagrams/${diagram.id}`)
    },
    onError: (error) => toast.error(error.message),
  })
}
