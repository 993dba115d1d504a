'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { useFormSubmit } from '@/components/ui/use-form-submit'
import { api } from '@/lib/client/api'
import { findMissing } from '../find-missing'
import { NewPasswordField } from '../new-password-field'
import { LinkGate } from './link-gate'
import { SignInNext } from './sign-in-next'
import type { OpenLink } from './use-link'

export function ResetLink({ minPasswordLength }: { minPasswordLength: number }) {
  return (
    <LinkGate again={{ href: '/forgot', label: 'Ask for a new link' }}>
      {(link) => <ResetForm link={link} minPasswordLength={minPasswordLength} />}
    </LinkGate>
  )
}

function ResetForm({ link, minPasswordLength }: { link: OpenLink; minPasswordLength: number }) {
  const [done, setDone] = useState(false)
  const { busy, faults, onSubmit } = useFormSubmit(async (values) => {
    const missing = findMissing(values, { newPassword: 'Choose a password.' })
    if (missing) return missing
    const newPassword = String(values.get('newPassword'))
    await api.post('/api/auth/password/reset', { token: link.token, newPassword })
    setDone(true)
    return undefined
  })
  if (done) return <SignInNext>Your password is changed, and you are signed out everywhere.</SignInNext>
  return (
    <form method="post" noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
      <p className="break-words text-body">
        For <strong className="font-medium">{link.email}</strong>
      </p>
      {/* Password managers file the new password under it, and the strength is judged with it. */}
      <input type="hidden" name="email" autoComplete="username" value={link.email} readOnly />
      <NewPasswordField label="New password" name="newPassword" minLength={minPasswordLength} faults={faults.fields} />
      {faults.form ? <Notice tone="error">{faults.form}</Notice> : null}
      <Button type="submit" variant="primary" size="large" busy={busy}>
        {busy ? 'Changing your password…' : 'Change password'}
      </Button>
    </form>
  )
}
