'use client'

import Link from 'next/link'
import { cn } from '@/components/ui/cn'
import type { DiagramDto } from '@/lib/features/diagrams/schema'
import { useDashboard } from './dashboard-context'

/**
 * The title, whose link covers the whole card or row (`after:`). A diagram in the trash cannot be opened, so there it is a
 * button that chooses it. Keyboard commands find their diagram by `data-diagram-id`.
 */
export function DiagramLink({ diagram, className }: { diagram: DiagramDto; className?: string }) {
  const { select } = useDashboard()
  const classes = cn(
    'min-w-0 truncate text-left font-medium outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-accent focus-visible:after:outline-offset-2',
    className,
  )
  if (diagram.trashedAt) {
    return (
      <button
        type="button"
        data-diagram-id={diagram.id}
        className={classes}
        onClick={() => select({ type: 'toggle', id: diagram.id })}
      >
        {diagram.title}
      </button>
    )
  }
  return (
    <Link href={`/diagrams/${diagram.id}`} prefetch={false} data-diagram-id={diagram.id} className={classes}>
      {diagram.title}
    </Link>
  )
}
