'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Command } from 'cmdk'
import { Dialog } from 'radix-ui'
import { useDeferredValue, useState } from 'react'
import { findCachedDiagrams } from '@/components/diagrams/diagrams-query'
import { diagramsKey } from '@/components/diagrams/list-key'
import { api } from '@/lib/client/api'
import type { DiagramDto, DiagramPageDto } from '@/lib/features/diagrams/schema'
import { DiagramItem, PaletteItem, paletteGroupClass } from './palette-item'
import { usePaletteCommands } from './use-palette-commands'

/** Goes to a diagram by its title, or does something, without a hand leaving the keyboard. */
export default function CommandPalette({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState('')
  const query = useDeferredValue(text.trim())
  const diagrams = useFoundDiagrams(query)
  const commands = usePaletteCommands().filter((command) => matches(command.label, query))
  const run = (action: () => void) => {
    onClose()
    action()
  }
  return (
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 animate-fade bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed top-[min(18dvh,10rem)] left-1/2 z-40 w-[calc(100%-2rem)] max-w-140 -translate-x-1/2 animate-fade overflow-hidden rounded-panel bg-panel shadow-float outline-none"
        >
          <Dialog.Title className="sr-only">Search and commands</Dialog.Title>
          <Command shouldFilter={false} loop label="Search and commands">
            <Command.Input
              value={text}
              onValueChange={setText}
              placeholder="Search diagrams, or type a command"
              className="h-12 w-full border-line border-b bg-transparent px-4 text-lead outline-none placeholder:text-faint"
            />
            <Command.List className="max-h-[min(24rem,60dvh)] overflow-y-auto overscroll-contain p-1.5">
              <Command.Empty className="px-3 py-8 text-center text-muted">
                Nothing is called “{query}”. Try another word.
              </Command.Empty>
              {diagrams.length ? (
                <Command.Group heading={query ? 'Diagrams' : 'Recently edited'} className={paletteGroupClass}>
                  {diagrams.map((diagram) => (
                    <DiagramItem key={diagram.id} diagram={diagram} onRun={run} />
                  ))}
                </Command.Group>
              ) : null}
              {commands.length ? (
                <Command.Group heading="Commands" className={paletteGroupClass}>
                  {commands.map((command) => (
                    <PaletteItem key={command.label} command={command} onSelect={() => run(command.run)} />
                  ))}
                </Command.Group>
              ) : null}
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

/** What the dashboard has in memory is found at once; the server's answer, which knows all of them, replaces it. */
function useFoundDiagrams(q: string): DiagramDto[] {
  const client = useQueryClient()
  const limit = q ? 8 : 5
  const { data } = useQuery({
    queryKey: [...diagramsKey, 'palette', q],
    queryFn: ({ signal }) =>
      api.get<DiagramPageDto>('/api/diagrams', { query: { q, limit }, signal }).then((page) => page.items),
    placeholderData: findCachedDiagrams(client, q).slice(0, limit),
  })
  return data ?? []
}

const matches = (label: string, query: string) => label.toLowerCase().includes(query.toLowerCase())
