'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { usePathname, useRouter } from 'next/navigation'
import { toast } from '@/components/ui/toast'
import { api } from '@/lib/client/api'
import type { CreateDiagramInput, DiagramDto } from '@/lib/features/diagrams/schema'
import { findTeamOfPath } from './find-team-of-path'

/** Makes a diagram and opens it; on the page of a team in that team. */
export function useCreateDiagram() {
  const router = useRouter()
  const client = useQueryClient()
  const teamId = findTeamOfPath(usePathname())
  return useMutation({
    mutationFn: (input: Partial<CreateDiagramInput> = {}) =>
      api.post<DiagramDto>('/api/diagrams', { title: 'Untitled', ...(teamId ? { teamId } : {}), ...input }),
    onSuccess: (diagram) => {
      void client.invalidateQueries({ queryKey: ['diagrams'] })
      router.push(`/diagrams/${diagram.id}`)
    },
    onError: (error) => toast.error(error.message),
  })
}
