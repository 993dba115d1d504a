'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import { toast } from '@/components/ui/toast'
import { useFormSubmit } from '@/components/ui/use-form-submit'
import { api } from '@/lib/client/api'
import type { PublicStatusSettings } from '@/lib/ops/public-status/schema'
import type { NamedComponent } from './component-choice'

interface PublicStatusFormProps {
  settings: PublicStatusSettings
  components: readonly NamedComponent[]
}

/** What the public sees: whether, which components, and under which names. */
export function PublicStatusForm({ settings, components }: PublicStatusFormProps) {
  const router = useRouter()
  const [chosen, setChosen] = useState(() => new Set(settings.components.map(({ id }) => id)))
  const ordered = orderChosenFirst(settings, components)
  const { busy, faults, onSubmit } = useFormSubmit(async (values) => {
    await api.put('/api/status/settings', {
      enabled: values.get('enabled') !== null,
      title: String(values.get('title')),
      publishIncidents: values.get('publishIncidents') !== null,
      components: ordered
        .filter(({ id }) => chosen.has(id))
        .map(({ id }) => ({ id, name: String(values.get(`name ${id}`)) })),
    })
    router.refresh()
    toast.success('Saved.')
    return undefined
  })
  const choose = (id: string, isChosen: boolean) =>
    setChosen((before) => new Set(isChosen ? [...before, id] : [...before].filter((one) => one !== id)))
  return (
    <form onSubmit={onSubmit} className="flex max-w-160 flex-col gap-5">
      <Checkbox label="Everybody may see the page" name="enabled" defaultChecked={settings.enabled} />
      <Field label="Title of the page" name="title" defaultValue={settings.title} required maxLength={80} />
      <fieldset>
        <legend className="font-medium text-meta">Components that are shown, and what the public calls them</legend>
        <ul className="mt-2 flex flex-col gap-2">
          {ordered.map(({ id, name, publicName }) => (
            <li key={id} className="grid items-center gap-x-4 gap-y-1 sm:grid-cols-2">
              <Checkbox label={name} checked={chosen.has(id)} onChange={(event) => choose(id, event.target.checked)} />
              {chosen.has(id) ? (
                <Input
                  name={`name ${id}`}
                  aria-label={`Public name of ${name}`}
                  defaultValue={publicName}
                  required
                  maxLength={60}
                />
              ) : null}
            </li>
          ))}
        </ul>
      </fieldset>
      <Checkbox
        label="Show an incident as soon as an alert opens it"
        name="publishIncidents"
        defaultChecked={settings.publishIncidents}
      />
      {faults.form ? <Notice tone="error">{faults.form}</Notice> : null}
      <div>
        <Button type="submit" variant="primary" busy={busy}>
          Save
        </Button>
      </div>
    </form>
  )
}

/** Those that are shown in the order of the page, then the others; one that is gone can still be taken off. */
function orderChosenFirst({ components: shown }: PublicStatusSettings, components: readonly NamedComponent[]) {
  const chosen = shown.map(({ id, name: publicName }) => ({
    ...{ id, publicName },
    name: components.find((one) => one.id === id)?.name ?? `${id} (gone)`,
  }))
  const ids = new Set(shown.map(({ id }) => id))
  return [...chosen, ...components.filter(({ id }) => !ids.has(id)).map((one) => ({ ...one, publicName: one.name }))]
}
