import type { ReactNode } from 'react'
import { TopBar } from '@/components/shell/top-bar'
import type { AlertListDto } from '@/lib/ops/alerts/schema'
import type { ComponentDto } from '@/lib/ops/health/schema-components'
import type { MonitorReadingDto } from '@/lib/ops/monitoring/schema'
import { LiveSign } from './live-sign'
import { LiveStatus } from './live-status'
import { SectionLinks } from './section-links'
import { StatusHeadline } from './status-headline'
import type { StatusState } from './status-state'

interface StatusPageProps {
  /** Each null when it could not be read. */
  readings: readonly MonitorReadingDto[] | null
  components: readonly ComponentDto[] | null
  alerts: AlertListDto | null
  state: StatusState
  /** The sections. */
  children: ReactNode
}

/** How the server is, for admins: one headline, then a section for each subject; live while somebody looks. */
export function StatusPage({ readings, components, alerts, state, children }: StatusPageProps) {
  return (
    <LiveStatus uptime={state.uptime.range}>
      <TopBar>
        <h1 className="truncate font-semibold text-lead">Status</h1>
      </TopBar>
      <main className="w-full max-w-320 flex-1 px-4 pb-24 sm:px-6">
        <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 py-8">
          <StatusHeadline
            components={components}
            readings={readings}
            alerts={alerts?.alerts ?? null}
            readAtMs={Date.now()}
          />
          <LiveSign />
        </div>
        <SectionLinks />
        {children}
      </main>
    </LiveStatus>
  )
}
