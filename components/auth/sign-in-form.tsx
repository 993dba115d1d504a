'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { PasswordField } from '@/components/ui/password-field'
import { useFormSubmit } from '@/components/ui/use-form-submit'
import { ApiError } from '@/lib/client/api-error'
import { signIn } from '@/lib/client/sign-in'
import { findMissing } from './find-missing'
import { TextLink } from './links/text-link'

interface SignInFormProps {
  /** A path of this site. */
  callbackPath: string
  /** What went wrong before the form was shown. */
  initialError?: string
}

export function SignInForm({ callbackPath, initialError }: SignInFormProps) {
  const [asksCode, setAsksCode] = useState(false)
  const [leaving, setLeaving] = useState<{ email: string; notice: string } | null>(null)
  const { busy, faults, onSubmit } = useFormSubmit(async (values) => {
    const missing = findMissing(values, { email: 'Enter your e-mail address.', password: 'Enter your password.' })
    if (missing) return missing
    if (asksCode && String(values.get('code')).trim() === '') return { code: 'Enter the code.' }
    const email = String(values.get('email'))
    try {
      await signIn({
        email,
        password: String(values.get('password')),
        code: String(values.get('code') ?? ''),
        remember: values.has('remember'),
        // Of the account that was told of, and no other.
        keep: leaving?.email === email,
      })
    } catch (error) {
      if (isFault(error, 'deletion_pending')) setLeaving({ email, notice: error.message })
      else if (isFault(error, 'required')) setAsksCode(true)
      else throw error
      return undefined
    }
    window.location.assign(callbackPath)
    // The form stays busy until the next page is there.
    return await new Promise(() => undefined)
  })
  const formFault = faults.form ?? (Object.keys(faults.fields).length === 0 ? initialError : null)
  return (
    <form method="post" noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
      <Field label="E-mail" name="email" type="email" autoComplete="username" error={faults.fields.email} autoFocus />
      <PasswordField label="Password" name="password" autoComplete="current-password" error={faults.fields.password} />
      {asksCode ? <CodeField error={faults.fields.code} /> : null}
      <p className="-mt-1.5 text-meta">
        <TextLink href="/forgot">Forgotten your password?</TextLink>
      </p>
      <Checkbox label="Keep me signed in for 30 days" name="remember" value="true" defaultChecked />
      {formFault ? <Notice tone="error">{formFault}</Notice> : null}
      {leaving && !formFault ? <Notice>{leaving.notice}</Notice> : null}
      <Button type="submit" variant="primary" size="large" busy={busy}>
        {busy ? 'Signing in…' : leaving ? 'Keep my account and sign in' : 'Sign in'}
      </Button>
    </form>
  )
}

const isFault = (error: unknown, fault: 'required' | 'deletion_pending'): error is ApiError =>
  error instanceof ApiError && error.errors.some(({ code }) => code === fault)

/** Appears once the password was right. */
const CodeField = ({ error }: { error: string | undefined }) => (
  <Field
    label="Code"
    name="code"
    inputMode="text"
    autoComplete="one-time-code"
    autoCapitalize="none"
    spellCheck={false}
    maxLength={40}
    autoFocus
    hint="From your authenticator app, or one of your backup codes."
    error={error}
  />
)
