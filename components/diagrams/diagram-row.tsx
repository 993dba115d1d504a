'use client'

import { useShell } from '@/components/shell/shell-context'
import { cn } from '@/components/ui/cn'
import { RelativeTime } from '@/components/ui/relative-time'
import type { DiagramDto } from '@/lib/features/diagrams/schema'
import { useDashboard } from './dashboard-context'
import { DiagramLink } from './diagram-link'
import { DiagramMenu } from './diagram-menu'
import { EditedLine } from './edited-line'
import { notByTouch, onDemand, onDemandMenu } from './on-demand'
import { SelectBox } from './select-box'
import { StarButton } from './star-button'
import { Thumbnail } from './thumbnail'

export function DiagramRow({ diagram }: { diagram: DiagramDto }) {
  const { selection } = useDashboard()
  const { user } = useShell()
  const chosen = selection.ids.has(diagram.id)
  return (
    <tr
      className={cn(
        'group relative h-13 border-line border-b transition-colors',
        chosen ? 'bg-accent-soft' : 'hover:bg-hover',
      )}
    >
      <td className="relative z-1 pl-1">
        <SelectBox
          diagram={diagram}
          className={cn('relative flex', selection.ids.size === 0 && [onDemand, notByTouch])}
        />
      </td>
      <td className="pr-3 max-sm:py-1.5">
        <span className="flex min-w-0 items-center gap-3">
          <Thumbnail diagram={diagram} className="h-9 w-12 shrink-0 rounded-[4px] border border-line" />
          <span className="flex min-w-0 flex-col">
            <DiagramLink diagram={diagram} className="text-body after:rounded-control" />
            <span className="max-sm:wrap-anywhere sm:truncate text-muted lg:hidden">
              <EditedLine diagram={diagram} />
            </span>
          </span>
        </span>
      </td>
      <td className="truncate pr-3 text-muted max-lg:hidden">
        <RelativeTime at={diagram.trashedAt ?? diagram.updatedAt} />
        {diagram.lastEditedBy && !diagram.trashedAt
          ? ` · ${diagram.lastEditedBy.id === user.id ? 'you' : diagram.lastEditedBy.name}`
          : null}
      </td>
      <td className="truncate pr-3 text-muted max-xl:hidden">
        <RelativeTime at={diagram.createdAt} />
      </td>
      <td className="truncate pr-3 text-muted max-lg:hidden">
        {diagram.ownerId === user.id ? 'you' : diagram.owner.name}
      </td>
      <td className="relative z-1">
        <span className="flex justify-end">
          {diagram.trashedAt ? null : (
            <StarButton diagram={diagram} className={cn(!diagram.starred && [onDemand, notByTouch])} />
          )}
          <DiagramMenu diagram={diagram} className={onDemandMenu} />
        </span>
      </td>
    </tr>
  )
}
