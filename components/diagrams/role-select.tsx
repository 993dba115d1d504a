'use client'

import { ChevronDown } from 'lucide-react'
import { cn } from '@/components/ui/cn'
import { memberRoles } from '@/lib/features/diagrams/pure/member-roles'
import type { MemberRole } from '@/lib/features/diagrams/schema'

const labels: Record<MemberRole, string> = { editor: 'Can edit', viewer: 'Can view' }

interface RoleSelectProps {
  label: string
  value: MemberRole
  disabled?: boolean
  onChange: (role: MemberRole) => void
  className?: string
}

export function RoleSelect({ label, value, disabled, onChange, className = 'h-8' }: RoleSelectProps) {
  return (
    <span className="relative inline-flex items-center">
      <select
        aria-label={label}
        value={value}
        disabled={disabled}
        onChange={(event) => onChange(event.target.value as MemberRole)}
        className={cn(
          'appearance-none rounded-control border border-line-strong/60 bg-panel pr-7 pl-2.5 hover:bg-hover disabled:opacity-55',
          className,
        )}
      >
        {memberRoles.map((role) => (
          <option key={role} value={role}>
            {labels[role]}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden className="pointer-events-none absolute right-2 size-3.5 text-muted" />
    </span>
  )
}
