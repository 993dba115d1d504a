import {
  beatParams,
  checkDto,
  checkListDto,
  checkParams,
  createCheckInput,
  createdCheckDto,
  lookDto,
  updateCheckInput,
} from '@/lib/ops/health/schema-checks'
import { dependencyMapDto } from '@/lib/ops/health/schema-dependencies'
import {
  createWindowInput,
  listWindowsQuery,
  windowDto,
  windowPageDto,
  windowParams,
} from '@/lib/ops/health/schema-maintenance'
import type { ApiSection, Operation } from './operation'

const tag = 'Health'

const beat = (method: 'get' | 'post'): Operation => ({
  method,
  path: '/api/checks/beats/{token}',
  tag,
  summary: 'Say that something lives',
  description: 'For a check of the kind `push`: whoever knows its address calls it again and again.',
  public: true,
  params: beatParams,
  answers: { 204: { description: 'Noted.' } },
  problems: ['not_found'],
})

/** For whoever operates an instance: admins only, to anyone else none of it exists. */
export const healthApi: ApiSection = {
  schemas: { Check: checkDto, MaintenanceWindow: windowDto, DependencyMap: dependencyMapDto },
  operations: [
    {
      method: 'get',
      path: '/api/dependencies',
      tag,
      summary: 'See what stands on what',
      description: 'For admins only: it names everything that an instance consists of, and what admins have added.',
      answers: { 200: { description: 'As the process that answers knows it.', content: dependencyMapDto } },
      problems: ['not_found'],
    },
    {
      method: 'get',
      path: '/api/checks',
      tag,
      summary: 'List everything that is looked at',
      description: 'Built in and added, on one page. For admins.',
      answers: { 200: { description: 'All of it.', content: checkListDto } },
      problems: ['not_found'],
    },
    {
      method: 'post',
      path: '/api/checks',
      tag,
      summary: 'Add a check',
      description:
        'At most 50. Addresses may be private, but not those of a cloud’s own services; redirects are not followed. It counts as down after three failures in a row, as up after two successes.',
      body: createCheckInput,
      answers: { 201: { description: 'It is looked at from now on.', content: createdCheckDto } },
      problems: ['not_found', 'conflict'],
    },
    {
      method: 'get',
      path: '/api/checks/{checkId}',
      tag,
      summary: 'Get a check',
      params: checkParams,
      answers: { 200: { description: 'The check.', content: checkDto } },
      problems: ['not_found'],
    },
    {
      method: 'patch',
      path: '/api/checks/{checkId}',
      tag,
      summary: 'Change a check that was added',
      params: checkParams,
      body: updateCheckInput,
      answers: {
        200: { description: 'The check; nothing of it is believed until it was looked at.', content: checkDto },
      },
      problems: ['not_found'],
    },
    {
      method: 'delete',
      path: '/api/checks/{checkId}',
      tag,
      summary: 'Delete a check that was added',
      params: checkParams,
      answers: { 204: { description: 'Gone; its history stays.' } },
      problems: ['not_found'],
    },
    {
      method: 'post',
      path: '/api/checks/{checkId}/run',
      tag,
      summary: 'Look now',
      params: checkParams,
      answers: { 200: { description: 'What was found; it counts like any other look.', content: lookDto } },
      problems: ['not_found', 'conflict', 'unavailable'],
    },
    beat('get'),
    beat('post'),
    {
      method: 'get',
      path: '/api/maintenance',
      tag,
      summary: 'List maintenance windows',
      query: listWindowsQuery,
      answers: { 200: { description: 'A page of them, the latest first.', content: windowPageDto } },
      problems: ['not_found'],
    },
    {
      method: 'post',
      path: '/api/maintenance',
      tag,
      summary: 'Announce maintenance',
      description: 'What these components, and those that need them, do meanwhile is no news.',
      body: createWindowInput,
      answers: { 201: { description: 'The window.', content: windowDto } },
      problems: ['not_found', 'conflict'],
    },
    {
      method: 'delete',
      path: '/api/maintenance/{windowId}',
      tag,
      summary: 'End maintenance, or take it back',
      params: windowParams,
      answers: { 204: { description: 'Ended now, or gone when it had not begun.' } },
      problems: ['not_found', 'conflict'],
    },
  ],
}
