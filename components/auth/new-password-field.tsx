'use client'

import { type FormEvent, useState } from 'react'
import { PasswordField } from '@/components/ui/password-field'
import type { PasswordChoice } from '@/lib/features/auth/pure/judge-password'
import { PasswordStrength } from './password-strength'
import { loadJudge, usePasswordVerdict } from './use-password-verdict'

interface NewPasswordFieldProps {
  label: string
  name: string
  minLength: number
  /** What the last answer found wrong, by field; what is typed since then is judged here. */
  faults: Record<string, string>
}

/** A field to choose a password in, which says while one types whether it will do. */
export function NewPasswordField({ label, name, minLength, faults }: NewPasswordFieldProps) {
  const [typed, setTyped] = useState<{ choice: PasswordChoice; after: typeof faults } | null>(null)
  const verdict = usePasswordVerdict(typed?.choice ?? null)
  const onInput = ({ currentTarget: { value, form } }: FormEvent<HTMLInputElement>) => {
    const values = new FormData(form ?? undefined)
    const choice = {
      password: value,
      name: String(values.get('name') ?? ''),
      email: String(values.get('email') ?? ''),
      minLength,
    }
    setTyped({ choice, after: faults })
  }
  return (
    <PasswordField
      label={label}
      name={name}
      autoComplete="new-password"
      hint={<PasswordStrength verdict={verdict} minLength={minLength} />}
      error={typed?.after === faults ? undefined : faults[name]}
      onInput={onInput}
      onFocus={() => void loadJudge().catch(() => undefined)}
    />
  )
}
