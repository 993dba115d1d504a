import { CircleAlert, CircleCheck, CircleHelp, type LucideIcon, TriangleAlert, Wrench } from 'lucide-react'
import { cn } from './cn'

export type HealthState = 'up' | 'degraded' | 'down' | 'maintenance' | 'unknown'

const looks: Record<HealthState, { icon: LucideIcon; color: string; word: string }> = {
  up: { icon: CircleCheck, color: 'text-up', word: 'Normal' },
  degraded: { icon: TriangleAlert, color: 'text-degraded', word: 'Warning' },
  down: { icon: CircleAlert, color: 'text-down', word: 'Critical' },
  maintenance: { icon: Wrench, color: 'text-maintenance', word: 'Maintenance' },
  unknown: { icon: CircleHelp, color: 'text-unknown', word: 'Unknown' },
}

interface StateLabelProps {
  state: HealthState
  /** In place of the state's own word. */
  children?: string
  className?: string
}

/** A state as an icon and a word, never as a colour alone. */
export function StateLabel({ state, children, className }: StateLabelProps) {
  const { icon: Icon, color, word } = looks[state]
  return (
    <span className={cn('inline-flex items-center gap-1.5', color, className)}>
      <Icon aria-hidden className="size-4 shrink-0" />
      <span>{children ?? word}</span>
    </span>
  )
}
