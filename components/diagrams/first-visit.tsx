'use client'

import { useShell } from '@/components/shell/shell-context'
import { useCreateDiagram } from '@/components/shell/use-create-diagram'
import { Button } from '@/components/ui/button'
import { ThemedPicture } from './themed-picture'

export interface TemplateEntry {
  id: string
  title: string
  summary: string
}

/** One sentence and three ways to start. */
export function FirstVisit({ templates }: { templates: readonly TemplateEntry[] }) {
  const { user, createDiagram, creating } = useShell()
  const { mutate: create, isPending } = useCreateDiagram()
  const firstName = user.name.trim().split(/\s+/)[0]
  return (
    <section className="mx-auto flex max-w-220 flex-col items-center gap-8 py-8 sm:py-14">
      <div className="flex flex-col items-center gap-1.5 text-center">
        <h2 className="font-semibold text-title">Welcome, {firstName}</h2>
        <p className="text-balance text-muted">
          Start from a drawing or with an empty canvas; everything is saved as you draw.
        </p>
      </div>
      <ul aria-label="Templates" className="grid w-full gap-5 sm:grid-cols-3">
        {templates.map((template) => (
          <li key={template.id}>
            <TemplateCard
              template={template}
              busy={isPending}
              onUse={() => create({ title: template.title, template: template.id })}
            />
          </li>
        ))}
      </ul>
      <Button busy={creating} onClick={() => createDiagram()}>
        Empty diagram
      </Button>
    </section>
  )
}

interface TemplateCardProps {
  template: TemplateEntry
  busy: boolean
  onUse: () => void
}

function TemplateCard({ template, busy, onUse }: TemplateCardProps) {
  return (
    <button
      type="button"
      disabled={busy}
      onClick={onUse}
      className="group flex w-full flex-col gap-2.5 rounded-panel text-left disabled:opacity-55"
    >
      <ThemedPicture
        src={(theme) => `/api/templates/${template.id}/thumbnail?theme=${theme}`}
        className="aspect-4/3 w-full rounded-panel border border-line transition-colors group-hover:border-line-strong"
      />
      <span className="flex flex-col px-0.5">
        <span className="font-medium">{template.title}</span>
        <span className="text-meta text-muted">{template.summary}</span>
      </span>
    </button>
  )
}
