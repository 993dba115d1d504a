import { Skeleton } from '@/components/ui/skeleton'

export default function SettingsLoading() {
  return (
    <div aria-busy="true">
      <span className="sr-only" role="status">
        Loading your settings
      </span>
      <Skeleton className="mb-8 h-8 w-36" />
      <div>
        {['h-52', 'h-11', 'h-40'].map((height) => (
          <div key={height} className="flex flex-col gap-3 border-line border-t py-8 first:border-t-0 first:pt-0">
            <Skeleton className="h-6 w-40" />
            <Skeleton className={height} />
          </div>
        ))}
      </div>
    </div>
  )
}
