import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { useFormSubmit } from '@/components/ui/use-form-submit'
import { api } from '@/lib/client/api'
import type { UserDto, UserPageDto } from '@/lib/features/users/schema'

interface DeleteUserDialogProps {
  user: UserDto
  open: boolean
  onClose: () => void
  /** `transferTo` is the id of who gets what the account owns. */
  onDelete: (transferTo?: string) => void
}

/** Cannot be undone, so it says what goes and what stays. */
export function DeleteUserDialog({ user, open, onClose, onDelete }: DeleteUserDialogProps) {
  const owned = user.diagrams === 1 ? 'Their diagram goes' : `Their ${user.diagrams} diagrams go`
  return (
    <Dialog
      open={open}
      onOpenChange={onClose}
      title={`Delete the account of ${user.name ?? user.email}?`}
      description={`It cannot be brought back. ${user.diagrams > 0 ? `${owned} to somebody else, with all that is in them and everybody they are shared with.` : 'They own no diagrams.'}`}
    >
      <DeleteForm user={user} onClose={onClose} onDelete={onDelete} />
    </Dialog>
  )
}

function DeleteForm({ user, onClose, onDelete }: Omit<DeleteUserDialogProps, 'open'>) {
  const { busy, faults, onSubmit } = useFormSubmit(async (values) => {
    const email = String(values.get('heir') ?? '')
      .trim()
      .toLowerCase()
    if (email === '' && user.diagrams > 0) return { heir: 'Say who gets the diagrams.' }
    const heir = email === '' ? undefined : await findUser(email)
    if (heir === null) return { heir: 'Nobody has an account with this address.' }
    onDelete(heir)
    return undefined
  })
  return (
    <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
      <Field
        label="E-mail of who gets what they own"
        name="heir"
        type="email"
        autoComplete="off"
        hint={user.diagrams > 0 ? undefined : 'Needed only if they are the one owner of a team.'}
        error={faults.fields.heir}
      />
      {faults.form ? <Notice tone="error">{faults.form}</Notice> : null}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="danger" busy={busy}>
          Delete the account
        </Button>
      </div>
    </form>
  )
}

async function findUser(email: string): Promise<string | null> {
  const { items } = await api.get<UserPageDto>('/api/admin/users', { query: { q: email, limit: 100 } })
  return items.find((one) => one.email === email && one.state !== 'invited')?.id ?? null
}
