import { useMemo } from 'react'
import { computed, type Editor, isEqual, useValue } from 'tldraw'
import { AvatarPicture } from '@/components/ui/avatar'
import { DropdownMenu, MenuItem, MenuLabel } from '@/components/ui/dropdown-menu'
import { Tooltip } from '@/components/ui/tooltip'
import { avatarUrl } from '@/lib/features/avatars/pure/avatar-url'

interface Person {
  id: string
  name: string
  color: string
}

const shownMost = 4

const initialOf = (name: string) => [...name.trim()][0]?.toUpperCase() ?? '?'

/** Who else is here. A click follows a person's view, a second one lets go. */
export function People({ editor }: { editor: Editor }) {
  // Compared by value, or every movement of a cursor would draw the list again.
  const present = useMemo(() => computed('people', () => listPeople(editor), { isEqual }), [editor])
  const people = useValue(present)
  const followed = useValue('followed', () => editor.getInstanceState().followingUserId, [editor])
  const follow = (id: string) => (followed === id ? editor.stopFollowingUser() : editor.startFollowingUser(id))
  if (people.length === 0) return null
  const rest = people.slice(shownMost)
  return (
    <ul aria-label="People here" className="flex items-center -space-x-1.5">
      {people.slice(0, shownMost).map((person, index) => (
        <li key={person.id} className={index > 1 ? 'max-sm:hidden' : undefined}>
          <PersonButton person={person} isFollowed={followed === person.id} onClick={() => follow(person.id)} />
        </li>
      ))}
      {rest.length > 0 ? (
        <li>
          <DropdownMenu trigger={<MoreButton count={rest.length} />}>
            <MenuLabel>Also here</MenuLabel>
            {rest.map((person) => (
              <MenuItem key={person.id} onSelect={() => follow(person.id)}>
                {person.name}
              </MenuItem>
            ))}
          </DropdownMenu>
        </li>
      ) : null}
    </ul>
  )
}

function PersonButton({ person, isFollowed, onClick }: { person: Person; isFollowed: boolean; onClick: () => void }) {
  const label = isFollowed ? `Stop following ${person.name}` : `Follow ${person.name}`
  return (
    <Tooltip label={label}>
      <button
        type="button"
        aria-label={label}
        aria-pressed={isFollowed}
        onClick={onClick}
        className="relative grid size-7 place-items-center overflow-hidden rounded-full border-2 border-panel font-medium text-[#fff] text-caption aria-pressed:outline-2 aria-pressed:outline-accent"
        style={{ backgroundColor: person.color }}
      >
        {initialOf(person.name)}
        <AvatarPicture src={avatarUrl(person.id)} />
      </button>
    </Tooltip>
  )
}

function MoreButton({ count, ...rest }: { count: number }) {
  return (
    <button
      type="button"
      aria-label={`${count} more`}
      className="grid size-7 place-items-center rounded-full border-2 border-panel bg-hover text-caption text-ink"
      {...rest}
    >
      +{count}
    </button>
  )
}

function listPeople(editor: Editor): Person[] {
  return editor
    .getCollaborators()
    .map(({ userId, userName, color }) => ({ id: userId, name: userName || 'Someone', color }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
}
