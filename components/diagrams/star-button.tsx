'use client'

import { Star } from 'lucide-react'
import { IconButton } from '@/components/ui/icon-button'
import type { DiagramDto } from '@/lib/features/diagrams/schema'
import { useDashboard } from './dashboard-context'

export function StarButton({ diagram, className }: { diagram: DiagramDto; className?: string }) {
  const { changes } = useDashboard()
  return (
    <IconButton
      label={diagram.starred ? `Remove the star of ${diagram.title}` : `Star ${diagram.title}`}
      aria-pressed={diagram.starred}
      onClick={() => void changes.setStarred(diagram, !diagram.starred)}
      className={className}
    >
      <Star className={diagram.starred ? 'fill-current' : undefined} />
    </IconButton>
  )
}
