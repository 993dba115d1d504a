'use client'

import { CloudOff } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ApiError } from '@/lib/client/api-error'

interface DashboardErrorProps {
  error: Error
  busy: boolean
  onRetry: () => void
}

export function DashboardError({ error, busy, onRetry }: DashboardErrorProps) {
  const correlationId = error instanceof ApiError ? error.correlationId : undefined
  return (
    <div role="alert">
      <EmptyState
        icon={<CloudOff />}
        title="Your diagrams could not be loaded"
        actions={
          <Button busy={busy} onClick={onRetry}>
            Try again
          </Button>
        }
      >
        <p>{error.message} Nothing is lost.</p>
        {correlationId ? <p className="mt-2 font-mono text-caption">Correlation id {correlationId}</p> : null}
      </EmptyState>
    </div>
  )
}
