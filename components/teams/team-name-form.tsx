'use client'

import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { useFormSubmit } from '@/components/ui/use-form-submit'
import { describeTeamNameFault, teamNameMaxLength } from '@/lib/features/teams/pure/team-name'

interface TeamNameFormProps {
  name?: string
  label: string
  /** Stands before the button. */
  cancel?: ReactNode
  onSend: (name: string) => Promise<void>
}

/** What a team is called, when it is made and later. */
export function TeamNameForm({ name = '', label, cancel, onSend }: TeamNameFormProps) {
  const { busy, faults, onSubmit } = useFormSubmit(async (values) => {
    const given = String(values.get('name'))
    const fault = describeTeamNameFault(given)
    if (fault) return { name: fault }
    await onSend(given.trim())
    return undefined
  })
  return (
    <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
      <Field
        label="Name"
        name="name"
        autoComplete="off"
        maxLength={teamNameMaxLength}
        defaultValue={name}
        error={faults.fields.name}
      />
      {faults.form ? <Notice tone="error">{faults.form}</Notice> : null}
      <div className="flex justify-end gap-2">
        {cancel}
        <Button type="submit" variant={cancel ? 'primary' : undefined} busy={busy}>
          {label}
        </Button>
      </div>
    </form>
  )
}
