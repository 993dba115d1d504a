import { useId } from 'react'
import { cn } from '@/components/ui/cn'
import type { HealthState } from '@/components/ui/state-label'
import type { PlacedEdge, PlacedMap } from '@/lib/features/component-bindings/pure/placed-map'

interface DependencyLinesProps {
  map: PlacedMap
  states: ReadonlyMap<string, HealthState>
}

const dashes: Record<PlacedEdge['kind'], string | undefined> = { needs: undefined, uses: '5 4', seen: '1 4' }

/** The arrows of the map; the list beside them says the same in words. What leads to something that is down is red. */
export function DependencyLines({ map, states }: DependencyLinesProps) {
  const id = useId()
  const isBroken = ({ to }: PlacedEdge) => states.get(to) === 'down'
  return (
    <svg
      aria-hidden
      width={map.width}
      height={map.height}
      viewBox={`0 0 ${map.width} ${map.height}`}
      className="absolute inset-0 hidden overflow-visible @map:block"
    >
      <defs>
        {['plain', 'broken'].map((kind) => (
          <marker
            key={kind}
            id={`${id}-${kind}`}
            viewBox="0 0 8 8"
            refX="7.5"
            refY="4"
            markerWidth="8"
            markerHeight="8"
            markerUnits="userSpaceOnUse"
            orient="auto"
          >
            <path
              d="M0,0.5L8,4L0,7.5Z"
              className={cn('fill-current', kind === 'broken' ? 'text-down' : 'text-faint')}
            />
          </marker>
        ))}
      </defs>
      {/* What is broken lies above what is not. */}
      {map.edges
        .toSorted((a, b) => Number(isBroken(a)) - Number(isBroken(b)))
        .map((edge) => (
          <path
            key={`${edge.from} ${edge.to}`}
            d={edge.path}
            strokeWidth={edge.isCritical ? 2 : 1.25}
            strokeDasharray={dashes[edge.kind]}
            markerEnd={`url(#${id}-${isBroken(edge) ? 'broken' : 'plain'})`}
            className={cn('fill-none stroke-current', isBroken(edge) ? 'text-down' : 'text-faint')}
          />
        ))}
    </svg>
  )
}
