import type { ComponentDto } from '@/lib/ops/health/schema-components'
import { ComponentItem } from './component-item'
import { StatusSection, UnreadSection } from './status-section'

/** What the server stands on, and what admins have added. Null when it could not be read. */
export function ComponentsSection({ components }: { components: readonly ComponentDto[] | null }) {
  return (
    <StatusSection
      id="components"
      title="Components"
      description="What the process that answered you stands on, looked at every few seconds."
    >
      {components === null ? <UnreadSection what="The components" /> : null}
      {components?.length === 0 ? (
        <p className="text-muted">The server is starting or stopping. What it stands on is looked at in a moment.</p>
      ) : null}
      {components && components.length > 0 ? (
        <ul aria-label="Components" className="overflow-hidden rounded-panel border border-line bg-panel">
          {components.map((component) => (
            <ComponentItem key={component.id} component={component} />
          ))}
        </ul>
      ) : null}
    </StatusSection>
  )
}
