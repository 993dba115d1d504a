import type { ReactNode } from 'react'
import { TopBar } from '@/components/shell/top-bar'
import { StateLabel } from '@/components/ui/state-label'
import type { ComponentDto } from '@/lib/ops/health/schema-components'
import type { MonitorReadingDto } from '@/lib/ops/monitoring/schema'
import { describeStatus } from './describe-status'
import { findComponentFaults } from './find-component-faults'
import { findReadingFaults } from './find-reading-faults'
import { KeepFresh } from './keep-fresh'

interface StatusPageProps {
  /** Null when they could not be read. */
  readings: readonly MonitorReadingDto[] | null
  components: readonly ComponentDto[] | null
  /** The sections. */
  children: ReactNode
}

/** How the server is, for admins: one headline, then a section for each subject. */
export function StatusPage({ readings, components, children }: StatusPageProps) {
  const { state, headline, others } = describeStatus([
    ...findComponentFaults(components),
    ...findReadingFaults(readings),
  ])
  return (
    <>
      <TopBar>
        <h1 className="truncate font-semibold text-lead">Status</h1>
      </TopBar>
      <main className="w-full max-w-288 flex-1 px-4 pb-24 sm:px-6">
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 py-8">
          <div role="status">
            <StateLabel state={state} className="font-semibold text-title [&_svg]:size-5">
              {headline}
            </StateLabel>
            {others.length > 0 ? <p className="mt-1 text-body text-muted">{others.join('. ')}.</p> : null}
          </div>
          <KeepFresh />
        </div>
        {children}
      </main>
    </>
  )
}
