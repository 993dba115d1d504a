import type { Metadata } from 'next'
import { AlertsSection } from '@/components/admin/alerts-section'
import { ChannelsSection } from '@/components/admin/channels-section'
import { ChartsSection } from '@/components/admin/charts-section'
import { ComponentsSection } from '@/components/admin/components-section'
import { DependenciesSection } from '@/components/admin/dependencies-section'
import { ErrorsSection } from '@/components/admin/errors-section'
import { LogLevelsSection } from '@/components/admin/log-levels-section'
import { SlowQueriesSection } from '@/components/admin/slow-queries-section'
import { StatusPage } from '@/components/admin/status-page'
import { parseStatusState, type StatusSearch } from '@/components/admin/status-state'
import { placeDependencyMap } from '@/lib/features/component-bindings/place-dependency-map'
import { getPageAdmin } from '@/lib/http/get-page-admin'
import { readForPage } from '@/lib/http/read-for-page'
import { listAlertChannels } from '@/lib/ops/alerts/delivery/list-alert-channels'
import { listDeliveries } from '@/lib/ops/alerts/delivery/list-deliveries'
import { listAlerts } from '@/lib/ops/alerts/list-alerts'
import { listSilences } from '@/lib/ops/alerts/silences/list-silences'
import { getDatabaseDiagnostics } from '@/lib/ops/diagnostics/get-diagnostics'
import { listErrors } from '@/lib/ops/errors/list-errors'
import { getDependencyMap } from '@/lib/ops/health/get-dependency-map'
import { listComponents } from '@/lib/ops/health/list-components'
import { listLogLevels } from '@/lib/ops/logs/list-log-levels'
import { listReadings } from '@/lib/ops/monitoring/list-readings'
import { listOutbox } from '@/lib/ops/outbox/list-outbox'
import { listChartHistories } from '@/lib/ops/status/list-chart-histories'
import { listComponentUptime } from '@/lib/ops/status/list-component-uptime'
import { AlertRules } from './alert-rules'
import { IncidentSections } from './incident-sections'

export const metadata: Metadata = { title: 'Status' }

const errorsPerPage = 10
const deliveriesShown = 10

export default async function AdminStatusPage({ searchParams }: { searchParams: Promise<StatusSearch> }) {
  const actor = await getPageAdmin()
  const state = parseStatusState(await searchParams)
  const errorsQuery = { status: state.errors, cursor: state.errorsCursor, limit: errorsPerPage }
  const [
    components,
    uptime,
    map,
    alerts,
    silences,
    readings,
    histories,
    errors,
    database,
    logLevels,
    channels,
    deliveries,
    dead,
  ] = await Promise.all([
    readForPage('components', () => listComponents({ actor })),
    readForPage('uptime', () => listComponentUptime({ actor, range: state.uptime })),
    readForPage('dependencies', async () => placeDependencyMap(getDependencyMap({ actor }))),
    readForPage('alerts', () => listAlerts({ actor, query: { status: 'all', limit: 10 } })),
    readForPage('silences', () => listSilences({ actor })),
    readForPage('monitors', () => listReadings({ actor })),
    readForPage('history', () => listChartHistories({ actor, range: state.range })),
    readForPage('errors', () => listErrors({ actor, query: errorsQuery })),
    readForPage('database', () => getDatabaseDiagnostics({ actor })),
    readForPage('log levels', () => listLogLevels({ actor })),
    readForPage('channels', () => listAlertChannels({ actor })),
    readForPage('deliveries', () => listDeliveries({ actor, query: { status: 'all', limit: deliveriesShown } })),
    readForPage('outbox', () => listOutbox({ actor, query: { status: 'dead', limit: 50 } })),
  ])
  return (
    <StatusPage readings={readings} components={components} alerts={alerts} state={state}>
      <ComponentsSection components={components} report={uptime} state={state} />
      <DependenciesSection map={map} components={components} />
      <ChartsSection histories={histories} readings={readings} state={state} />
      <AlertsSection list={alerts} silences={silences} />
      <IncidentSections actor={actor} components={components} />
      <AlertRules actor={actor} components={components} />
      <ChannelsSection channels={channels} deliveries={deliveries} dead={dead} />
      <ErrorsSection page={errors} state={state} />
      <SlowQueriesSection database={database} />
      <LogLevelsSection levels={logLevels} />
    </StatusPage>
  )
}
