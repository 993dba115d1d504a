'use client'

import {
  Copy,
  ExternalLink,
  FolderInput,
  Pencil,
  RotateCcw,
  SquareCheck,
  Star,
  StarOff,
  Trash2,
  UserPlus,
} from 'lucide-react'
import { useShell } from '@/components/shell/shell-context'
import { DropdownMenu, MenuItem, MenuSeparator } from '@/components/ui/dropdown-menu'
import type { LazyMenuProps } from '@/components/ui/lazy-menu'
import type { DiagramDto } from '@/lib/features/diagrams/schema'
import { decideTeamAction } from '@/lib/features/teams/policy'
import { useDashboard } from './dashboard-context'

/** What can be done with one diagram; what its viewer may not do is not offered. */
export default function DiagramMenuItems({ diagram, ...menu }: LazyMenuProps & { diagram: DiagramDto }) {
  return (
    <DropdownMenu className="w-52" {...menu}>
      {diagram.trashedAt ? <TrashItems diagram={diagram} /> : <LiveItems diagram={diagram} />}
    </DropdownMenu>
  )
}

function SelectItem({ diagram }: { diagram: DiagramDto }) {
  const { selection, select } = useDashboard()
  return (
    <MenuItem onSelect={() => select({ type: 'toggle', id: diagram.id })} shortcut="X">
      <SquareCheck aria-hidden /> {selection.ids.has(diagram.id) ? 'Deselect' : 'Select'}
    </MenuItem>
  )
}

function LiveItems({ diagram }: { diagram: DiagramDto }) {
  const { changes, openDialog, team } = useDashboard()
  const { user } = useShell()
  const runsTeam = team !== null && decideTeamAction(team.role, 'release')
  return (
    <>
      <MenuItem asChild>
        <a href={`/diagrams/${diagram.id}`} target="_blank" rel="noreferrer">
          <ExternalLink aria-hidden /> Open in a new tab
        </a>
      </MenuItem>
      <MenuItem onSelect={() => void changes.setStarred(diagram, !diagram.starred)} shortcut="S">
        {diagram.starred ? <StarOff aria-hidden /> : <Star aria-hidden />}
        {diagram.starred ? 'Remove star' : 'Star'}
      </MenuItem>
      {diagram.access === 'viewer' ? null : (
        <MenuItem onSelect={() => openDialog({ type: 'rename', diagrams: [diagram] })} shortcut="F2">
          <Pencil aria-hidden /> Rename
        </MenuItem>
      )}
      {user.mayCreate ? (
        <MenuItem onSelect={() => void changes.duplicate(diagram)}>
          <Copy aria-hidden /> Duplicate
        </MenuItem>
      ) : null}
      <MenuItem onSelect={() => openDialog({ type: 'share', diagrams: [diagram] })}>
        <UserPlus aria-hidden /> Share
      </MenuItem>
      {diagram.access === 'owner' || runsTeam ? (
        <MenuItem onSelect={() => openDialog({ type: 'move', diagrams: [diagram] })}>
          <FolderInput aria-hidden /> Move to team
        </MenuItem>
      ) : null}
      <SelectItem diagram={diagram} />
      {diagram.access === 'owner' ? (
        <>
          <MenuSeparator />
          <MenuItem danger onSelect={() => void changes.trash([diagram])} shortcut="Del">
            <Trash2 aria-hidden /> Move to trash
          </MenuItem>
        </>
      ) : null}
    </>
  )
}

function TrashItems({ diagram }: { diagram: DiagramDto }) {
  const { changes, openDialog } = useDashboard()
  if (diagram.access !== 'owner') return <SelectItem diagram={diagram} />
  return (
    <>
      <MenuItem onSelect={() => void changes.restore([diagram])}>
        <RotateCcw aria-hidden /> Restore
      </MenuItem>
      <SelectItem diagram={diagram} />
      <MenuItem danger onSelect={() => openDialog({ type: 'delete', diagrams: [diagram] })}>
        <Trash2 aria-hidden /> Delete for good
      </MenuItem>
    </>
  )
}
