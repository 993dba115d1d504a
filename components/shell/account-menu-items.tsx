'use client'

import { Activity, DoorOpen, Keyboard, LogOut, ScrollText, Settings, UserPlus, Users } from 'lucide-react'
import Link from 'next/link'
import { useSyncExternalStore } from 'react'
import {
  DropdownMenu,
  MenuItem,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
} from '@/components/ui/dropdown-menu'
import type { LazyMenuProps } from '@/components/ui/lazy-menu'
import { toast } from '@/components/ui/toast'
import { signOut } from '@/lib/client/sign-out'
import { getTheme, setTheme, watchTheme } from '@/lib/client/theme'
import { parseTheme, themes } from '@/lib/core/theme'
import { useShell } from './shell-context'

const themeLabels = { system: 'Same as system', light: 'Light', dark: 'Dark' } as const

export default function AccountMenuItems(props: LazyMenuProps & { side: 'top' | 'bottom'; align: 'start' | 'end' }) {
  const { user, openShortcuts } = useShell()
  const theme = useSyncExternalStore(watchTheme, getTheme, () => 'system' as const)
  return (
    <DropdownMenu className="w-56" {...props}>
      <MenuLabel>{user.email}</MenuLabel>
      <MenuItem asChild>
        <Link href="/settings">
          <Settings aria-hidden /> Settings
        </Link>
      </MenuItem>
      {user.isAdmin ? (
        <>
          <MenuItem asChild>
            <Link href="/admin/status" prefetch={false}>
              <Activity aria-hidden /> Status
            </Link>
          </MenuItem>
          <MenuItem asChild>
            <Link href="/admin/users" prefetch={false}>
              <Users aria-hidden /> Users
            </Link>
          </MenuItem>
          <MenuItem asChild>
            <Link href="/admin/audit" prefetch={false}>
              <ScrollText aria-hidden /> Audit log
            </Link>
          </MenuItem>
          <MenuItem asChild>
            <Link href="/admin/invitations" prefetch={false}>
              <UserPlus aria-hidden /> Invitations
            </Link>
          </MenuItem>
          <MenuItem asChild>
            <Link href="/admin/admission" prefetch={false}>
              <DoorOpen aria-hidden /> Admission
            </Link>
          </MenuItem>
        </>
      ) : null}
      <MenuItem onSelect={openShortcuts} shortcut="?">
        <Keyboard aria-hidden /> Keyboard shortcuts
      </MenuItem>
      <MenuSeparator />
      <MenuLabel>Theme</MenuLabel>
      <MenuRadioGroup value={theme} onValueChange={(value) => setTheme(parseTheme(value))}>
        {themes.map((value) => (
          <MenuRadioItem key={value} value={value} onSelect={(event) => event.preventDefault()}>
            {themeLabels[value]}
          </MenuRadioItem>
        ))}
      </MenuRadioGroup>
      <MenuSeparator />
      <MenuItem onSelect={() => void signOut().catch((error: Error) => toast.error(error.message))}>
        <LogOut aria-hidden /> Sign out
      </MenuItem>
    </DropdownMenu>
  )
}
