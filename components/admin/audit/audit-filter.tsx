import Link from 'next/link'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
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
      className="grid grid-cols-2 items-end gap-3 max-xs:grid-cols-1 lg:grid-cols-[1.2fr_1.2fr_1fr_0.8fr_auto_auto_auto]"
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
      <div className="col-span-full flex gap-2 lg:col-span-1">
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
  <Select name={name} defaultValue={chosen}>
    <option value="">{all}</option>
    {choices.map((choice) => (
      <option key={choice} value={choice}>
        {choice}
      </option>
    ))}
  </Select>
)
