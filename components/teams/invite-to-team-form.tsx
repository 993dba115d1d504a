'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { SelectField } from '@/components/ui/select-field'
import { useFormSubmit } from '@/components/ui/use-form-submit'
import { api } from '@/lib/client/api'

const roles = [
  ['editor', 'Editor: draws'],
  ['viewer', 'Viewer: looks'],
  ['admin', 'Admin: runs the team too'],
] as const

export function InviteToTeamForm({ teamId }: { teamId: string }) {
  const router = useRouter()
  const [sent, setSent] = useState(0)
  const { busy, faults, onSubmit } = useFormSubmit(async (values) => {
    const email = String(values.get('email')).trim()
    if (!email) return { email: 'Type an e-mail address.' }
    await api.post(`/api/teams/${teamId}/invitations`, { email, role: String(values.get('role')) })
    router.refresh()
    setSent(sent + 1)
    return undefined
  })
  return (
    // A new form for the next one.
    <form key={sent} noValidate onSubmit={onSubmit} className="flex flex-col gap-3">
      <div className="grid items-start gap-3 sm:grid-cols-[minmax(0,1fr)_13rem_auto]">
        <Field
          label="E-mail"
          name="email"
          type="email"
          autoComplete="off"
          placeholder="ben@example.org"
          error={faults.fields.email}
        />
        <SelectField label="Role" name="role" options={roles} defaultValue="editor" />
        <Button type="submit" variant="primary" size="field" busy={busy} className="sm:mt-6">
          Invite
        </Button>
      </div>
      {faults.form ? <Notice tone="error">{faults.form}</Notice> : null}
    </form>
  )
}
