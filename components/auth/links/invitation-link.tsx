'use client'

import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { useFormSubmit } from '@/components/ui/use-form-submit'
import { api } from '@/lib/client/api'
import { signIn } from '@/lib/client/sign-in'
import { findMissing } from '../find-missing'
import { NewPasswordField } from '../new-password-field'
import { LinkGate } from './link-gate'
import type { OpenLink } from './use-link'

export function InvitationLink({ minPasswordLength }: { minPasswordLength: number }) {
  return <LinkGate>{(link) => <InvitationForm link={link} minPasswordLength={minPasswordLength} />}</LinkGate>
}

const sentences = { name: 'Say what others should call you.', password: 'Choose a password.' }

/** Makes the account of who was invited, by whoever runs the instance or to a team. */
export function InvitationForm({ link, minPasswordLength }: { link: OpenLink; minPasswordLength: number }) {
  const { busy, faults, onSubmit } = useFormSubmit(async (values) => {
    const missing = findMissing(values, sentences)
    if (missing) return missing
    const [name, password] = [String(values.get('name')), String(values.get('password'))]
    await api.post('/api/auth/invitations/accept', { token: link.token, name, password })
    await signIn({ email: link.email, password, remember: true })
    window.location.assign(link.team ? `/teams/${link.team.id}` : '/diagrams')
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
        autoFocus={link.team === null}
      />
      <Field label="E-mail" name="email" type="email" autoComplete="username" value={link.email} readOnly />
      <NewPasswordField label="Password" name="password" minLength={minPasswordLength} faults={faults.fields} />
      {faults.form ? <Notice tone="error">{faults.form}</Notice> : null}
      <Button type="submit" variant="primary" size="large" busy={busy}>
        {busy ? 'Creating your account…' : 'Create account'}
      </Button>
    </form>
  )
}
