'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Field } from '@/components/ui/field'
import { toast } from '@/components/ui/toast'
import { useFormSubmit } from '@/components/ui/use-form-submit'
import { api } from '@/lib/client/api'
import type { CheckDto, CreatedCheckDto, LookDto } from '@/lib/ops/health/schema-checks'
import { ChannelSelect } from './channel-select'
import { type CheckKind, checkForms, describeTarget, readTarget } from './check-fields'
import { ComponentChoice, type NamedComponent, readChosen } from './component-choice'
import { FormActions } from './form-actions'

const kinds = Object.entries(checkForms).map(([value, { title }]) => ({ value: value as CheckKind, label: title }))

interface CheckFormProps {
  /** The one that is changed; without it a new one is made. */
  check?: CheckDto
  components: readonly NamedComponent[]
  /** With the address that has to be called, for a new check that waits for calls. */
  onDone(beatPath: string | null): void
}

/** What is looked at, and how often. */
export function CheckForm({ check, components, onDone }: CheckFormProps) {
  const router = useRouter()
  const [kind, setKind] = useState<CheckKind>(check && check.kind !== 'built_in' ? check.kind : 'http')
  const { busy, faults, onSubmit } = useFormSubmit(async (values) => {
    const read = readTarget(kind, values, check?.target ?? null)
    if ('faults' in read) return read.faults
    const input = {
      name: String(values.get('name')),
      target: read.target,
      every_seconds: Number(values.get('every_seconds')),
      timeout_seconds: Number(values.get('timeout_seconds')),
      depends_on: readChosen(values),
    }
    const saved = check
      ? { ...(await api.patch<CheckDto>(`/api/checks/${check.id}`, input)), beat_path: null }
      : await api.post<CreatedCheckDto>('/api/checks', input)
    if (kind !== 'push') void tellFirstLook(saved)
    router.refresh()
    onDone(saved.beat_path)
    return undefined
  })
  const initial = describeTarget(kind, check?.target ?? null)
  return (
    <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
      {check ? null : <ChannelSelect label="Kind" name="kind" options={kinds} value={kind} onChange={setKind} />}
      <Field label="Name" name="name" defaultValue={check?.name} autoComplete="off" error={faults.fields.name} />
      {checkForms[kind].fields.map(({ name, label, hint, isNumber }) => (
        <Field
          key={`${kind} ${name}`}
          label={label}
          name={`target.${name}`}
          defaultValue={initial[name]}
          hint={hint}
          inputMode={isNumber ? 'numeric' : undefined}
          autoComplete="off"
          error={faults.fields[`target.${name}`]}
        />
      ))}
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label={kind === 'push' ? 'A call every, in seconds' : 'Every, in seconds'}
          name="every_seconds"
          defaultValue={check?.every_seconds ?? 60}
          inputMode="numeric"
          error={faults.fields.every_seconds}
        />
        <Field
          label="Down after, in seconds"
          name="timeout_seconds"
          defaultValue={check?.timeout_seconds ?? 10}
          inputMode="numeric"
          hint="Without an answer."
          error={faults.fields.timeout_seconds}
        />
      </div>
      <ComponentChoice
        legend="Stands on"
        components={components.filter(({ id }) => id !== check?.id)}
        chosen={check?.depends_on}
        hint="When one of these is down, that is the cause."
      />
      <FormActions label={check ? 'Save' : 'Add check'} busy={busy} fault={faults.form} onCancel={() => onDone(null)} />
    </form>
  )
}

/** Whether it was entered right is seen at once. */
async function tellFirstLook({ id, name }: { id: string; name: string }): Promise<void> {
  try {
    const { status, message, detail } = await api.post<LookDto>(`/api/checks/${id}/run`)
    if (status === 'up') toast.success(`${name} answers.`)
    else toast.error(message ?? `${name} does not answer as it should.`, { description: detail ?? undefined })
  } catch {
    // It is looked at by itself soon.
  }
}
