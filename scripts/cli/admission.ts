import { forgetNetworks } from '@/lib/features/auth/admission/forget-networks'
import { closePool } from '@/lib/platform/db/pool'
import { CommandError, type Run } from './command'
import { openInstance, openSettings } from './open-instance'

export const admission: Run = async ({ positionals, root }) => {
  if (positionals.join(' ') !== 'open') throw new CommandError('Say what to do: npx autograph admission open')
  const settings = openSettings(root)
  const instance = await openInstance(settings)
  try {
    const networks = await forgetNetworks()
    const were = networks.length === 0 ? 'There was no list' : `No longer in force: ${networks.join(', ')}`
    const still = settings.ALLOWED_NETWORKS === undefined ? '' : ' ALLOWED_NETWORKS in the environment still holds.'
    console.log(`${were}. Every network is allowed as far as admins choose.${still}`)
    return 0
  } finally {
    await closePool()
    await instance.close()
  }
}
