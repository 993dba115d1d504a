import { recordAudit } from '@/lib/platform/audit/record-audit'
import { getProcessMessages } from '@/lib/platform/db/notify'
import { changeSetting } from '@/lib/platform/settings/settings'
import { chosenAdmission } from '../schema-admission'
import { admissionSetting, admissionTopic, doubtAdmission } from './chosen-admission'

/**
 * For who runs the instance and cannot use it any more: it can be used from everywhere again, at once, unless the environment says
 * otherwise. Says which networks admins had chosen.
 */
export async function forgetNetworks(): Promise<string[]> {
  const before = await changeSetting(admissionSetting, chosenAdmission, async (tx, chosen) => {
    const { networks = [], ...rest } = chosen ?? {}
    const facts = { networksFrom: networks.join() || 'all', networks: 'all' }
    const also = () => recordAudit(tx, { actor: { type: 'system' }, action: 'admission.change', facts })
    return { value: rest, changedById: null, result: networks, also }
  })
  doubtAdmission()
  await getProcessMessages().publish(admissionTopic, {})
  return before
}
