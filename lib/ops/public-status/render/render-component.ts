import type { PublicComponent, PublicDay } from '../schema-snapshot'
import { type Markup, markup } from './html'
import { renderState, stateWords } from './state-icon'

/** One component: how it is, and how each of its days was. */
export const renderComponent = ({ name, status, uptime_90d, days }: PublicComponent): Markup =>
  markup`<li><div class="row"><span class="name">${name}</span>${renderState(status)}</div>
<div class="days" role="img" aria-label="${describeDays(days, uptime_90d)}">${days.map(renderDay)}</div>
<div class="row meta"><span class="wide">90 days ago</span><span class="narrow">30 days ago</span>
<span>${renderUptime(uptime_90d)}</span><span>Today</span></div></li>`

/** Where a phone shows 30 of the days it says that the number is of all. */
const renderUptime = (uptime: number | null): Markup =>
  uptime === null
    ? markup`${formatUptime(uptime)}`
    : markup`${formatPercent(uptime)}<span class="wide"> uptime</span><span class="narrow"> in 90 days</span>`

const renderDay = (day: PublicDay): Markup => markup`<span class="${day.status}" title="${describeDay(day)}"></span>`

const dayForm = new Intl.DateTimeFormat('en', { month: 'short', day: 'numeric', timeZone: 'UTC' })

function describeDay({ date, status, uptime }: PublicDay): string {
  const day = dayForm.format(new Date(`${date}T00:00:00Z`))
  const words = status === 'unknown' ? 'no data' : stateWords[status].toLowerCase()
  return uptime === null || status === 'up' ? `${day}: ${words}` : `${day}: ${words}, ${formatPercent(uptime)} uptime`
}

/** For whoever does not see the bars: what was not well, the latest first. */
function describeDays(days: readonly PublicDay[], uptime: number | null): string {
  const bad = days.filter(({ status }) => status === 'down' || status === 'degraded').toReversed()
  const latest = bad.slice(0, 10).map(describeDay)
  const more = bad.length > latest.length ? `; and ${bad.length - latest.length} more days` : ''
  return `The last 90 days. ${formatUptime(uptime)}. ${bad.length === 0 ? 'No problem is known.' : latest.join('; ') + more}`
}

const formatUptime = (uptime: number | null): string =>
  uptime === null ? 'Uptime not known yet' : `${formatPercent(uptime)} uptime`

/** Never rounded up to 100. */
export const formatPercent = (ratio: number): string => `${(Math.floor(ratio * 10_000) / 100).toFixed(2)} %`
