'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { api } from '@/lib/client/api'
import type { SilenceDto, SilencePreviewDto } from '@/lib/ops/alerts/silences/schema'

const fields = [
  { name: 'alert_id', label: 'Alert, e.g. service_down_kv' },
  { name: 'service_id', label: 'Service, e.g. kv' },
  { name: 'type', label: 'Rule, e.g. service_down' },
  { name: 'severity', label: 'Severity, e.g. warning' },
] as const

const lengths = [
  { label: '1 hour', hours: 1 },
  { label: '4 hours', hours: 4 },
  { label: '1 day', hours: 24 },
  { label: '1 week', hours: 168 },
] as const

interface SilenceFormProps {
  /** What it is about at first. */
  alertId?: string
  onDone(): void
}

/** What is silenced, for how long and why; it shows what that would mute before it is saved. */
export function SilenceForm({ alertId, onDone }: SilenceFormProps) {
  const router = useRouter()
  const [field, setField] = useState<string>(alertId ? 'alert_id' : 'service_id')
  const [value, setValue] = useState(alertId ?? '')
  const [hours, setHours] = useState(1)
  const [reason, setReason] = useState('')
  const matchers = [{ field, is: 'equal', value: value.trim() }]
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => {
      const endsAt = new Date(Date.now() + hours * 3_600_000).toISOString()
      return api.post<SilenceDto>('/api/silences', { matchers, reason, endsAt })
    },
    onSuccess: () => {
      onDone()
      router.refresh()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    mutate()
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <Choice label="What" value={field} onChange={setField} options={fields.map((one) => [one.name, one.label])} />
      <Field
        label="Is exactly"
        value={value}
        onChange={(event) => setValue(event.target.value)}
        required
        maxLength={200}
      />
      <Choice
        label="For"
        value={String(hours)}
        onChange={(chosen) => setHours(Number(chosen))}
        options={lengths.map((one) => [String(one.hours), one.label])}
      />
      <Field
        label="Why"
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        required
        maxLength={500}
        error={error?.message}
      />
      <Preview matchers={matchers} />
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" variant="primary" busy={isPending}>
          Silence
        </Button>
      </div>
    </form>
  )
}

interface ChoiceProps {
  label: string
  value: string
  onChange(value: string): void
  options: readonly (readonly [string, string])[]
}

function Choice({ label, value, onChange, options }: ChoiceProps) {
  const id = useId()
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="w-fit font-medium text-meta">
        {label}
      </label>
      <Select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map(([name, text]) => (
          <option key={name} value={name}>
            {text}
          </option>
        ))}
      </Select>
    </div>
  )
}

function Preview({ matchers }: { matchers: readonly { value: string }[] }) {
  const isAsked = matchers.every(({ value }) => value !== '')
  const { data } = useQuery({
    queryKey: ['silence-preview', matchers],
    queryFn: ({ signal }) => api.post<SilencePreviewDto>('/api/silences/preview', { matchers }, { signal }),
    enabled: isAsked,
    placeholderData: (before) => before,
  })
  const names = data?.alerts.map(({ details, alert_id }) => details?.name ?? alert_id) ?? []
  const text = !isAsked || !data ? 'What it would mute now is shown here.' : describePreview(names)
  return (
    <p role="status" className="rounded-control bg-sunken px-3 py-2 text-meta text-muted">
      {text}
    </p>
  )
}

const describePreview = (names: readonly string[]): string =>
  names.length === 0 ? 'Mutes no alert that is active now.' : `Mutes now: ${names.join(', ')}.`
