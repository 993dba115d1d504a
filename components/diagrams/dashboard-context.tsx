'use client'

import { createContext, type ReactNode, useContext } from 'react'
import type { DiagramDto } from '@/lib/features/diagrams/schema'
import type { TeamDto } from '@/lib/features/teams/schema'
import type { Selection, SelectionInput } from './selection'
import type { DiagramChanges } from './use-diagram-changes'

export type DashboardDialog = { type: 'rename' | 'share' | 'move' | 'delete'; diagrams: readonly DiagramDto[] }

export interface DashboardValue {
  /** Whose page it is. */
  team: TeamDto | null
  diagrams: readonly DiagramDto[]
  selection: Selection
  select: (input: SelectionInput) => void
  changes: DiagramChanges
  openDialog: (dialog: DashboardDialog) => void
}

const Context = createContext<DashboardValue | null>(null)

export function DashboardProvider({ value, children }: { value: DashboardValue; children: ReactNode }) {
  return <Context value={value}>{children}</Context>
}

export function useDashboard(): DashboardValue {
  const value = useContext(Context)
  if (!value) throw new Error('useDashboard outside the dashboard')
  return value
}
