import { RelativeTime } from '@/components/ui/relative-time'
import { type HealthState, StateLabel } from '@/components/ui/state-label'
import type { ChannelDto, DeliveryPageDto } from '@/lib/ops/alerts/delivery/schema'
import type { OutboxPageDto } from '@/lib/ops/outbox/schema'
import { ChannelActions } from './channel-actions'
import { channelForms } from './channel-fields'
import { CreateChannelButton } from './create-channel-button'
import { DeliveryList } from './delivery-list'
import { GivenUpList } from './given-up-list'
import { StatusSection, UnreadSection } from './status-section'

interface ChannelsSectionProps {
  /** Each null when it could not be read. */
  channels: readonly ChannelDto[] | null
  deliveries: DeliveryPageDto | null
  /** What was given up. */
  dead: OutboxPageDto | null
}

export function ChannelsSection({ channels, deliveries, dead }: ChannelsSectionProps) {
  const others = dead?.items.filter(({ topic }) => topic !== 'alert-notice') ?? []
  return (
    <StatusSection
      id="channels"
      title="Alert channels"
      description="Where alerts are sent, and whether they arrive."
      aside={<CreateChannelButton />}
    >
      {channels === null ? <UnreadSection what="The channels" /> : null}
      {channels?.length === 0 ? (
        <p className="text-muted">
          Alerts are not sent anywhere yet. Add a channel: e-mail, Slack, a webhook, a phone.
        </p>
      ) : null}
      {channels && channels.length > 0 ? (
        <ul aria-label="Alert channels" className="overflow-hidden rounded-panel border border-line bg-panel">
          {channels.map((channel) => (
            <ChannelItem key={channel.id} channel={channel} />
          ))}
        </ul>
      ) : null}
      <h3 className="mt-8 mb-3 font-medium text-body">Recent deliveries</h3>
      {deliveries === null ? <UnreadSection what="The deliveries" /> : <DeliveryList page={deliveries} />}
      {others.length > 0 ? <GivenUpList entries={others} /> : null}
    </StatusSection>
  )
}

function ChannelItem({ channel }: { channel: ChannelDto }) {
  const { name, kind, target, minimumSeverity, origin, lastAnswer, lastTriedAt } = channel
  const title = channelForms[kind].title
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 border-line border-t px-4 py-3 first:border-t-0">
      <div className="min-w-0 max-sm:w-full sm:flex-1">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="min-w-0 break-words font-medium">{name}</span>
          <ChannelState channel={channel} />
        </p>
        <p className="mt-0.5 break-words text-meta text-muted">
          {title === name ? '' : `${title}, `}
          {target ?? 'its settings cannot be read any more: enter them again'}
          <span aria-hidden> · </span>
          {told[minimumSeverity]}
          {origin === 'environment' ? (
            <>
              <span aria-hidden> · </span>from the settings of the server
            </>
          ) : null}
        </p>
        {lastAnswer && lastTriedAt ? (
          <p className="mt-0.5 break-words text-meta text-muted">
            Answered <RelativeTime at={lastTriedAt} />: <span className="font-mono">{lastAnswer.slice(0, 200)}</span>
          </p>
        ) : null}
      </div>
      <ChannelActions channel={channel} />
    </li>
  )
}

const told = { critical: 'critical alerts', warning: 'warnings and worse', info: 'all alerts' } as const

const states = {
  working: { state: 'up', word: 'Works' },
  failing: { state: 'down', word: 'Fails' },
  unknown: { state: 'unknown', word: 'Not used yet' },
} as const satisfies Record<ChannelDto['status'], { state: HealthState; word: string }>

function ChannelState({ channel }: { channel: ChannelDto }) {
  const { state, word } = describeState(channel)
  return (
    <StateLabel state={state} className="text-meta">
      {word}
    </StateLabel>
  )
}

function describeState({ enabled, status, failingSince }: ChannelDto): { state: HealthState; word: string } {
  if (!enabled) return { state: 'unknown', word: 'Switched off' }
  return failingSince && status !== 'failing' ? { state: 'degraded', word: 'Failed last' } : states[status]
}
