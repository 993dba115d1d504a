'use client'

import { lazy, type ReactNode, Suspense, useEffect, useMemo, useState } from 'react'
import { loadThen } from '@/components/ui/load-then'
import { preloadWhenIdle } from '@/lib/client/preload-when-idle'
import type { TeamDto } from '@/lib/features/teams/schema'
import { loadAccountItems } from './account-menu'
import { BottomBar } from './bottom-bar'
import { ShellProvider, type ShellUser } from './shell-context'
import { Sidebar } from './sidebar'
import { rememberRail } from './sidebar-cookie'
import { useCreateDiagram } from './use-create-diagram'
import { useShortcuts } from './use-shortcuts'
import { useViewKeys } from './use-view-keys'

/** Loaded when they are first asked for. */
const loadPalette = () => import('./command-palette')
const loadShortcuts = () => import('./shortcuts-dialog')
const CommandPalette = lazy(loadPalette)
const ShortcutsDialog = lazy(loadShortcuts)

interface ShellProps {
  user: ShellUser
  teams: Promise<readonly TeamDto[] | null>
  initialRail: boolean
  children: ReactNode
}

/** The frame of the workspace: where one can go, and what can be done from everywhere. */
export function Shell({ user, teams, initialRail, children }: ShellProps) {
  const [rail, setRail] = useState(initialRail)
  const [overlay, setOverlay] = useState<'palette' | 'shortcuts' | null>(null)
  const { mutate: create, isPending: creating } = useCreateDiagram()

  useEffect(() => preloadWhenIdle([loadPalette, loadShortcuts, loadAccountItems]), [])

  const toggleRail = () => {
    setRail(!rail)
    rememberRail(!rail)
  }
  const value = useMemo(
    () => ({
      user,
      creating,
      openPalette: () => void loadThen(loadPalette, () => setOverlay('palette')),
      openShortcuts: () => void loadThen(loadShortcuts, () => setOverlay('shortcuts')),
      createDiagram: (kind: 'canvas' | 'note' | 'mixed' = 'canvas') => create({ kind }),
    }),
    [user, creating, create],
  )
  useShortcuts({
    'mod+k': () => (overlay === 'palette' ? setOverlay(null) : value.openPalette()),
    '?': value.openShortcuts,
    '[': toggleRail,
    ...(user.mayCreate ? { c: () => value.createDiagram() } : {}),
  })

  return (
    <ShellProvider value={value}>
      <div className="flex min-h-dvh">
        <Suspense>
          <ViewKeys />
          <Sidebar rail={rail} teams={teams} onToggle={toggleRail} />
        </Suspense>
        <div className="flex min-w-0 flex-1 flex-col max-sm:pb-16">{children}</div>
        <Suspense>
          <BottomBar />
        </Suspense>
      </div>
      <Suspense>
        {overlay === 'palette' ? <CommandPalette onClose={() => setOverlay(null)} /> : null}
        {overlay === 'shortcuts' ? <ShortcutsDialog onClose={() => setOverlay(null)} /> : null}
      </Suspense>
    </ShellProvider>
  )
}

/** Apart, because it reads the address. */
function ViewKeys() {
  useViewKeys()
  return null
}
