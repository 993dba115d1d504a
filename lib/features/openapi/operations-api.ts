import {
  errorGroupDto,
  errorPageDto,
  errorParams,
  errorReportInput,
  listErrorsQuery,
  resolveErrorInput,
} from '@/lib/ops/errors/schema'
import { logLevelDto, logLevelsDto, logModuleParams, setLogLevelInput } from '@/lib/ops/logs/schema'
import {
  monitorParams,
  monitorReadingDto,
  monitorReadingsDto,
  readingHistoryDto,
  readingHistoryQuery,
} from '@/lib/ops/monitoring/schema'
import { liveStatusDto, liveStatusQuery } from '@/lib/ops/status/schema'
import type { ApiSection } from './operation'

const tag = 'Operations'

/** For whoever operates an instance: admins only, to anyone else none of it exists. */
export const operationsApi: ApiSection = {
  schemas: { ErrorGroup: errorGroupDto, LogLevel: logLevelDto, MonitorReading: monitorReadingDto },
  operations: [
    {
      method: 'post',
      path: '/api/errors',
      tag,
      summary: 'Report an error of a browser',
      description: 'Anyone may; what is sent is grouped, bounded and kept for admins, without saying whose it is.',
      public: true,
      body: errorReportInput,
      answers: { 204: { description: 'Taken note of.' } },
      problems: ['rate_limited'],
    },
    {
      method: 'get',
      path: '/api/admin/errors',
      tag,
      summary: 'List unexpected errors',
      isConditional: true,
      description: 'Repeats are one group. The one seen last comes first.',
      query: listErrorsQuery,
      answers: { 200: { description: 'A page of them.', content: errorPageDto } },
      problems: ['not_found'],
    },
    {
      method: 'patch',
      path: '/api/admin/errors/{fingerprint}',
      tag,
      summary: 'Resolve an error',
      description: 'It is open again as soon as it is seen again.',
      params: errorParams,
      body: resolveErrorInput,
      answers: { 200: { description: 'The group.', content: errorGroupDto } },
    },
    {
      method: 'get',
      path: '/api/admin/status',
      tag,
      summary: 'Read how the server is',
      description:
        'Components and numbers, as the process that answers knows them. To whoever sends `Accept: text/event-stream` it goes on with what changes, every two seconds, until they leave or may not know any more; at most ten streams of one person.',
      query: liveStatusQuery,
      answers: { 200: { description: 'Everything that is known now.', content: liveStatusDto } },
      problems: ['not_found', 'rate_limited'],
    },
    {
      method: 'get',
      path: '/api/admin/monitors',
      tag,
      summary: 'List what each monitor read last',
      description: 'In the process that answers.',
      answers: { 200: { description: 'The readings.', content: monitorReadingsDto } },
      problems: ['not_found'],
    },
    {
      method: 'get',
      path: '/api/admin/monitors/{monitor}/readings',
      tag,
      summary: 'List what a monitor has read',
      description:
        'Of every process, the earliest first. Up to three hours of the last day come reading by reading, up to three days in 5 minutes, more in hours; nothing is older than 90 days.',
      params: monitorParams,
      query: readingHistoryQuery,
      answers: { 200: { description: 'The readings, at most 2,500 points.', content: readingHistoryDto } },
      problems: ['not_found'],
    },
    {
      method: 'get',
      path: '/api/admin/log-levels',
      tag,
      summary: 'List how much each module logs',
      answers: { 200: { description: 'The levels.', content: logLevelsDto } },
      problems: ['not_found'],
    },
    {
      method: 'put',
      path: '/api/admin/log-levels/{module}',
      tag,
      summary: 'Change how much a module logs',
      description: 'In every process and at once; it stays over restarts.',
      params: logModuleParams,
      body: setLogLevelInput,
      answers: { 200: { description: 'The level.', content: logLevelDto } },
      problems: ['conflict'],
    },
  ],
}
