import { remember } from '@/lib/platform/remember'

const slot = () => remember('alerts.evaluator', () => ({ isEvaluator: false }))

/** Whether this process is the one of its cluster that evaluates alerts and keeps history. */
export const isEvaluator = (): boolean => slot().isEvaluator

export function noteEvaluator(isEvaluator: boolean): void {
  slot().isEvaluator = isEvaluator
}
