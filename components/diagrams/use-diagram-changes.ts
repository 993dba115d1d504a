'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useMemo } from 'react'
import { toast } from '@/components/ui/toast'
import { api } from '@/lib/client/api'
import { ApiError } from '@/lib/client/api-error'
import type { BatchResultDto, DiagramDto } from '@/lib/features/diagrams/schema'
import { changeCachedDiagrams, type DiagramPages } from './diagrams-query'
import { diagramsKey } from './list-key'

type Change = Parameters<typeof changeCachedDiagrams>[1]

/** What people do with diagrams: shown at once, taken back with a reason when the server refuses. */
export function useDiagramChanges() {
  const client = useQueryClient()
  const router = useRouter()
  return useMemo(() => {
    const optimistically = async (change: Change, work: () => Promise<unknown>): Promise<boolean> => {
      await client.cancelQueries({ queryKey: diagramsKey })
      const before = client.getQueriesData<DiagramPages>({ queryKey: diagramsKey })
      changeCachedDiagrams(client, change)
      try {
        await work()
        return true
      } catch (error) {
        for (const [key, data] of before) client.setQueryData(key, data)
        toastError(error)
        return false
      } finally {
        void client.invalidateQueries({ queryKey: diagramsKey })
      }
    }
    return makeChanges(optimistically, (path) => router.push(path))
  }, [client, router])
}

export type DiagramChanges = ReturnType<typeof useDiagramChanges>

function makeChanges(
  optimistically: (change: Change, work: () => Promise<unknown>) => Promise<boolean>,
  go: (path: string) => void,
) {
  const patch = (target: DiagramDto, fields: { title?: string; starred?: boolean }) =>
    optimistically(
      (diagram) => (diagram.id === target.id ? { ...diagram, ...fields } : diagram),
      () => api.patch(`/api/diagrams/${target.id}`, fields),
    )

  const batch = (targets: readonly DiagramDto[], action: 'trash' | 'restore' | 'delete') => {
    const ids = new Set(targets.map((diagram) => diagram.id))
    const leavesList = (view: string) => action !== 'trash' || view !== 'trash'
    return optimistically(
      (diagram, list) => (ids.has(diagram.id) && leavesList(list.view) ? null : diagram),
      () => changeMany([...ids], action),
    )
  }

  const restore = async (targets: readonly DiagramDto[]) => {
    if (await batch(targets, 'restore')) toast.success(`${nameOf(targets)} restored`)
  }

  return {
    rename: async (diagram: DiagramDto, title: string) => {
      if (title === diagram.title) return
      if (!(await patch(diagram, { title }))) return
      toast.success(`Renamed to “${title}”`, {
        action: { label: 'Undo', onClick: () => void patch(diagram, { title: diagram.title }) },
      })
    },
    setStarred: (diagram: DiagramDto, starred: boolean) => patch(diagram, { starred }),
    trash: async (targets: readonly DiagramDto[]) => {
      if (!(await batch(targets, 'trash'))) return
      toast.success(`${nameOf(targets)} moved to trash`, {
        action: { label: 'Undo', onClick: () => void restore(targets) },
      })
    },
    restore,
    deleteForGood: async (targets: readonly DiagramDto[]) => {
      if (await batch(targets, 'delete')) toast.success(`${nameOf(targets)} deleted for good`)
    },
    duplicate: (diagram: DiagramDto) =>
      optimistically(
        (same) => same,
        async () => {
          const copy = await api.post<DiagramDto>(`/api/diagrams/${diagram.id}/duplicate`)
          toast.success(`“${copy.title}” created`, {
            action: { label: 'Open', onClick: () => go(`/diagrams/${copy.id}`) },
          })
        },
      ),
  }
}

const batchSize = 100

/** Errors: the first refusal of the server, after all the others were done. */
async function changeMany(ids: readonly string[], action: string): Promise<void> {
  const refused: BatchResultDto[] = []
  for (let start = 0; start < ids.length; start += batchSize) {
    const chunk = ids.slice(start, start + batchSize)
    const { results } = await api.post<{ results: BatchResultDto[] }>('/api/diagrams/batch', { ids: chunk, action })
    refused.push(...results.filter((result) => result.status === 'failed'))
  }
  const [first] = refused
  if (!first) return
  const others = refused.length > 1 ? ` The same goes for ${refused.length - 1} more.` : ''
  throw new ApiError(`${first.detail ?? 'It was refused.'}${others}`, { code: 'conflict', status: 409 })
}

const nameOf = (targets: readonly DiagramDto[]) =>
  targets.length === 1 ? `“${targets[0]?.title}”` : `${targets.length} diagrams`

function toastError(error: unknown): void {
  if (!(error instanceof ApiError)) throw error
  toast.error(error.message, {
    description: error.correlationId ? `Correlation id ${error.correlationId}` : undefined,
  })
}
