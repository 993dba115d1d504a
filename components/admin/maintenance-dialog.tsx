'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Field } from '@/components/ui/field'
import { useFormSubmit } from '@/components/ui/use-form-submit'
import { api } from '@/lib/client/api'
import { hourMs } from '@/lib/core/time'
import type { WindowDto } from '@/lib/ops/health/schema-maintenance'
import { ComponentChoice, type NamedComponent, readChosen } from './component-choice'
import { FormActions } from './form-actions'
import { FormDialog } from './form-dialog'
import { formatLocalTime } from './format-local-time'

interface MaintenanceDialogProps {
  /** The one that is changed; without it a new one is planned. */
  window?: WindowDto
  components: readonly NamedComponent[]
}

/** Opens the form of a maintenance window. */
export function MaintenanceDialog({ window, components }: MaintenanceDialogProps) {
  return (
    <FormDialog
      label={window ? 'Edit' : 'Plan maintenance'}
      spokenLabel={window ? `Edit maintenance “${window.reason}”` : undefined}
      title={window ? 'Edit maintenance' : 'Plan maintenance'}
      description="Nobody is alerted about these components meanwhile, and the time does not count in their uptime."
    >
      {(onDone) => <MaintenanceForm window={window} components={components} onDone={onDone} />}
    </FormDialog>
  )
}

/** Of a `datetime-local` field, which is in the viewer's zone. */
const toTime = (value: FormDataEntryValue | null): string => new Date(String(value)).toISOString()

function MaintenanceForm({ window, components, onDone }: MaintenanceDialogProps & { onDone(): void }) {
  const router = useRouter()
  const isActive = window?.state === 'active'
  const [nowMs] = useState(() => Date.now())
  const { busy, faults, onSubmit } = useFormSubmit(async (values) => {
    const input = {
      ...(isActive ? {} : { starts_at: toTime(values.get('starts_at')) }),
      ends_at: toTime(values.get('ends_at')),
      components: readChosen(values),
      reason: String(values.get('reason')),
    }
    if (window) await api.patch(`/api/maintenance/${window.id}`, input)
    else await api.post('/api/maintenance', input)
    router.refresh()
    onDone()
    return undefined
  })
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const startsAt = formatLocalTime(window ? Date.parse(window.starts_at) : nowMs)
  const endsAt = formatLocalTime(window ? Date.parse(window.ends_at) : nowMs + hourMs)
  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-4">
      <Field
        label="Why"
        name="reason"
        defaultValue={window?.reason}
        required
        maxLength={500}
        hint="Anybody may read it."
        error={faults.fields.reason}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label="From"
          type="datetime-local"
          name="starts_at"
          defaultValue={startsAt}
          required
          disabled={isActive}
          hint={isActive ? 'It has begun.' : zone}
          error={faults.fields.starts_at}
        />
        <Field
          label="Until"
          type="datetime-local"
          name="ends_at"
          defaultValue={endsAt}
          required
          hint={zone}
          error={faults.fields.ends_at}
        />
      </div>
      <ComponentChoice
        legend="Components"
        components={components}
        chosen={window?.components}
        hint="None means all. What needs one of them is in maintenance too."
      />
      <FormActions label={window ? 'Save' : 'Plan'} busy={busy} fault={faults.form} onCancel={onDone} />
    </form>
  )
}
