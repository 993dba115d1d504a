'use client'

import { Plus, Search } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { useHydrated } from '@/components/ui/use-hydrated'
import { AccountMenu } from './account-menu'
import { Keys } from './keys'
import { useShell } from './shell-context'

/** Where one is, search, and the one primary action. */
interface TopBarProps {
  children: ReactNode
  /** What can be made here; of this page, beside what the account allows. */
  mayCreate?: boolean
}

export function TopBar({ children, mayCreate = true }: TopBarProps) {
  const { user, openPalette, createDiagram, creating } = useShell()
  const isHydrated = useHydrated()
  return (
    <header className="sticky top-0 z-10 flex h-14 items-center gap-2 border-line border-b bg-paper px-4 sm:px-6">
      <div className="flex min-w-0 flex-1 items-baseline gap-x-2 max-xs:flex-wrap">{children}</div>
      <button
        type="button"
        onClick={openPalette}
        className="hidden h-8 w-56 items-center gap-2 rounded-control border border-line bg-panel px-2.5 text-muted transition-colors hover:border-line-strong md:flex"
      >
        <Search aria-hidden className="size-4" />
        <span className="flex-1 text-left">Search</span>
        <Keys keys="mod+k" />
      </button>
      <IconButton label="Search" shortcut="⌘K" className="md:hidden" onClick={openPalette}>
        <Search />
      </IconButton>
      {user.mayCreate && mayCreate ? (
        <Button variant="primary" busy={creating} disabled={!isHydrated} onClick={() => createDiagram()}>
          <Plus aria-hidden />
          <span className="max-xs:sr-only">
            New<span className="max-sm:sr-only"> diagram</span>
          </span>
        </Button>
      ) : null}
      <div className="sm:hidden">
        <AccountMenu compact side="bottom" align="end" />
      </div>
    </header>
  )
}
