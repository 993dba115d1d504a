'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { useFormSubmit } from '@/components/ui/use-form-submit'
import { api } from '@/lib/client/api'
import { findMissing } from '../find-missing'

/** `mail`: whether a link is mailed; else an admin hands it over. */
export function ForgotForm({ mail }: { mail: boolean }) {
  const [sentTo, setSentTo] = useState<string | null>(null)
  const { busy, faults, onSubmit } = useFormSubmit(async (values) => {
    const missing = findMissing(values, { email: 'Enter your e-mail address.' })
    if (missing) return missing
    const email = String(values.get('email'))
    await api.post('/api/auth/password/forgot', { email })
    setSentTo(email)
    return undefined
  })
  if (sentTo !== null) {
    return (
      <p role="status" className="break-words text-body">
        {mail
          ? `If ${sentTo} has an account here, a mail with a link is on its way. The link works for an hour. If nothing comes, look in your spam folder.`
          : `If ${sentTo} has an account here, whoever runs this AutoGraph now sees that you asked, and can give you a link. It works for an hour.`}
      </p>
    )
  }
  return (
    <form method="post" noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
      <Field label="E-mail" name="email" type="email" autoComplete="username" error={faults.fields.email} autoFocus />
      {faults.form ? <Notice tone="error">{faults.form}</Notice> : null}
      <Button type="submit" variant="primary" size="large" busy={busy}>
        {mail ? 'Send link' : 'Ask for a link'}
      </Button>
    </form>
  )
}
