import { openSealedText, sealText } from '@/lib/platform/secrets/sealed-text'
import { type ChannelSettings, channelSettings } from './schema'

const purpose = 'alert channel'

export const sealSettings = (settings: ChannelSettings): string => sealText(JSON.stringify(settings), purpose)

/** Null when they cannot be read any more. */
export function openSettings(sealed: string): ChannelSettings | null {
  const text = openSealedText(sealed, purpose)
  const parsed = text === null ? null : channelSettings.safeParse(JSON.parse(text))
  return parsed?.success ? parsed.data : null
}
