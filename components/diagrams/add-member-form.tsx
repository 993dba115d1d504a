'use client'

import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { api } from '@/lib/client/api'
import { ApiError } from '@/lib/client/api-error'
import type { MemberDto, MemberRole } from '@/lib/features/diagrams/schema'
import { RoleSelect } from './role-select'

export function AddMemberForm({ path, onAdded }: { path: string; onAdded: () => void }) {
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<MemberRole>('editor')
  const adding = useMutation({
    mutationFn: () => api.post<MemberDto>(path, { email, role }),
    onSuccess: () => {
      setEmail('')
      onAdded()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    adding.mutate()
  }
  return (
    <form onSubmit={submit} noValidate className="flex items-start gap-2 max-sm:flex-col max-sm:items-stretch">
      <div className="min-w-0 flex-1">
        <Field
          label="E-mail address"
          type="email"
          autoComplete="off"
          placeholder="ben@example.org"
          value={email}
          error={adding.error ? readFault(adding.error) : undefined}
          onChange={(event) => {
            adding.reset()
            setEmail(event.target.value)
          }}
        />
      </div>
      <div className="flex gap-2 pt-6 max-sm:justify-between max-sm:pt-0">
        <RoleSelect label="What they may do" value={role} onChange={setRole} className="h-9" />
        <Button type="submit" variant="primary" size="field" busy={adding.isPending} disabled={!email.trim()}>
          Add
        </Button>
      </div>
    </form>
  )
}

const readFault = (error: Error) => (error instanceof ApiError && error.fieldErrors.email) || error.message
