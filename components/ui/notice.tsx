import { CircleAlert, Info } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from './cn'

interface NoticeProps {
  tone?: 'info' | 'error'
  children: ReactNode
}

/** A sentence that concerns the whole form or page, not one field. */
export function Notice({ tone = 'info', children }: NoticeProps) {
  const Icon = tone === 'error' ? CircleAlert : Info
  return (
    <div
      role={tone === 'error' ? 'alert' : undefined}
      className={cn(
        'flex items-start gap-2.5 rounded-control px-3 py-2.5 text-meta',
        tone === 'error' ? 'bg-down-soft text-down' : 'bg-accent-soft text-ink',
      )}
    >
      <Icon aria-hidden className={cn('mt-px size-4 shrink-0', tone === 'info' && 'text-accent')} />
      <div className="min-w-0">{children}</div>
    </div>
  )
}
