'use client'

import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { useFormSubmit } from '@/components/ui/use-form-submit'
import { api } from '@/lib/client/api'
import { signIn } from '@/lib/client/sign-in'
import type { RegisterInput } from '@/lib/features/auth/schema'
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
      <NewPasswordField label="Password" name="password" minLength={minPasswordLength} faults={faults.fields} />
      {faults.form ? <Notice tone="error">{faults.form}</Notice> : null}
      <Button type="submit" variant="primary" size="large" busy={busy}>
        {busy ? 'Creating your account…' : 'Create account'}
      </Button>
    </form>
  )
}
