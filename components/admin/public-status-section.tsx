import type { PublicStatusSettings } from '@/lib/ops/public-status/schema'
import type { NamedComponent } from './component-choice'
import { PublicStatusForm } from './public-status-form'
import { StatusSection, UnreadSection } from './status-section'

interface PublicStatusSectionProps {
  /** Null when they could not be read. */
  settings: PublicStatusSettings | null
  components: readonly NamedComponent[]
}

/** The page that anybody may read, without an account. */
export function PublicStatusSection({ settings, components }: PublicStatusSectionProps) {
  return (
    <StatusSection
      id="public-status"
      title="Public status page"
      description="For everybody, without signing in. It tells only what you name here."
      aside={
        settings?.enabled ? (
          <a href="/status" className="text-accent text-meta underline underline-offset-2">
            Open the page
          </a>
        ) : null
      }
    >
      {settings === null ? <UnreadSection what="The settings" /> : null}
      {settings ? (
        <PublicStatusForm key={JSON.stringify(settings)} settings={settings} components={components} />
      ) : null}
    </StatusSection>
  )
}
