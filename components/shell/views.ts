import { Clock, LayoutGrid, type LucideIcon, Star, Trash2, Users } from 'lucide-react'
import type { DiagramView } from '@/lib/features/diagrams/schema'

export interface ViewEntry {
  view: DiagramView
  label: string
  icon: LucideIcon
  /** Pressed after `g`. */
  key: string
}

/** The views of the dashboard, in the order of the sidebar. */
export const views: readonly ViewEntry[] = [
  { view: 'all', label: 'All', icon: LayoutGrid, key: 'a' },
  { view: 'recent', label: 'Recent', icon: Clock, key: 'r' },
  { view: 'starred', label: 'Starred', icon: Star, key: 's' },
  { view: 'shared', label: 'Shared', icon: Users, key: 'h' },
  { view: 'trash', label: 'Trash', icon: Trash2, key: 't' },
]
