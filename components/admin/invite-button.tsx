'use client'

import { Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { useFormSubmit } from '@/components/ui/use-form-submit'
import { api } from '@/lib/client/api'
import { ChannelSelect } from './channel-select'

const roles = [
  { value: 'editor', label: 'Editor: draws' },
  { value: 'viewer', label: 'Viewer: looks' },
  { value: 'admin', label: 'Admin: runs this AutoGraph too' },
] as const

export function InviteButton() {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button size="small" onClick={() => setIsOpen(true)}>
        <Plus aria-hidden /> Invite
      </Button>
      <Dialog
        open={isOpen}
        onOpenChange={setIsOpen}
        title="Invite somebody"
        description="They choose a name and a password themselves."
      >
        <InviteForm onDone={() => setIsOpen(false)} />
      </Dialog>
    </>
  )
}

function InviteForm({ onDone }: { onDone: () => void }) {
  const router = useRouter()
  const { busy, faults, onSubmit } = useFormSubmit(async (values) => {
    await api.post('/api/admin/invitations', { email: String(values.get('email')), role: String(values.get('role')) })
    router.refresh()
    onDone()
    return undefined
  })
  return (
    <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
      <Field label="E-mail" name="email" type="email" autoComplete="off" error={faults.fields.email} />
      <ChannelSelect label="Role" name="role" options={roles} defaultValue="editor" />
      {faults.form ? <Notice tone="error">{faults.form}</Notice> : null}
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" variant="primary" busy={busy}>
          Invite
        </Button>
      </div>
    </form>
  )
}
