'use client'

import { ChevronsUpDown, Keyboard, LogOut, Settings } from 'lucide-react'
import Link from 'next/link'
import { type ComponentProps, useSyncExternalStore } from 'react'
import { toast } from 'sonner'
import { Avatar } from '@/components/ui/avatar'
import { cn } from '@/components/ui/cn'
import {
  DropdownMenu,
  MenuItem,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
} from '@/components/ui/dropdown-menu'
import { signOut } from '@/lib/client/sign-out'
import { getTheme, setTheme, watchTheme } from '@/lib/client/theme'
import { parseTheme, themes } from '@/lib/core/theme'
import { useShell } from './shell-context'

const themeLabels = { system: 'Same as system', light: 'Light', dark: 'Dark' } as const

interface AccountMenuProps {
  /** Only the avatar. */
  compact?: boolean
  side: 'top' | 'bottom'
  align: 'start' | 'end'
}

export function AccountMenu({ compact, side, align }: AccountMenuProps) {
  const { user, openShortcuts } = useShell()
  const theme = useSyncExternalStore(watchTheme, getTheme, () => 'system' as const)
  return (
    <DropdownMenu
      side={side}
      align={align}
      className="w-56"
      trigger={<AccountButton compact={compact} name={user.name} />}
    >
      <MenuLabel>{user.email}</MenuLabel>
      <MenuItem asChild>
        <Link href="/settings">
          <Settings aria-hidden /> Settings
        </Link>
      </MenuItem>
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

function AccountButton({ compact, name, ...rest }: { compact?: boolean; name: string } & ComponentProps<'button'>) {
  return (
    <button
      type="button"
      aria-label={`Account of ${name}`}
      className={cn(
        'flex items-center gap-2.5 rounded-control text-left transition-colors hover:bg-hover data-[state=open]:bg-hover',
        compact ? 'p-1' : 'w-full px-2 py-1.5',
      )}
      {...rest}
    >
      <Avatar name={name} />
      {compact ? null : (
        <>
          <span className="min-w-0 flex-1 truncate">{name}</span>
          <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-faint" />
        </>
      )}
    </button>
  )
}
