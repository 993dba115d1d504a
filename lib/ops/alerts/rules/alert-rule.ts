import { z } from 'zod'
import { componentIdPattern } from '@/lib/core/component-news'
import { severities } from '../notice'
import { signalNames } from '../signals/signal'

const daySeconds = 86_400

const componentIds = z.array(z.string().regex(componentIdPattern)).max(100)

const componentCondition = z.strictObject({
  kind: z.literal('component'),
  status: z.enum(['down', 'degraded']),
  components: componentIds.default([]).describe('Ids of components; none means all.'),
  except: componentIds.default([]).describe('But not these.'),
})

const limit = z.number().min(0).max(1e12)
const signalCondition = z.strictObject({
  kind: z.literal('signal'),
  signal: z.enum(signalNames),
  from: limit.describe('It is too much from here on.'),
  below: limit.describe('It is well again below this; in between nothing changes.'),
})

export const ruleId = z.string().regex(/^[a-z][a-z0-9_]{1,39}$/, { error: 'must be lower case letters, digits and _' })

export const ruleFieldsShape = z.strictObject({
  name: z.string().trim().min(1).max(80),
  severity: z.enum(severities),
  isEnabled: z.boolean(),
  condition: z.discriminatedUnion('kind', [componentCondition, signalCondition]),
  forSeconds: z.number().int().min(0).max(daySeconds).describe('How long it has to hold before people are told.'),
  clearForSeconds: z.number().int().min(0).max(daySeconds).describe('How long it has to be over before it is.'),
  escalates: z.boolean().describe('Whether people are told again while nobody has acknowledged it.'),
})

const hasOrder = ({ condition }: { condition?: z.infer<typeof ruleFieldsShape>['condition'] }): boolean =>
  condition?.kind !== 'signal' || condition.below <= condition.from

const order = { error: '`below` must not be more than `from`', path: ['condition', 'below'] }

/** What is stored of a rule; its id is beside it. */
export const ruleFields = ruleFieldsShape.refine(hasOrder, order)
export const ruleChanges = ruleFieldsShape.partial().refine(hasOrder, order)

export type RuleFields = z.infer<typeof ruleFieldsShape>
export type ComponentCondition = z.infer<typeof componentCondition>

/** When somebody has to be told. */
export interface AlertRule extends RuleFields {
  id: string
}
