import { joinNames } from './join-names'
import type { PublicComponent, PublicIncident, PublicStatus } from './schema-snapshot'

type Headline = Pick<PublicStatus, 'status' | 'headline'>

/** More than this are counted instead of named. */
const mostNamed = 3

/** One sentence for everybody: the worst that is true. */
export function computeHeadline(
  components: readonly Pick<PublicComponent, 'name' | 'status'>[],
  incidents: readonly Pick<PublicIncident, 'status' | 'impact' | 'title'>[],
): Headline {
  const named = (status: PublicComponent['status']) =>
    components.filter((component) => component.status === status).map(({ name }) => name)
  const open = incidents.filter(({ status }) => status !== 'resolved')
  const down = named('down')
  if (down.length > 0)
    return { status: 'down', headline: `${nameOrCount(down)} ${down.length === 1 ? 'is' : 'are'} down` }
  const severe = open.find(({ impact }) => impact === 'down')
  if (severe) return { status: 'down', headline: severe.title }
  const degraded = named('degraded')
  if (degraded.length > 0) {
    const headline = `${nameOrCount(degraded)} ${degraded.length === 1 ? 'works' : 'work'} with difficulty`
    return { status: 'degraded', headline }
  }
  if (open[0]) return { status: 'degraded', headline: open[0].title }
  const maintained = named('maintenance')
  if (maintained.length > 0) return { status: 'maintenance', headline: `${nameOrCount(maintained)}: maintenance` }
  if (named('unknown').length > 0) return { status: 'unknown', headline: 'Not everything is known at the moment' }
  return { status: 'up', headline: 'All systems normal' }
}

const nameOrCount = (names: readonly string[]): string =>
  names.length > mostNamed ? `${names.length} components` : joinNames(names)
