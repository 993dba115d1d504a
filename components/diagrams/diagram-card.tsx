'use client'

import { cn } from '@/components/ui/cn'
import type { DiagramDto } from '@/lib/features/diagrams/schema'
import { useDashboard } from './dashboard-context'
import { DiagramLink } from './diagram-link'
import { DiagramMenu } from './diagram-menu'
import { EditedLine } from './edited-line'
import { notByTouch, onDemand, onDemandMenu } from './on-demand'
import { SelectBox } from './select-box'
import { StarButton } from './star-button'
import { Thumbnail } from './thumbnail'

/** Above a drawing of any colour. */
const onPicture = 'bg-panel hover:bg-hover'

export function DiagramCard({ diagram }: { diagram: DiagramDto }) {
  const { selection } = useDashboard()
  const chosen = selection.ids.has(diagram.id)
  return (
    <li className="group relative flex flex-col gap-2.5">
      <div className="relative">
        <Thumbnail
          diagram={diagram}
          className={cn(
            'aspect-4/3 rounded-panel border transition-colors',
            chosen ? 'border-accent ring-1 ring-accent' : 'border-line group-hover:border-line-strong',
          )}
        />
        <SelectBox
          diagram={diagram}
          className={cn(
            'absolute top-2.5 left-2.5 z-1 inline-flex',
            selection.ids.size === 0 && [onDemand, notByTouch],
          )}
        />
        <div className="absolute top-1.5 right-1.5 z-1 flex gap-0.5">
          <DiagramMenu diagram={diagram} className={cn(onPicture, onDemandMenu)} />
          {diagram.trashedAt ? null : (
            <StarButton diagram={diagram} className={cn(onPicture, !diagram.starred && [onDemand, notByTouch])} />
          )}
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
