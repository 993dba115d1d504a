'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { useFormSubmit } from '@/components/ui/use-form-submit'
import { api } from '@/lib/client/api'
import { signIn } from '@/lib/client/sign-in'
import type { RegisteredDto, RegisterInput } from '@/lib/features/auth/schema'
import { findMissing } from './find-missing'
import { NewPasswordField } from './new-password-field'

const sentences = {
  name: 'Say what others should call you.',
  email: 'Enter your e-mail address.',
  password: 'Choose a password.',
}

interface RegisterFormProps {
  /** A path of this site. */
  callbackPath: string
  minPasswordLength: number
}

export function RegisterForm({ callbackPath, minPasswordLength }: RegisterFormProps) {
  const [asked, setAsked] = useState<string | null>(null)
  const { busy, faults, onSubmit } = useFormSubmit(async (values) => {
    const missing = findMissing(values, sentences)
    if (missing) return missing
    const account: RegisterInput = {
      name: String(values.get('name')),
      email: String(values.get('email')),
      password: String(values.get('password')),
    }
    const { next, email } = await api.post<RegisteredDto>('/api/auth/register', account)
    if (next === 'confirm_email') {
      setAsked(email)
      return undefined
    }
    await signIn({ ...account, remember: true })
    window.location.assign(callbackPath)
    // The form stays busy until the next page is there.
    return await new Promise(() => undefined)
  })
  if (asked !== null) {
    return (
      <p role="status" className="break-words text-body">
        A mail is on its way to <strong className="font-medium">{asked}</strong>. Open its link within 24 hours to
        finish creating your account. If nothing comes, look in your spam folder.
      </p>
    )
  }
  return (
    <form method="post" noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
      <Field
        label="Name"
        name="name"
        autoComplete="name"
        maxLength={100}
        hint="Others see it on your diagrams and beside your cursor."
        error={faults.fields.name}
        autoFocus
      />
      <Field label="E-mail" name="email" type="email" autoComplete="username" error={faults.fields.email} />
      <NewPasswordField label="Password" name="password" minLength={minPasswordLength} faults={faults.fields} />
      {faults.form ? <Notice tone="error">{faults.form}</Notice> : null}
      <Button type="submit" variant="primary" size="large" busy={busy}>
        {busy ? 'Creating your account…' : 'Create account'}
      </Button>
    </form>
  )
}
