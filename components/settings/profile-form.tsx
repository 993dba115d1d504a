'use client'

import { useRouter } from 'next/navigation'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { toast } from '@/components/ui/toast'
import { useFormSubmit } from '@/components/ui/use-form-submit'
import { api } from '@/lib/client/api'
import type { AccountDto } from '@/lib/features/auth/schema'

export function ProfileForm({ account }: { account: AccountDto }) {
  const router = useRouter()
  const { busy, faults, onSubmit } = useFormSubmit(async (values) => {
    await api.patch<AccountDto>('/api/account', { name: String(values.get('name')) })
    toast.success('Your name is saved.')
    router.refresh()
    return undefined
  })
  return (
    <form method="post" noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
      <Field
        label="Name"
        name="name"
        autoComplete="name"
        maxLength={100}
        defaultValue={account.name}
        error={faults.fields.name}
        hint="Others see it on your diagrams and beside your cursor."
      />
      <Field label="E-mail" type="email" value={account.email} readOnly hint="You sign in with it." />
      {faults.form ? <Notice tone="error">{faults.form}</Notice> : null}
      <div>
        <Button type="submit" busy={busy}>
          {busy ? 'Saving…' : 'Save profile'}
        </Button>
      </div>
    </form>
  )
}
