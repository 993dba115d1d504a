'use client'

import type { CSSProperties } from 'react'
import { cn } from '@/components/ui/cn'
import { type HealthState, StateLabel } from '@/components/ui/state-label'
import type { PlacedMap, PlacedNode } from '@/lib/features/component-bindings/pure/placed-map'
import type { ComponentDto } from '@/lib/ops/health/schema-components'
import { DependencyLines } from './dependency-lines'
import { stateWords } from './describe-component'
import { useLive } from './live-status'

interface DependencyMapProps {
  map: PlacedMap
  /** As the page was read. */
  components: readonly ComponentDto[]
}

/** As wide as what `@map` has room for: six columns. One that is wider is a list everywhere. */
const widest = 980

/** What stands on what: a picture where there is room for one, else the same as a list that says it in words. */
export function DependencyMap({ map, components }: DependencyMapProps) {
  const live = useLive((state) => state.components)
  const states = new Map((live ?? components).map(({ id, status }) => [id, status]))
  const size = { '--map-width': `${map.width}px`, '--map-height': `${map.height}px` } as CSSProperties
  return (
    <div className={map.width <= widest ? '@container' : undefined}>
      <div className="rounded-panel border border-line bg-panel @map:py-5" style={size}>
        <div className="relative mx-auto @map:h-(--map-height) @map:w-(--map-width)">
          <DependencyLines map={map} states={states} />
          <ul aria-label="Dependency map">
            {map.nodes.map((node) => (
              <MapNode key={node.id} node={node} map={map} state={states.get(node.id)} />
            ))}
          </ul>
        </div>
      </div>
    </div>
  )
}

interface MapNodeProps {
  node: PlacedNode
  map: PlacedMap
  /** None where people come from. */
  state: HealthState | undefined
}

const borders: Record<HealthState, string> = {
  up: '@map:border-line-strong @map:bg-panel',
  degraded: '@map:border-degraded @map:bg-degraded-soft',
  down: '@map:border-down @map:bg-down-soft',
  maintenance: '@map:border-maintenance @map:bg-maintenance-soft',
  unknown: '@map:border-line-strong @map:border-dashed @map:bg-panel',
}

function MapNode({ node: { name, needs, uses, x, y }, map, state }: MapNodeProps) {
  const place = { '--x': `${x}px`, '--y': `${y}px`, '--w': `${map.nodeWidth}px`, '--h': `${map.nodeHeight}px` }
  return (
    <li
      style={place as CSSProperties}
      className={cn(
        'border-line border-t px-4 py-2.5 first:border-t-0 @map:absolute @map:top-(--y) @map:left-(--x) @map:flex @map:h-(--h) @map:w-(--w) @map:flex-col @map:justify-center @map:rounded-control @map:border @map:px-2.5 @map:py-0 @map:first:border-t',
        borders[state ?? 'up'],
      )}
    >
      <p className="flex flex-wrap items-center gap-x-2.5 @map:contents">
        <span className="min-w-0 break-words font-medium text-meta @map:truncate" title={name}>
          {name}
        </span>
        {state ? (
          <StateLabel state={state} className="text-caption [&_svg]:size-3.5">
            {stateWords[state]}
          </StateLabel>
        ) : (
          <span className="text-caption text-muted">People</span>
        )}
      </p>
      <p className="text-caption text-muted @map:sr-only">{describeLinks(needs, uses)}</p>
    </li>
  )
}

function describeLinks(needs: readonly string[], uses: readonly string[]): string {
  const parts = [
    needs.length > 0 ? `needs ${needs.join(', ')}` : '',
    uses.length > 0 ? `uses ${uses.join(', ')}` : '',
  ].filter(Boolean)
  const said = parts.join('; ') || 'depends on nothing else'
  return `${said[0]?.toUpperCase()}${said.slice(1)}.`
}
