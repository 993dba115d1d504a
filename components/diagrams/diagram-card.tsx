'use client'

import { cn } from '@/components/ui/cn'
import type { DiagramDto } from '@/lib/features/diagrams/schema'
import { useDashboard } from './dashboard-context'
import { DiagramLink } from './diagram-link'
import { DiagramMenu } from './diagram-menu'
import { EditedLine } from './edited-line'
import { SelectBox } from './select-box'
import { StarButton } from './star-button'
import { Thumbnail } from './thumbnail'

/** Hidden until the card is pointed at or has the focus; a finger cannot point, so it always sees them. */
const onDemand =
  'opacity-0 group-hover:opacity-100 group-focus-within:opacity-100 data-[state=open]:opacity-100 [@media(hover:none)]:opacity-100'

export function DiagramCard({ diagram }: { diagram: DiagramDto }) {
  const { selection } = useDashboard()
  const chosen = selection.ids.has(diagram.id)
  return (
    <li className="group relative flex flex-col gap-2.5">
      <div className="relative">
        <Thumbnail
          diagram={diagram}
          className={cn(
            'aspect-4/3 rounded-panel border border-line p-3 transition-colors group-hover:border-line-strong',
            chosen && 'border-accent ring-1 ring-accent group-hover:border-accent',
          )}
        />
        <SelectBox
          diagram={diagram}
          className={cn('absolute top-2.5 left-2.5 z-1', !chosen && selection.ids.size === 0 && onDemand)}
        />
        <div className="absolute top-1.5 right-1.5 z-1 flex gap-0.5 rounded-control bg-panel">
          {diagram.trashedAt ? null : <StarButton diagram={diagram} className={diagram.starred ? '' : onDemand} />}
          <DiagramMenu diagram={diagram} className={onDemand} />
        </div>
      </div>
      <div className="flex min-w-0 flex-col px-0.5">
        <DiagramLink diagram={diagram} className="after:rounded-panel" />
        <p className="truncate text-meta text-muted">
          <EditedLine diagram={diagram} />
        </p>
      </div>
    </li>
  )
}
