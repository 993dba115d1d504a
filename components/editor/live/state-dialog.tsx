'use client'

import { Command } from 'cmdk'
import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { StateLabel } from '@/components/ui/state-label'
import { api } from '@/lib/client/api'
import type { VisibleComponentDto } from '@/lib/ops/health/audience/schema'
import { stateWords } from './describe-state'

interface StateDialogProps {
  onChoose: (componentId: string) => void
  onClose: () => void
}

type Loaded = { items: VisibleComponentDto[] } | { fault: string } | null

/** Chooses the component whose state shapes show, out of those that this person may see. */
export default function StateDialog({ onChoose, onClose }: StateDialogProps) {
  const [loaded, retry] = useComponents()
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Show the state of a component"
      description="Everyone who may see the component sees its state on the shape, live. The drawing itself stays as it is."
    >
      {loaded && 'fault' in loaded ? (
        <div role="alert" className="grid justify-items-start gap-3">
          <p className="text-body">{loaded.fault}</p>
          <Button onClick={retry}>Try again</Button>
        </div>
      ) : (
        <Choice items={loaded?.items ?? null} onChoose={onChoose} />
      )}
    </Dialog>
  )
}

function Choice({ items, onChoose }: { items: VisibleComponentDto[] | null; onChoose: StateDialogProps['onChoose'] }) {
  if (items?.length === 0) {
    return (
      <p className="rounded-control bg-sunken px-3 py-2.5 text-body text-muted">
        There is no component that you may see. An admin can show some to everyone, on the status page of the server.
      </p>
    )
  }
  return (
    <Command loop label="Components" className="-mx-1.5">
      <Command.Input
        placeholder="Find a component"
        className="mx-1.5 h-9 w-[calc(100%-0.75rem)] rounded-control border border-line-strong bg-panel px-3 text-body outline-none placeholder:text-faint focus-visible:border-accent focus-visible:outline-2 focus-visible:outline-accent max-sm:text-lead"
      />
      <Command.List
        className="mt-2 h-[min(20rem,45dvh)] overflow-y-auto overscroll-contain px-1.5 py-0.5"
        aria-busy={!items}
      >
        {items ? <Command.Empty className="py-8 text-center text-muted">Nothing is called that.</Command.Empty> : null}
        {items?.map(({ id, name, status }) => (
          <Command.Item
            key={id}
            value={`${name} ${id}`}
            onSelect={() => onChoose(id)}
            className="flex min-h-9 cursor-default select-none items-center gap-2.5 rounded-control px-2.5 py-1 data-[selected=true]:bg-hover"
          >
            <span className="min-w-0 flex-1 break-words">{name}</span>
            <StateLabel state={status} className="shrink-0 text-meta">
              {stateWords[status]}
            </StateLabel>
          </Command.Item>
        ))}
      </Command.List>
    </Command>
  )
}

function useComponents(): [Loaded, () => void] {
  const [loaded, setLoaded] = useState<Loaded>(null)
  const [attempt, setAttempt] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt asks anew
  useEffect(() => {
    const stop = new AbortController()
    api.get<{ items: VisibleComponentDto[] }>('/api/components', { signal: stop.signal }).then(setLoaded, (error) => {
      if (!stop.signal.aborted) setLoaded({ fault: error instanceof Error ? error.message : 'That did not work.' })
    })
    return () => stop.abort()
  }, [attempt])
  const retry = () => {
    setLoaded(null)
    setAttempt((last) => last + 1)
  }
  return [loaded, retry]
}
