'use client'

import { createContext, type ReactNode, useContext } from 'react'
import type { DiagramKind } from '@/lib/features/diagrams/schema'

export interface ShellUser {
  id: string
  name: string
  email: string
  mayCreate: boolean
  isAdmin: boolean
}

export interface ShellActions {
  openPalette: () => void
  openShortcuts: () => void
  /** Makes an untitled diagram and opens it. */
  createDiagram: (kind?: DiagramKind) => void
  creating: boolean
}

export interface ShellValue extends ShellActions {
  user: ShellUser
}

const Context = createContext<ShellValue | null>(null)

export function ShellProvider({ value, children }: { value: ShellValue; children: ReactNode }) {
  return <Context value={value}>{children}</Context>
}

/** Who is signed in, and what can be done from anywhere in the workspace. */
export function useShell(): ShellValue {
  const value = useContext(Context)
  if (!value) throw new Error('useShell outside the workspace shell')
  return value
}
