'use client'

import { Ellipsis } from 'lucide-react'
import { lazy } from 'react'
import { IconButton } from '@/components/ui/icon-button'
import { LazyMenu } from '@/components/ui/lazy-menu'
import type { DiagramDto } from '@/lib/features/diagrams/schema'

export const loadDiagramItems = () => import('./diagram-menu-items')
const Items = lazy(loadDiagramItems)

export function DiagramMenu({ diagram, className }: { diagram: DiagramDto; className?: string }) {
  const trigger = (
    <IconButton label={`More about ${diagram.title}`} className={className}>
      <Ellipsis />
    </IconButton>
  )
  return <LazyMenu trigger={trigger} menu={Items} preload={loadDiagramItems} rest={{ diagram }} />
}
