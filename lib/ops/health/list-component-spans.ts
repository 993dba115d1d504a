import { listSpans } from './repo-spans'
import type { Span } from './span-journal'

/** The history of components, oldest first: what no span covers is not known. Errors: those of the database. */
export const listComponentSpans = (
  period: { fromMs: number; untilMs: number },
  componentIds?: readonly string[],
): Promise<Span[]> => listSpans(period, componentIds)
