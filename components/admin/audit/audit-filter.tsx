import Link from 'next/link'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { type AuditState, formatAuditHref } from './audit-state'

interface AuditFilterProps {
  state: AuditState
  actions: readonly string[]
  results: readonly string[]
}

/** A plain form, so that a search has an address. */
export function AuditFilter({ state, actions, results }: AuditFilterProps) {
  const isAsked = Object.values({ ...state, cursor: '' }).some((value) => value !== '')
  return (
    <form
      key={formatAuditHref(state)}
      aria-label="Search the audit log"
      className="grid grid-cols-2 items-end gap-3 lg:grid-cols-[1.2fr_1.2fr_1fr_0.8fr_auto_auto_auto]"
    >
      <Labelled label="Who">
        <Input name="who" defaultValue={state.who} placeholder="E-mail or id" maxLength={200} />
      </Labelled>
      <Labelled label="What it was done to">
        <Input name="target" defaultValue={state.target} placeholder="Name or id" maxLength={200} />
      </Labelled>
      <Labelled label="Action">
        <Choice name="action" chosen={state.action} choices={actions} all="Any" />
      </Labelled>
      <Labelled label="Result">
        <Choice name="result" chosen={state.result} choices={results} all="Any" />
      </Labelled>
      <Labelled label="From">
        <Input type="date" name="from" defaultValue={state.from} />
      </Labelled>
      <Labelled label="Until">
        <Input type="date" name="until" defaultValue={state.until} />
      </Labelled>
      <div className="col-span-2 flex gap-2 lg:col-span-1">
        <Button type="submit" variant="primary" size="field">
          Search
        </Button>
        {isAsked ? (
          <Button asChild size="field" variant="quiet">
            <Link href="/admin/audit">Clear</Link>
          </Button>
        ) : null}
      </div>
    </form>
  )
}

function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
    <label className="flex min-w-0 flex-col gap-1.5">
      <span className="font-medium text-meta">{label}</span>
      {children}
    </label>
  )
}

interface ChoiceProps {
  name: string
  chosen: string
  choices: readonly string[]
  all: string
}

const Choice = ({ name, chosen, choices, all }: ChoiceProps) => (
  <select
    name={name}
    defaultValue={chosen}
    className="h-9 w-full min-w-0 rounded-control border border-line-strong bg-panel px-2.5 text-body hover:border-muted max-sm:text-lead"
  >
    <option value="">{all}</option>
    {choices.map((choice) => (
      <option key={choice} value={choice}>
        {choice}
      </option>
    ))}
  </select>
)
