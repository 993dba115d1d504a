'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { findMissing } from '@/components/auth/find-missing'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { PasswordField } from '@/components/ui/password-field'
import { toast } from '@/components/ui/toast'
import { useFormSubmit } from '@/components/ui/use-form-submit'
import { api } from '@/lib/client/api'
import type { EmailChangeDto } from '@/lib/features/auth/schema-links'

interface EmailFormProps {
  email: string
  /** Whether changes are confirmed by mail. */
  mail: boolean
}

const sentences = { email: 'Enter the new address.', password: 'Enter your password.' }

export function EmailForm({ email, mail }: EmailFormProps) {
  const router = useRouter()
  const [waiting, setWaiting] = useState<string | null>(null)
  const { busy, faults, onSubmit } = useFormSubmit(async (values) => {
    const missing = findMissing(values, sentences)
    if (missing) return missing
    const input = { email: String(values.get('email')), password: String(values.get('password')) }
    const { state } = await api.post<EmailChangeDto>('/api/account/email', input)
    if (state === 'waiting') {
      setWaiting(input.email)
      return undefined
    }
    toast.success('Your address is changed.')
    router.refresh()
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
      <PasswordField
        label="Your password"
        name="password"
        autoComplete="current-password"
        error={faults.fields.password}
      />
      {faults.form ? <Notice tone="error">{faults.form}</Notice> : null}
      <div>
        <Button type="submit" busy={busy}>
          Change address
        </Button>
      </div>
    </form>
  )
}
