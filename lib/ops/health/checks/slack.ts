import { type Check, found } from '../check'
import { everyHour } from './timing'

interface SlackDeps {
  isEnabled: boolean
  webhookUrl: string | undefined
}

/** Only whether it is configured so that it can work: asking the webhook itself would post something. */
export function createSlackCheck({ isEnabled, webhookUrl }: SlackDeps): Check {
  return {
    component: { id: 'slack', name: 'Slack', essential: false, needs: [], uses: [] },
    ...everyHour,
    async probe() {
      if (!isEnabled) return found('unknown', 'Slack is not configured.')
      if (!webhookUrl) return found('down', 'Slack is switched on without the address of a webhook.')
      const { protocol, hostname, pathname } = new URL(webhookUrl)
      if (protocol !== 'https:') return found('degraded', 'Slack is told of alerts without encryption.')
      const isWhole = hostname !== 'hooks.slack.com' || /^\/(services|workflows|triggers)\/\S+/.test(pathname)
      return isWhole ? found('up') : found('down', 'Slack has no webhook of the address that is configured.')
    },
  }
}
