'use client'

import { useEffect } from 'react'
import { Button } from '@/components/ui/button'
import { reportError } from '@/lib/client/report-error'

/** Instead of a white page when the editor has crashed. */
export function CrashScreen({ error }: { error?: unknown }) {
  useEffect(() => {
    if (error) reportError(error, 'boundary')
  }, [error])
  return (
    <div role="alert" className="absolute inset-0 grid place-items-center bg-paper p-6">
      <div className="grid max-w-100 justify-items-start gap-3">
        <h2 className="font-semibold text-title">The editor stopped</h2>
        <p className="text-muted">
          Something unexpected happened in this page. What was saved is safe, and changes that were not saved yet are
          kept in this browser. Reload to go on drawing.
        </p>
        <Button variant="primary" onClick={() => location.reload()}>
          Reload
        </Button>
      </div>
    </div>
  )
}
