import { DashboardSkeleton } from '@/components/diagrams/dashboard-skeleton'

export default function Loading() {
  return (
    <main aria-busy="true" className="px-4 pt-31 sm:px-6">
      <DashboardSkeleton layout="grid" />
    </main>
  )
}
