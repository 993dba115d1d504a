import type { PlacedMap } from '@/lib/features/component-bindings/pure/placed-map'
import type { ComponentDto } from '@/lib/ops/health/schema-components'
import { DependencyMap } from './dependency-map'
import { OpenAsDiagramButton } from './open-as-diagram-button'
import { StatusSection, UnreadSection } from './status-section'

interface DependenciesSectionProps {
  /** Null when it could not be read. */
  map: PlacedMap | null
  components: readonly ComponentDto[] | null
}

/** What takes what along when it goes down. */
export function DependenciesSection({ map, components }: DependenciesSectionProps) {
  return (
    <StatusSection
      id="dependencies"
      title="Dependencies"
      description="What depends on what, as declared and as seen by this process."
      aside={<OpenAsDiagramButton />}
    >
      {map === null ? <UnreadSection what="The dependency map" /> : null}
      {map && map.nodes.length > 0 ? <DependencyMap map={map} components={components ?? []} /> : null}
      {map && map.nodes.length > 0 ? (
        <p className="mt-2 text-caption text-muted">
          <span className="max-xl:hidden">
            Solid: does nothing without it. Dashed: goes on without it. Dotted: was seen to call it. Thick: what drawing
            depends on.{' '}
          </span>
          {map.alone.length > 0 ? `On their own: ${map.alone.join(', ')}.` : ''}
        </p>
      ) : null}
    </StatusSection>
  )
}
