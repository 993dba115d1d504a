'use client'

import { useRouter } from 'next/navigation'
import { Checkbox } from '@/components/ui/checkbox'
import { SelectField } from '@/components/ui/select-field'
import { TextArea } from '@/components/ui/text-area'
import { useFormSubmit } from '@/components/ui/use-form-submit'
import { api } from '@/lib/client/api'
import type { IncidentDto, IncidentUpdateDto } from '@/lib/ops/incidents/schema'
import { FormActions } from './form-actions'
import { FormDialog } from './form-dialog'
import { listUpdateKinds } from './incident-words'

interface IncidentUpdateDialogProps {
  incident: IncidentDto
  /** The line that is edited; without it a new one is written. */
  update?: IncidentUpdateDto
}

/** Opens the form of a line of the timeline. */
export function IncidentUpdateDialog({ incident, update }: IncidentUpdateDialogProps) {
  return (
    <FormDialog
      label={update ? 'Edit' : 'Write'}
      spokenLabel={update ? `Edit the line “${update.text.slice(0, 40)}”` : `Write on ${incident.title}`}
      variant={update ? 'quiet' : 'secondary'}
      title={update ? 'Edit the line' : `Write on “${incident.title}”`}
    >
      {(onDone) => <UpdateForm incident={incident} update={update} onDone={onDone} />}
    </FormDialog>
  )
}

function UpdateForm({ incident, update, onDone }: IncidentUpdateDialogProps & { onDone(): void }) {
  const router = useRouter()
  const { busy, faults, onSubmit } = useFormSubmit(async (values) => {
    const path = `/api/incidents/${incident.id}/updates`
    const input = { text: String(values.get('text')), isPublic: values.get('isPublic') !== null }
    if (update) await api.patch(`${path}/${encodeURIComponent(update.id)}`, input)
    else await api.post(path, { ...input, kind: String(values.get('kind')) })
    router.refresh()
    onDone()
    return undefined
  })
  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-4">
      {update ? null : <SelectField label="What it is" name="kind" options={listUpdateKinds(incident)} />}
      <TextArea label="Text" name="text" defaultValue={update?.text} required maxLength={5_000} />
      <Checkbox
        label={incident.isPublic ? 'The public may read it' : 'The public may read it, once the incident is public'}
        name="isPublic"
        defaultChecked={update?.isPublic ?? false}
      />
      <FormActions label={update ? 'Save' : 'Write'} busy={busy} fault={faults.form} onCancel={onDone} />
    </form>
  )
}
