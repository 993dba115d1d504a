'use client'

import { type ReactNode, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { PasswordField } from '@/components/ui/password-field'
import { toast } from '@/components/ui/toast'
import { useFormSubmit } from '@/components/ui/use-form-submit'
import { api } from '@/lib/client/api'
import { ApiError } from '@/lib/client/api-error'

/** Whether it was refused only because the last proof of who one is was too long ago. */
const isStepUpNeeded = (error: unknown): boolean =>
  error instanceof ApiError && error.errors.some(({ code }) => code === 'confirm')

/**
 * Runs what asks for a fresh proof of who one is: when there is none, a dialog asks for it and the work is done then. Place
 * `dialog` somewhere on the page. `byCode` is whether there is a second factor.
 */
export function useStepUp({ byCode }: { byCode: boolean }): {
  /** What else goes wrong is told by a toast. */
  run: (work: () => Promise<void>) => void
  /** The same for a form: what else goes wrong at the first try is thrown, to be shown where it belongs. */
  attempt: (work: () => Promise<void>) => Promise<void>
  dialog: ReactNode
} {
  const waiting = useRef<(() => Promise<void>) | null>(null)
  const [isOpen, setOpen] = useState(false)
  const attempt = (work: () => Promise<void>) =>
    work().catch((error: unknown) => {
      if (!isStepUpNeeded(error)) throw error
      waiting.current = work
      setOpen(true)
    })
  const run = (work: () => Promise<void>) =>
    void attempt(work).catch((error: unknown) => {
      toast.error(error instanceof Error ? error.message : 'That did not work.')
    })
  const onProved = () => {
    setOpen(false)
    const work = waiting.current
    waiting.current = null
    if (work) run(work)
  }
  const dialog = (
    <Dialog
      open={isOpen}
      onOpenChange={setOpen}
      title="Confirm that it is you"
      description={`Enter ${byCode ? 'a code of your authenticator app, or a backup code' : 'your password'} to go on.`}
    >
      <StepUpForm byCode={byCode} onProved={onProved} />
    </Dialog>
  )
  return { run, attempt, dialog }
}

function StepUpForm({ byCode, onProved }: { byCode: boolean; onProved: () => void }) {
  const name = byCode ? 'code' : 'password'
  const { busy, faults, onSubmit } = useFormSubmit(async (values) => {
    await api.post('/api/account/confirm', { [name]: String(values.get(name)) })
    onProved()
    return undefined
  })
  return (
    <form method="post" noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
      {byCode ? (
        <Field label="Code" name="code" autoComplete="one-time-code" maxLength={40} error={faults.fields.code} />
      ) : (
        <PasswordField
          label="Password"
          name="password"
          autoComplete="current-password"
          error={faults.fields.password}
        />
      )}
      {faults.form ? <Notice tone="error">{faults.form}</Notice> : null}
      <Button type="submit" variant="primary" className="self-end" busy={busy}>
        {busy ? 'Confirming…' : 'Confirm'}
      </Button>
    </form>
  )
}
