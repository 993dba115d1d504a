import { z } from 'zod'
import { ruleChanges, ruleFieldsShape, ruleId } from './alert-rule'

export const alertRuleDto = ruleFieldsShape.extend({
  id: ruleId,
  origin: z.enum(['shipped', 'changed', 'added']).describe('`changed`: shipped, and no longer as it was.'),
})

export const alertRuleListDto = z.object({ items: z.array(alertRuleDto) })
export const createRuleInput = ruleFieldsShape.extend({ id: ruleId })
export const updateRuleInput = ruleChanges
export const ruleParams = z.object({ ruleId })

export type AlertRuleDto = z.infer<typeof alertRuleDto>
export type AlertRuleListDto = z.infer<typeof alertRuleListDto>
export type CreateRuleInput = z.infer<typeof createRuleInput>
export type UpdateRuleInput = z.infer<typeof updateRuleInput>
