'use client'

import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { PasswordField } from '@/components/ui/password-field'
import { useFormSubmit } from '@/components/ui/use-form-submit'
import { api } from '@/lib/client/api'
import { signIn } from '@/lib/client/sign-in'
import type { RegisterInput } from '@/lib/features/auth/schema'
import { findMissing } from './find-missing'

const sentences = {
  name: 'Say what others should call you.',
  email: 'Enter your e-mail address.',
  password: 'Choose a password.',
}

export function RegisterForm({ callbackPath }: { callbackPath: string }) {
  const { busy, faults, onSubmit } = useFormSubmit(async (values) => {
    const missing = findMissing(values, sentences)
    if (missing) return missing
    const account: RegisterInput = {
      name: String(values.get('name')),
      email: String(values.get('email')),
      password: String(values.get('password')),
    }
    await api.post('/api/auth/register', account)
    await signIn({ ...account, remember: true })
    window.location.assign(callbackPath)
    // The form stays busy until the next page is there.
    return await new Promise(() => undefined)
  })
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
      <PasswordField
        label="Password"
        name="password"
        autoComplete="new-password"
        hint="At least 12 characters. A few words are easy to remember."
        error={faults.fields.password}
      />
      {faults.form ? <Notice tone="error">{faults.form}</Notice> : null}
      <Button type="submit" variant="primary" size="large" busy={busy}>
        {busy ? 'Creating your account…' : 'Create account'}
      </Button>
    </form>
  )
}
