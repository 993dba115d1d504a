'use client'

import { useMutation } from '@tanstack/react-query'
import { ChevronDown } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { cn } from '@/components/ui/cn'
import { toast } from '@/components/ui/toast'
import { api } from '@/lib/client/api'
import { type LogLevel, logLevels } from '@/lib/core/log-level'
import type { LogLevelDto } from '@/lib/ops/logs/schema'

/** Stands for what the settings of the server say. */
const asConfigured = ''

export function LogLevelSelect({ entry: { module, level, configured } }: { entry: LogLevelDto }) {
  const router = useRouter()
  const { mutate, isPending, variables } = useMutation({
    mutationFn: (chosen: string) =>
      api.put<LogLevelDto>(`/api/admin/log-levels/${module}`, {
        level: chosen === asConfigured ? null : (chosen as LogLevel),
      }),
    onError: (error) => toast.error(error.message),
    onSuccess: () => router.refresh(),
  })
  const isChosen = level !== configured
  return (
    <span className="relative inline-flex items-center text-meta">
      <select
        aria-label={`Log level of ${module}`}
        value={isPending ? variables : isChosen ? level : asConfigured}
        disabled={isPending}
        onChange={(event) => mutate(event.target.value)}
        className={cn(
          'h-8 appearance-none rounded-control border border-line-strong/60 bg-panel pr-7 pl-2.5 hover:bg-hover disabled:opacity-55',
          isChosen && 'border-accent font-medium',
        )}
      >
        <option value={asConfigured}>{configured} (as configured)</option>
        {logLevels.map((one) =>
          one === configured ? null : (
            <option key={one} value={one}>
              {one}
            </option>
          ),
        )}
      </select>
      <ChevronDown aria-hidden className="pointer-events-none absolute right-2 size-3.5 text-muted" />
    </span>
  )
}
