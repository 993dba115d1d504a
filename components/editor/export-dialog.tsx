'use client'

import { RadioGroup } from 'radix-ui'
import { useId, useState } from 'react'
import type { Editor } from 'tldraw'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import { type ExportChoice, exportDiagram } from './export-diagram'

interface ExportDialogProps {
  editor: Editor
  title: string
  onClose: () => void
}

const formats = { png: 'PNG', svg: 'SVG', tldr: '.tldr' } as const
const areas = { page: 'Whole page', selection: 'Selection' } as const
const scales = { 1: '1×', 2: '2×', 4: '4×' } as const

/** Chooses what leaves the diagram as a file. */
export default function ExportDialog({ editor, title, onClose }: ExportDialogProps) {
  const hasSelection = editor.getSelectedShapeIds().length > 0
  const [choice, setChoice] = useState<ExportChoice>({
    format: 'png',
    area: hasSelection ? 'selection' : 'page',
    scale: 2,
    isTransparent: false,
  })
  const [busy, setBusy] = useState(false)
  const change = (over: Partial<ExportChoice>) => setChoice({ ...choice, ...over })

  async function run() {
    setBusy(true)
    try {
      await exportDiagram(editor, title, choice)
      onClose()
    } catch (error) {
      toast.error('The export failed', { description: error instanceof Error ? error.message : undefined })
      setBusy(false)
    }
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Export"
      actions={
        <Button variant="primary" busy={busy} onClick={() => void run()}>
          {busy ? 'Exporting…' : `Download ${formats[choice.format]}`}
        </Button>
      }
    >
      <div className="grid gap-4">
        <Choice label="Format" options={formats} value={choice.format} onChange={(format) => change({ format })} />
        {choice.format === 'tldr' ? (
          <p className="text-meta text-muted">
            The whole diagram with all its pages and images. AutoGraph and tldraw can open it again.
          </p>
        ) : (
          <>
            <Choice
              label="Area"
              options={areas}
              disabled={hasSelection ? [] : ['selection']}
              value={choice.area}
              onChange={(area) => change({ area })}
            />
            {choice.format === 'png' ? (
              <Choice
                label="Size"
                options={scales}
                value={String(choice.scale)}
                onChange={(scale) => change({ scale: Number(scale) as ExportChoice['scale'] })}
              />
            ) : null}
            <label className="flex items-center gap-2.5">
              <input
                type="checkbox"
                className="size-4 accent-accent"
                checked={choice.isTransparent}
                onChange={(event) => change({ isTransparent: event.currentTarget.checked })}
              />
              Transparent background
            </label>
          </>
        )}
      </div>
    </Dialog>
  )
}

interface ChoiceProps<K extends string> {
  label: string
  options: Record<K, string>
  disabled?: K[]
  value: string
  onChange: (value: K) => void
}

function Choice<K extends string>({ label, options, disabled = [], value, onChange }: ChoiceProps<K>) {
  const id = useId()
  return (
    <div className="flex items-center justify-between gap-4">
      <span id={id} className="text-muted">
        {label}
      </span>
      <RadioGroup.Root
        aria-labelledby={id}
        value={value}
        onValueChange={(next) => onChange(next as K)}
        className="flex rounded-control bg-sunken p-0.5"
      >
        {(Object.entries(options) as [K, string][]).map(([key, name]) => (
          <RadioGroup.Item
            key={key}
            value={key}
            disabled={disabled.includes(key)}
            className="h-7 rounded-[4px] px-3 text-muted disabled:opacity-50 data-[state=checked]:bg-panel data-[state=checked]:text-ink data-[state=checked]:shadow-float"
          >
            {name}
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
    </div>
  )
}
