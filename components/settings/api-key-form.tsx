'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ChannelSelect } from '@/components/admin/channel-select'
import { findMissing } from '@/components/auth/find-missing'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { useFormSubmit } from '@/components/ui/use-form-submit'
import { api } from '@/lib/client/api'
import type { CreatedKeyDto } from '@/lib/features/api-keys/schema'
import { useStepUp } from './factors/use-step-up'
import { NewKey } from './new-key'

const scopes = [
  { value: 'read', label: 'Look at what I may look at' },
  { value: 'write', label: 'Change what I may change' },
]
const adminScope = { value: 'admin', label: 'Also what I may do as an admin' }
const lifetimes = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'A year' },
  { value: '', label: 'Does not expire' },
]
const dayMs = 86_400_000

/** Makes a key and shows it once; asks first who one is when the last sign-in is long ago. */
export function ApiKeyForm({ isAdmin, byCode }: { isAdmin: boolean; byCode: boolean }) {
  const client = useQueryClient()
  const [made, setMade] = useState<CreatedKeyDto | null>(null)
  const { attempt, dialog } = useStepUp({ byCode })
  const create = async (input: object) => {
    setMade(await api.post<CreatedKeyDto>('/api/account/api-keys', input))
    await client.invalidateQueries({ queryKey: ['account', 'api-keys'] })
  }
  const { busy, faults, onSubmit } = useFormSubmit(async (values) => {
    const missing = findMissing(values, { name: 'Say what the key is for.' })
    if (missing) return missing
    const days = Number(values.get('lifetime'))
    const expiresAt = days ? new Date(Date.now() + days * dayMs).toISOString() : null
    const input = { name: String(values.get('name')), scopes: [String(values.get('scope'))], expiresAt }
    await attempt(() => create(input))
    return undefined
  })
  if (made) return <NewKey apiKey={made} onDone={() => setMade(null)} />
  return (
    <>
      <form method="post" noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
        <Field
          label="Name of the new key"
          name="name"
          autoComplete="off"
          maxLength={100}
          error={faults.fields.name}
          hint="What will use it, so that you know what stops when you revoke it."
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <ChannelSelect label="It may" name="scope" options={isAdmin ? [...scopes, adminScope] : scopes} />
          <ChannelSelect label="It works for" name="lifetime" options={lifetimes} defaultValue="90" />
        </div>
        {faults.form ? <Notice tone="error">{faults.form}</Notice> : null}
        <div>
          <Button type="submit" busy={busy}>
            Make key
          </Button>
        </div>
      </form>
      {dialog}
    </>
  )
}
