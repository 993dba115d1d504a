'use client'

import {
  Activity,
  DoorOpen,
  Keyboard,
  type LucideIcon,
  Monitor,
  Moon,
  Plus,
  ScrollText,
  Settings,
  Sun,
  UserPlus,
  Users,
  UsersRound,
} from 'lucide-react'
import { useRouter } from 'next/navigation'
import { setTheme } from '@/lib/client/theme'
import { useShell } from './shell-context'
import { useGoToView } from './use-go-to-view'
import { views } from './views'

export interface PaletteCommand {
  label: string
  icon: LucideIcon
  keys?: string
  run: () => void
}

/** Everything the palette can do besides opening diagrams. */
export function usePaletteCommands(): PaletteCommand[] {
  const { user, createDiagram, openShortcuts } = useShell()
  const goTo = useGoToView()
  const router = useRouter()
  const create: PaletteCommand[] = user.mayCreate
    ? [{ label: 'New diagram', icon: Plus, keys: 'c', run: () => createDiagram() }]
    : []
  const admin: PaletteCommand[] = user.isAdmin
    ? [
        { label: 'Status of the server', icon: Activity, run: () => router.push('/admin/status') },
        { label: 'Invitations', icon: UserPlus, run: () => router.push('/admin/invitations') },
        { label: 'Users', icon: Users, run: () => router.push('/admin/users') },
        { label: 'Admission', icon: DoorOpen, run: () => router.push('/admin/admission') },
        { label: 'Audit log', icon: ScrollText, run: () => router.push('/admin/audit') },
      ]
    : []
  return [
    ...create,
    ...views.map(({ view, label, icon, key }) => ({
      label: `Go to ${label.toLowerCase()}`,
      icon,
      keys: `g ${key}`,
      run: () => goTo(view),
    })),
    { label: 'Go to teams', icon: UsersRound, run: () => router.push('/teams') },
    { label: 'Use the light theme', icon: Sun, run: () => setTheme('light') },
    { label: 'Use the dark theme', icon: Moon, run: () => setTheme('dark') },
    { label: 'Use the theme of the system', icon: Monitor, run: () => setTheme('system') },
    { label: 'Settings', icon: Settings, run: () => router.push('/settings') },
    ...admin,
    { label: 'Keyboard shortcuts', icon: Keyboard, keys: '?', run: openShortcuts },
  ]
}
