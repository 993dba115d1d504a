'use client'

import { useRouter } from 'next/navigation'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { SelectField } from '@/components/ui/select-field'
import { TextArea } from '@/components/ui/text-area'
import { useFormSubmit } from '@/components/ui/use-form-submit'
import { api } from '@/lib/client/api'
import type { IncidentDto } from '@/lib/ops/incidents/schema'
import { ComponentChoice, type NamedComponent, readChosen } from './component-choice'
import { FormActions } from './form-actions'
import { FormDialog } from './form-dialog'

interface IncidentDialogProps {
  /** The one that is changed; without it a new one is opened. */
  incident?: IncidentDto
  components: readonly NamedComponent[]
}

/** Opens the form of an incident. */
export function IncidentDialog({ incident, components }: IncidentDialogProps) {
  return (
    <FormDialog
      label={incident ? 'Edit' : 'New incident'}
      spokenLabel={incident ? `Edit ${incident.title}` : undefined}
      title={incident ? 'Edit the incident' : 'Open an incident'}
      description={incident ? undefined : 'It stays open until somebody resolves it.'}
    >
      {(onDone) => <IncidentForm incident={incident} components={components} onDone={onDone} />}
    </FormDialog>
  )
}

const impacts = [
  ['degraded', 'Something works with difficulty'],
  ['down', 'Something does not work'],
] as const

function IncidentForm({ incident, components, onDone }: IncidentDialogProps & { onDone(): void }) {
  const router = useRouter()
  const { busy, faults, onSubmit } = useFormSubmit(async (values) => {
    const input = {
      title: String(values.get('title')),
      publicTitle: String(values.get('publicTitle')).trim() || null,
      impact: String(values.get('impact')),
      components: readChosen(values),
      isPublic: values.get('isPublic') !== null,
    }
    if (incident) await api.patch(`/api/incidents/${incident.id}`, input)
    else await api.post('/api/incidents', { ...input, text: String(values.get('text')) })
    router.refresh()
    onDone()
    return undefined
  })
  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-4">
      <Field label="Title" name="title" defaultValue={incident?.title} required maxLength={200} />
      {incident ? null : <TextArea label="What is known" name="text" required maxLength={5_000} rows={3} />}
      <SelectField label="Impact" name="impact" defaultValue={incident?.impact ?? 'degraded'} options={impacts} />
      <ComponentChoice legend="Affected components" components={components} chosen={incident?.components} />
      <Checkbox label="Show on the public status page" name="isPublic" defaultChecked={incident?.isPublic} />
      <Field
        label="Public title"
        name="publicTitle"
        defaultValue={incident?.publicTitle ?? ''}
        maxLength={200}
        hint={
          incident?.isAutomatic
            ? 'Empty: the public names of what is affected.'
            : 'Empty: the same title. For the public page.'
        }
      />
      <FormActions label={incident ? 'Save' : 'Open incident'} busy={busy} fault={faults.form} onCancel={onDone} />
    </form>
  )
}
