'use client'

import { Ellipsis } from 'lucide-react'
import { lazy } from 'react'
import { IconButton } from '@/components/ui/icon-button'
import { LazyMenu } from '@/components/ui/lazy-menu'
import type { DiagramDto } from '@/lib/features/diagrams/schema'

const loadItems = () => import('./diagram-menu-items')
const Items = lazy(loadItems)

export function DiagramMenu({ diagram, className }: { diagram: DiagramDto; className?: string }) {
  const trigger = (
    <IconButton label={`More about ${diagram.title}`} className={className}>
      <Ellipsis />
    </IconButton>
  )
  return <LazyMenu trigger={trigger} menu={Items} preload={loadItems} rest={{ diagram }} />
}
