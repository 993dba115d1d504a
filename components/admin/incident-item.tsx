import { RelativeTime } from '@/components/ui/relative-time'
import { StateLabel } from '@/components/ui/state-label'
import type { IncidentDto, IncidentUpdateDto } from '@/lib/ops/incidents/schema'
import type { NamedComponent } from './component-choice'
import { DisclosureItem } from './disclosure-item'
import { IncidentDialog } from './incident-dialog'
import { IncidentUpdateDialog } from './incident-update-dialog'
import { updateWords } from './incident-words'

interface IncidentItemProps {
  incident: IncidentDto
  components: readonly NamedComponent[]
}

/** One incident; opened, it shows its timeline and what can be done. */
export function IncidentItem({ incident, components }: IncidentItemProps) {
  const { title, status, impact, updates, isPublic } = incident
  return (
    <DisclosureItem
      summary={
        <>
          <span className="min-w-0 flex-1">
            <span className="block break-words font-medium">{title}</span>
            <span className="text-meta text-muted">
              <When incident={incident} />
              {isPublic ? ' · public' : ' · not public'}
              {updates[0] ? ` · ${updateWords[updates[0].kind]}: ${updates[0].text.slice(0, 80)}` : ''}
            </span>
          </span>
          <StateLabel state={status === 'resolved' ? 'up' : impact} className="shrink-0 text-meta">
            {updateWords[status]}
          </StateLabel>
        </>
      }
    >
      <div className="border-line border-t bg-sunken px-4 py-4">
        <Facts incident={incident} components={components} />
        <div className="mt-3 flex flex-wrap gap-2">
          <IncidentUpdateDialog incident={incident} />
          <IncidentDialog incident={incident} components={components} />
        </div>
        <ol aria-label={`Timeline of ${title}`} className="mt-4 flex flex-col gap-3 border-line border-l pl-4">
          {updates.map((update) => (
            <UpdateItem key={update.id} incident={incident} update={update} />
          ))}
        </ol>
      </div>
    </DisclosureItem>
  )
}

function When({ incident: { startedAt, resolvedAt } }: { incident: IncidentDto }) {
  return resolvedAt === null ? (
    <RelativeTime at={startedAt} lasting />
  ) : (
    <>
      resolved <RelativeTime at={resolvedAt} />
    </>
  )
}

function Facts({ incident, components }: IncidentItemProps) {
  const { author, isAutomatic, endsByItself, alerts, publicTitle } = incident
  const names = incident.components.map((id) => components.find((one) => one.id === id)?.name ?? id)
  const facts = [
    isAutomatic ? `Opened by ${alerts.join(', ') || 'alerts that are forgotten'}` : `Opened by ${author ?? 'an admin'}`,
    endsByItself ? 'ends with its alerts' : 'a person resolves it',
    ...(names.length > 0 ? [`affects ${names.join(', ')}`] : []),
    ...(publicTitle ? [`to the public it is “${publicTitle}”`] : []),
  ]
  return <p className="break-words text-meta text-muted">{facts.join('; ')}.</p>
}

function UpdateItem({ incident, update }: { incident: IncidentDto; update: IncidentUpdateDto }) {
  const { kind, text, isPublic, isAutomatic, author, at, editedAt } = update
  return (
    <li className="flex items-start justify-between gap-3">
      <div className="min-w-0">
        <p className="whitespace-pre-line break-words">
          <span className="font-medium">{updateWords[kind]}.</span> {text}
        </p>
        <p className="text-meta text-muted">
          <RelativeTime at={at} />
          {` · ${isAutomatic ? 'by itself' : (author ?? 'somebody who left')} · ${isPublic ? 'public' : 'internal'}`}
          {editedAt ? ' · edited' : ''}
        </p>
      </div>
      <IncidentUpdateDialog incident={incident} update={update} />
    </li>
  )
}
