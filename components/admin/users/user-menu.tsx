'use client'

import { Ban, Ellipsis, LockOpen, LogOut, RotateCcw, ShieldOff, Trash2, UserPlus } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useStepUp } from '@/components/settings/factors/use-step-up'
import {
  DropdownMenu,
  MenuItem,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
} from '@/components/ui/dropdown-menu'
import { IconButton } from '@/components/ui/icon-button'
import { toast } from '@/components/ui/toast'
import { api } from '@/lib/client/api'
import type { UserDto } from '@/lib/features/users/schema'
import { DeleteUserDialog } from './delete-user-dialog'
import { SuspendUserDialog } from './suspend-user-dialog'

const roles = [
  { value: 'admin', label: 'Admin: runs this AutoGraph too' },
  { value: 'editor', label: 'Editor: draws' },
  { value: 'viewer', label: 'Viewer: looks' },
] as const

/** What an admin can do about one person. */
export function UserMenu({ user, isOwn, byCode }: { user: UserDto; isOwn: boolean; byCode: boolean }) {
  const router = useRouter()
  const [asks, setAsks] = useState<'suspend' | 'delete' | null>(null)
  const { run, dialog } = useStepUp({ byCode })
  const path = `/api/admin/users/${user.id}`
  const called = user.name ?? user.email

  const act = (said: string, work: () => Promise<unknown>) =>
    run(async () => {
      await work()
      setAsks(null)
      toast.success(said)
      router.refresh()
    })
  const suspend = () => act(`${called} is suspended.`, () => api.patch(path, { suspended: true }))
  const remove = (transferTo?: string) =>
    act(`The account of ${called} is deleted.`, () => api.delete(path, { query: { transferTo } }))

  return (
    <>
      <DropdownMenu className="w-64" trigger={menuButton(called)}>
        {user.state === 'invited' ? <InvitedItems /> : null}
        {user.state === 'invited' ? null : (
          <>
            <MenuLabel>Role</MenuLabel>
            <MenuRadioGroup
              value={user.role}
              onValueChange={(role) => act(`${called} has another role.`, () => api.patch(path, { role }))}
            >
              {roles.map(({ value, label }) => (
                <MenuRadioItem key={value} value={value}>
                  {label}
                </MenuRadioItem>
              ))}
            </MenuRadioGroup>
          </>
        )}
        {user.state === 'invited' || isOwn ? null : (
          <>
            <MenuSeparator />
            {user.state === 'locked' ? (
              <MenuItem
                onSelect={() =>
                  act(`${called} can try again.`, () => api.post('/api/admin/users/unlock', { email: user.email }))
                }
              >
                <LockOpen aria-hidden /> Unlock
              </MenuItem>
            ) : null}
            {user.secondFactor ? (
              <MenuItem
                onSelect={() =>
                  act(`${called} signs in with a password alone.`, () =>
                    api.post('/api/admin/users/reset-factors', { email: user.email }),
                  )
                }
              >
                <ShieldOff aria-hidden /> Turn off two-step sign-in
              </MenuItem>
            ) : null}
            <MenuItem onSelect={() => act(`${called} is signed out.`, () => api.delete(`${path}/sessions`))}>
              <LogOut aria-hidden /> Sign out everywhere
            </MenuItem>
            {user.state === 'suspended' ? (
              <MenuItem
                onSelect={() => act(`${called} can sign in again.`, () => api.patch(path, { suspended: false }))}
              >
                <RotateCcw aria-hidden /> Restore
              </MenuItem>
            ) : (
              <MenuItem danger onSelect={() => setAsks('suspend')}>
                <Ban aria-hidden /> Suspend…
              </MenuItem>
            )}
            <MenuItem danger onSelect={() => setAsks('delete')}>
              <Trash2 aria-hidden /> Delete…
            </MenuItem>
          </>
        )}
      </DropdownMenu>
      <SuspendUserDialog name={called} open={asks === 'suspend'} onClose={() => setAsks(null)} onSuspend={suspend} />
      <DeleteUserDialog user={user} open={asks === 'delete'} onClose={() => setAsks(null)} onDelete={remove} />
      {dialog}
    </>
  )
}

const menuButton = (called: string) => (
  <IconButton label={`Actions for ${called}`}>
    <Ellipsis />
  </IconButton>
)

const InvitedItems = () => (
  <MenuItem asChild>
    <Link href="/admin/invitations">
      <UserPlus aria-hidden /> Go to invitations
    </Link>
  </MenuItem>
)
