'use client'

import { Command } from 'cmdk'
import { FileText } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { RelativeTime } from '@/components/ui/relative-time'
import type { DiagramDto } from '@/lib/features/diagrams/schema'
import { Keys } from './keys'
import type { PaletteCommand } from './use-palette-commands'

export const paletteGroupClass =
  '[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-caption [&_[cmdk-group-heading]]:text-muted'

const itemClass =
  'flex h-9 cursor-default select-none items-center gap-2.5 rounded-control px-2.5 data-[selected=true]:bg-hover [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted'

export function PaletteItem({ command, onSelect }: { command: PaletteCommand; onSelect: () => void }) {
  return (
    <Command.Item value={`command ${command.label}`} onSelect={onSelect} className={itemClass}>
      <command.icon aria-hidden />
      <span className="flex-1 truncate">{command.label}</span>
      {command.keys ? <Keys keys={command.keys} /> : null}
    </Command.Item>
  )
}

export function DiagramItem({ diagram, onRun }: { diagram: DiagramDto; onRun: (action: () => void) => void }) {
  const router = useRouter()
  return (
    <Command.Item
      value={`diagram ${diagram.id}`}
      onSelect={() => onRun(() => router.push(`/diagrams/${diagram.id}`))}
      className={itemClass}
    >
      <FileText aria-hidden />
      <span className="flex-1 truncate">{diagram.title}</span>
      <RelativeTime at={diagram.updatedAt} className="text-caption text-muted" />
    </Command.Item>
  )
}
