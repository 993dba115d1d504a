'use client'

import { ChevronsUpDown } from 'lucide-react'
import { type ComponentProps, lazy } from 'react'
import { Avatar } from '@/components/ui/avatar'
import { cn } from '@/components/ui/cn'
import { LazyMenu } from '@/components/ui/lazy-menu'
import { useOwnAvatarUrl } from '@/components/ui/use-own-avatar-url'
import { useShell } from './shell-context'

export const loadAccountItems = () => import('./account-menu-items')
const Items = lazy(loadAccountItems)

interface AccountMenuProps {
  /** Only the avatar. */
  compact?: boolean
  side: 'top' | 'bottom'
  align: 'start' | 'end'
}

export function AccountMenu({ compact, side, align }: AccountMenuProps) {
  const { user } = useShell()
  const src = useOwnAvatarUrl(user.id)
  return (
    <LazyMenu
      trigger={<AccountButton compact={compact} name={user.name} src={src} />}
      menu={Items}
      preload={loadAccountItems}
      rest={{ side, align }}
    />
  )
}

interface AccountButtonProps extends ComponentProps<'button'> {
  compact?: boolean | undefined
  name: string
  src: string
}

function AccountButton({ compact, name, src, ...rest }: AccountButtonProps) {
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
      <Avatar name={name} src={src} />
      {compact ? null : (
        <>
          <span className="min-w-0 flex-1 truncate">{name}</span>
          <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-faint" />
        </>
      )}
    </button>
  )
}
