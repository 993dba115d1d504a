import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { SelectField } from '@/components/ui/select-field'
import { formatUsersHref, type UsersState } from './users-state'

const roles = [
  ['', 'Any role'],
  ['admin', 'Admins'],
  ['editor', 'Editors'],
  ['viewer', 'Viewers'],
] as const

const states = [
  ['', 'Any state'],
  ['active', 'Active'],
  ['suspended', 'Suspended'],
  ['locked', 'Locked'],
  ['invited', 'Invited'],
] as const

/** A plain form, so that a search has an address. */
export function UsersFilter({ state }: { state: UsersState }) {
  const isAsked = [state.q, state.role, state.state].some((value) => value !== '')
  return (
    <form
      key={formatUsersHref(state)}
      aria-label="Search users"
      className="grid grid-cols-2 items-end gap-3 lg:grid-cols-[minmax(0,2fr)_1fr_1fr_auto]"
    >
      <div className="col-span-2 lg:col-span-1">
        <Field label="Name or e-mail" name="q" type="search" defaultValue={state.q} maxLength={200} />
      </div>
      <SelectField label="Role" name="role" options={roles} defaultValue={state.role} />
      <SelectField label="State" name="state" options={states} defaultValue={state.state} />
      <div className="col-span-2 flex gap-2 lg:col-span-1">
        <Button type="submit" variant="primary" size="field">
          Search
        </Button>
        {isAsked ? (
          <Button asChild size="field" variant="quiet">
            <Link href="/admin/users">Clear</Link>
          </Button>
        ) : null}
      </div>
    </form>
  )
}
