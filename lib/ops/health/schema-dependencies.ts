import { z } from 'zod'
import { componentStatus } from './schema'

export const dependencyMapDto = z.object({
  nodes: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      status: componentStatus,
      since: z.iso.datetime().nullable(),
      message: z.string().nullable(),
      latency_ms: z.number().nullable(),
      essential: z.boolean(),
      caused_by: z.array(z.string()).describe('Why it is down: what is down below it and is not caused itself.'),
      affects: z.array(z.string()).describe('What goes down with it, nearest first.'),
    }),
  ),
  edges: z.array(
    z.object({
      from: z.string(),
      to: z.string(),
      kind: z
        .enum(['needs', 'uses', 'seen'])
        .describe('`needs`: does nothing without it. `uses`: goes on without it. `seen`: called, though not declared.'),
      calls: z.number().int().describe('Seen by this process since it started.'),
      last_called_at: z.iso.datetime().nullable(),
    }),
  ),
  critical_path: z.array(z.string()).describe('Whatever breaks in it stops drawing.'),
  cycles: z.array(z.array(z.string())),
})

export type DependencyMapDto = z.infer<typeof dependencyMapDto>
