'use client'

import { useShell } from '@/components/shell/shell-context'
import { Button } from '@/components/ui/button'

/** One sentence and ways to start. */
export function FirstVisit() {
  const { user, createDiagram, creating } = useShell()
  const firstName = user.name.trim().split(/\s+/)[0]
  return (
    <section className="mx-auto flex max-w-200 flex-col items-center gap-8 py-10 sm:py-16">
      <div className="flex flex-col items-center gap-1.5 text-center">
        <h2 className="font-semibold text-title">Welcome, {firstName}</h2>
        <p className="text-balance text-muted">Start with an empty canvas; everything is saved as you draw.</p>
      </div>
      <Button busy={creating} onClick={() => createDiagram()}>
        New diagram
      </Button>
    </section>
  )
}
