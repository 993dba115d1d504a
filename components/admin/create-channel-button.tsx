'use client'

import { Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { useFormSubmit } from '@/components/ui/use-form-submit'
import { api } from '@/lib/client/api'
import { ApiError } from '@/lib/client/api-error'
import type { ChannelKind } from '@/lib/ops/alerts/delivery/schema'
import { channelForms, readChannelSettings } from './channel-fields'
import { ChannelSelect } from './channel-select'

const kinds = Object.entries(channelForms).map(([value, { title }]) => ({ value: value as ChannelKind, label: title }))
const severities = [
  { value: 'critical', label: 'Critical alerts' },
  { value: 'warning', label: 'Warnings and worse' },
  { value: 'info', label: 'All alerts' },
] as const

export function CreateChannelButton() {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button size="small" onClick={() => setIsOpen(true)}>
        <Plus aria-hidden /> Add channel
      </Button>
      <Dialog
        open={isOpen}
        onOpenChange={setIsOpen}
        title="Add a channel"
        description="Its address and secret are stored encrypted and are not shown again."
      >
        <ChannelForm onDone={() => setIsOpen(false)} />
      </Dialog>
    </>
  )
}

function ChannelForm({ onDone }: { onDone: () => void }) {
  const router = useRouter()
  const [kind, setKind] = useState<ChannelKind>('email')
  const { busy, faults, onSubmit } = useFormSubmit(async (values) => {
    const input = {
      name: String(values.get('name')),
      minimumSeverity: String(values.get('minimumSeverity')),
      settings: readChannelSettings(kind, values),
    }
    try {
      await api.post('/api/alert-channels', input)
    } catch (error) {
      return findAddressFault(error)
    }
    router.refresh()
    onDone()
    return undefined
  })
  return (
    <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
      <ChannelSelect label="Kind" name="kind" options={kinds} value={kind} onChange={setKind} />
      <Field
        label="Name"
        name="name"
        autoComplete="off"
        error={faults.fields.name}
        hint="As it is called in this list."
      />
      {channelForms[kind].fields.map(({ name, label, hint, isSecret }) => (
        <Field
          key={`${kind} ${name}`}
          label={label}
          name={`settings.${name}`}
          hint={hint}
          type={isSecret ? 'password' : 'text'}
          autoComplete={isSecret ? 'new-password' : 'off'}
          error={faults.fields[`settings.${name}`]}
        />
      ))}
      <ChannelSelect label="Tells of" name="minimumSeverity" options={severities} defaultValue="warning" />
      {faults.form ? <Notice tone="error">{faults.form}</Notice> : null}
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" variant="primary" busy={busy}>
          Add channel
        </Button>
      </div>
    </form>
  )
}

/** Addresses share one field, and each may be at fault. Throws whatever else it is. */
function findAddressFault(error: unknown): Record<string, string> {
  const fault = error instanceof ApiError ? error.errors.find(({ path }) => path.startsWith('settings.to')) : undefined
  if (!fault) throw error
  return { 'settings.to': fault.message }
}
