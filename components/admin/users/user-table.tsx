import { RelativeTime } from '@/components/ui/relative-time'
import { type HealthState, StateLabel } from '@/components/ui/state-label'
import type { UserDto } from '@/lib/features/users/schema'
import { UserMenu } from './user-menu'

interface UserTableProps {
  users: readonly UserDto[]
  /** Who looks at it. */
  ownId: string
  /** Whether they prove who they are by a code. */
  byCode: boolean
}

export function UserTable({ users, ownId, byCode }: UserTableProps) {
  return (
    <table className="w-full table-fixed border-collapse text-meta">
      <caption className="sr-only">Users</caption>
      <thead>
        <tr className="h-9 border-line border-b text-left text-muted [&>th]:font-normal">
          <th scope="col">Name</th>
          <th scope="col" className="w-20 max-md:hidden">
            Role
          </th>
          <th scope="col" className="w-30 max-md:hidden">
            State
          </th>
          <th scope="col" className="w-28 max-lg:hidden">
            Last seen
          </th>
          <th scope="col" className="w-22 max-lg:hidden">
            Two-step
          </th>
          <th scope="col" className="w-22 pr-4 text-right max-lg:hidden">
            Diagrams
          </th>
          <th scope="col" className="w-10">
            <span className="sr-only">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {users.map((user) => (
          <UserRow key={user.id} user={user} isOwn={user.id === ownId} byCode={byCode} />
        ))}
      </tbody>
    </table>
  )
}

const roleWords: Record<UserDto['role'], string> = { admin: 'Admin', editor: 'Editor', viewer: 'Viewer' }

function UserRow({ user, isOwn, byCode }: { user: UserDto; isOwn: boolean; byCode: boolean }) {
  const { name, email, role, state, lastSeenAt, secondFactor, diagrams } = user
  return (
    <tr className="h-14 border-line border-b hover:bg-hover">
      <th scope="row" className="py-2 pr-3 text-left font-normal">
        <span className="block max-sm:wrap-anywhere sm:truncate font-medium text-body">
          {name ?? email}
          {isOwn ? <span className="font-normal text-muted"> (you)</span> : null}
        </span>
        <span className="block max-sm:wrap-anywhere sm:truncate text-muted">
          {name === null ? 'No account yet' : email}
        </span>
        <span className="mt-0.5 flex flex-wrap gap-x-3 text-muted md:hidden">
          {roleWords[role]}
          <UserState state={state} />
        </span>
      </th>
      <td className="max-md:hidden">{roleWords[role]}</td>
      <td className="max-md:hidden">
        <UserState state={state} />
      </td>
      <td className="text-muted max-lg:hidden">
        {lastSeenAt ? <RelativeTime at={lastSeenAt} /> : state === 'invited' ? '' : 'Not recently'}
      </td>
      <td className="text-muted max-lg:hidden">{state === 'invited' ? '' : secondFactor ? 'On' : 'Off'}</td>
      <td className="pr-4 text-right text-muted tabular-nums max-lg:hidden">
        {state === 'invited' ? '' : diagrams.toLocaleString('en')}
      </td>
      <td>
        <UserMenu user={user} isOwn={isOwn} byCode={byCode} />
      </td>
    </tr>
  )
}

const looks: Record<UserDto['state'], { state: HealthState; word: string }> = {
  active: { state: 'up', word: 'Active' },
  suspended: { state: 'down', word: 'Suspended' },
  locked: { state: 'degraded', word: 'Locked' },
  invited: { state: 'unknown', word: 'Invited' },
}

const UserState = ({ state }: { state: UserDto['state'] }) => (
  <StateLabel state={looks[state].state} className="align-middle">
    {looks[state].word}
  </StateLabel>
)
