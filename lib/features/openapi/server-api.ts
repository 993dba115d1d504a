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
