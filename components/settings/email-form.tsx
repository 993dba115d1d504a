'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { findMissing } from '@/components/auth/find-missing'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { toast } from '@/components/ui/toast'
import { useFormSubmit } from '@/components/ui/use-form-submit'
import { api } from '@/lib/client/api'
import type { EmailChangeDto } from '@/lib/features/auth/schema-links'
import { useStepUp } from './factors/use-step-up'
import { VerifyEmail } from './verify-email'

interface EmailFormProps {
  email: string
  /** Whether its mailbox was ever confirmed. */
  isVerified: boolean
  /** Whether changes are confirmed by mail. */
  mail: boolean
  /** Whether there is a second factor to confirm with. */
  byCode: boolean
}

export function EmailForm({ email, isVerified, mail, byCode }: EmailFormProps) {
  const router = useRouter()
  const [waiting, setWaiting] = useState<string | null>(null)
  const { attempt, dialog } = useStepUp({ byCode })
  const change = async (newEmail: string) => {
    const { state } = await api.post<EmailChangeDto>('/api/account/email', { email: newEmail })
    if (state === 'waiting') return setWaiting(newEmail)
    toast.success('Your address is changed.')
    router.refresh()
  }
  const { busy, faults, onSubmit } = useFormSubmit(async (values) => {
    const missing = findMissing(values, { email: 'Enter the new address.' })
    if (missing) return missing
    const newEmail = String(values.get('email'))
    await attempt(() => change(newEmail))
    return undefined
  })
  if (waiting !== null) {
    return (
      <p role="status" className="break-words text-body">
        A mail is on its way to {email} and to {waiting}. Open both links within 24 hours; until then you sign in with{' '}
        {email}.
      </p>
    )
  }
  return (
    <div className="flex flex-col gap-6">
      {mail && !isVerified ? <VerifyEmail email={email} /> : null}
      <form method="post" noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
        <Field
          label="New address"
          name="email"
          type="email"
          autoComplete="email"
          error={faults.fields.email}
          hint={
            mail
              ? 'Both mailboxes get a link; it changes once you have opened both.'
              : 'You sign in with it from then on.'
          }
        />
        {faults.form ? <Notice tone="error">{faults.form}</Notice> : null}
        <div>
          <Button type="submit" busy={busy}>
            Change address
          </Button>
        </div>
      </form>
      {dialog}
    </div>
  )
}
