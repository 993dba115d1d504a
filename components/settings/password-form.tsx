'use client'

import { useRef } from 'react'
import { findMissing } from '@/components/auth/find-missing'
import { NewPasswordField } from '@/components/auth/new-password-field'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { PasswordField } from '@/components/ui/password-field'
import { toast } from '@/components/ui/toast'
import { useFormSubmit } from '@/components/ui/use-form-submit'
import { api } from '@/lib/client/api'
import type { AccountDto } from '@/lib/features/auth/schema'

interface PasswordFormProps {
  account: AccountDto
  minPasswordLength: number
}

const sentences = { currentPassword: 'Enter your current password.', newPassword: 'Choose a password.' }

export function PasswordForm({ account, minPasswordLength }: PasswordFormProps) {
  const form = useRef<HTMLFormElement>(null)
  const { busy, faults, onSubmit } = useFormSubmit(async (values) => {
    const missing = findMissing(values, sentences)
    if (missing) return missing
    await api.post('/api/auth/password/change', {
      currentPassword: String(values.get('currentPassword')),
      newPassword: String(values.get('newPassword')),
    })
    toast.success('Your password is changed. Other browsers are signed out.')
    form.current?.reset()
    return undefined
  })
  return (
    <form ref={form} method="post" noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
      {/* For password managers, and for judging how easy the new one is to guess. */}
      <input type="hidden" name="email" autoComplete="username" value={account.email} readOnly />
      <input type="hidden" name="name" value={account.name} readOnly />
      <PasswordField
        label="Current password"
        name="currentPassword"
        autoComplete="current-password"
        error={faults.fields.currentPassword}
      />
      <NewPasswordField label="New password" name="newPassword" minLength={minPasswordLength} faults={faults.fields} />
      {faults.form ? <Notice tone="error">{faults.form}</Notice> : null}
      <div>
        <Button type="submit" busy={busy}>
          {busy ? 'Changing your password…' : 'Change password'}
        </Button>
      </div>
    </form>
  )
}
