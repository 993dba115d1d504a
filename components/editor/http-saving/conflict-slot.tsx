import { lazy, Suspense } from 'react'
import { type Editor, useValue } from 'tldraw'
import type { Conflicts } from '@/lib/sync/client/http/conflicts'

const ConflictPanel = lazy(() => import('./conflict-panel'))

interface ConflictSlotProps {
  conflicts: Conflicts
  editor: Editor
  title: string
}

/** Where conflicts are shown once there are some. */
export function ConflictSlot(props: ConflictSlotProps) {
  const hasSome = useValue('has conflicts', () => props.conflicts.report.get() !== null, [props.conflicts])
  return hasSome ? (
    <Suspense>
      <ConflictPanel {...props} />
    </Suspense>
  ) : null
}
