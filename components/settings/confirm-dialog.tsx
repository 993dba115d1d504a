'use client'

import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import { PasswordField } from '@/components/ui/password-field'
import { useFormSubmit } from '@/components/ui/use-form-submit'
import { api } from '@/lib/client/api'

interface ConfirmDialogProps {
  open: boolean
  onClose: () => void
  /** What was waiting for it. */
  onConfirmed: () => Promise<void>
}

/** Asks for the password once more, before what a browser left open must not do. */
export function ConfirmDialog({ open, onClose, onConfirmed }: ConfirmDialogProps) {
  const { busy, faults, onSubmit } = useFormSubmit(async (values) => {
    await api.post('/api/account/confirm', { password: String(values.get('password')) })
    await onConfirmed()
    onClose()
    return undefined
  })
  return (
    <Dialog
      open={open}
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      title="Confirm that it is you"
      description="You signed in a while ago. Enter your password to go on."
    >
      <form method="post" noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
        <PasswordField
          label="Your password"
          name="password"
          autoComplete="current-password"
          error={faults.fields.password}
          autoFocus
        />
        {faults.form ? <Notice tone="error">{faults.form}</Notice> : null}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={busy}>
            Confirm
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
