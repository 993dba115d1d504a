import { getProcessMessages } from '@/lib/platform/db/notify'
import { findHealthService } from './health-service'

/** The message to every process: what admins have defined is to be read again. */
export const definitionsTopic = 'health.definitions'

/** What was changed holds in this process when it resolves, and in the others at once. */
export async function tellDefinitionsChanged(): Promise<void> {
  await getProcessMessages().publish(definitionsTopic, {})
  await findHealthService()?.reload()
}
