import { Skeleton } from '@/components/ui/skeleton'
import { gridClass } from './grid-class'

const places = Array.from({ length: 8 }, (_, index) => index)

/** The list while it loads, in the sizes it will have. */
export function DashboardSkeleton({ layout }: { layout: 'grid' | 'list' }) {
  if (layout === 'list') {
    return (
      <div aria-hidden className="mt-8 flex flex-col">
        {places.map((place) => (
          <div key={place} className="flex h-13 items-center gap-3 border-line border-b pl-8">
            <Skeleton className="h-9 w-12" />
            <Skeleton className="h-4 w-48" />
          </div>
        ))}
      </div>
    )
  }
  return (
    <div aria-hidden className={gridClass}>
      {places.map((place) => (
        <div key={place} className="flex flex-col gap-2.5">
          <Skeleton className="aspect-4/3" rounded="rounded-panel" />
          <Skeleton className="h-4 w-3/5" />
          <Skeleton className="h-3.5 w-2/5" />
        </div>
      ))}
    </div>
  )
}
