import { z } from 'zod'
import { healthReportDto } from '@/lib/ops/health/schema'
import type { ApiSection } from './operation'

const tag = 'Server'

/** What belongs to no feature. */
export const serverApi: ApiSection = {
  schemas: {},
  operations: [
    {
      method: 'get',
      path: '/api/health',
      tag,
      summary: 'Is everything well',
      description:
        'Also at `/health`. From the memory of the process that answers, at most some seconds old. It names no address and nothing that admins have defined.',
      public: true,
      isProbe: true,
      answers: {
        200: { description: 'People can draw, though not everything may be well.', content: healthReportDto },
        503: { description: 'Something without which nobody can draw is down.', content: healthReportDto },
      },
    },
    {
      method: 'get',
      path: '/api/health/live',
      tag,
      summary: 'Does the process run',
      public: true,
      isProbe: true,
      answers: { 200: { description: 'It does.', content: z.object({ status: z.literal('live') }) } },
    },
    {
      method: 'get',
      path: '/api/health/ready',
      tag,
      summary: 'Will requests be served',
      public: true,
      isProbe: true,
      answers: {
        200: { description: 'They will.', content: z.object({ status: z.literal('ready') }) },
        503: {
          description: 'Starting, stopping, or without its database.',
          content: z.object({ status: z.literal('not ready'), reason: z.string() }),
        },
      },
    },
    {
      method: 'get',
      path: '/api/cron',
      tag,
      summary: 'Run a round of what the loops of a process do',
      description:
        'For the cron of a host that runs no long-lived process, every minute, with `CRON_SECRET` as a bearer token. Looks at every component, evaluates alerts, delivers what waits and clears away what is over.',
      public: true,
      answers: {
        200: {
          description: 'What was done.',
          content: z.object({
            checked: z.boolean().describe('Whether it is clear how every component is.'),
            evaluated: z.boolean().describe('Whether alerts were evaluated on that.'),
            waiting: z.number().int().describe('Mails and notices that wait.'),
            cleared: z.array(z.string()),
          }),
        },
        401: { description: 'Without the secret.' },
        404: { description: 'Without `CRON_SECRET` in the settings.' },
      },
      problems: ['conflict'],
    },
    {
      method: 'get',
      path: '/api/metrics',
      tag,
      summary: 'Read what is measured',
      description: 'For Prometheus, also at `/metrics`. Where `METRICS_TOKEN` is set, it is sent as a bearer token.',
      public: true,
      answers: {
        200: { description: 'Prometheus text format 0.0.4.', content: { contentType: 'text/plain' } },
        401: { description: 'Without the token.' },
      },
    },
    {
      method: 'get',
      path: '/api/openapi.json',
      tag,
      summary: 'Get this description',
      isConditional: true,
      public: true,
      answers: { 200: { description: 'An OpenAPI 3.1 document.', content: z.looseObject({ openapi: z.string() }) } },
    },
  ],
}
