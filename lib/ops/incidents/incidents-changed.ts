import { getProcessMessages } from '@/lib/platform/db/notify'

/** Topic between processes: an incident was opened, changed or resolved. */
export const incidentsChanged = 'incidents.changed'

export const tellIncidentsChanged = (): Promise<void> => getProcessMessages().publish(incidentsChanged, {})
