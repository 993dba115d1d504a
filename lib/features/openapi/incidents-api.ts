import {
  addUpdateInput,
  changeIncidentInput,
  createIncidentInput,
  editUpdateInput,
  incidentDto,
  incidentPageDto,
  incidentParams,
  incidentUpdateParams,
  listIncidentsQuery,
} from '@/lib/ops/incidents/schema'
import type { ApiSection } from './operation'

const tag = 'Incidents'

/** For whoever operates an instance: admins only, to anyone else none of it exists. */
export const incidentsApi: ApiSection = {
  schemas: { Incident: incidentDto },
  operations: [
    {
      method: 'get',
      path: '/api/incidents',
      tag,
      summary: 'List incidents',
      description: 'Critical alerts of one cause open one; admins open others.',
      query: listIncidentsQuery,
      answers: { 200: { description: 'A page of them.', content: incidentPageDto } },
      problems: ['not_found'],
    },
    {
      method: 'post',
      path: '/api/incidents',
      tag,
      summary: 'Open an incident',
      description: 'Only a person resolves it.',
      body: createIncidentInput,
      answers: { 201: { description: 'The incident.', content: incidentDto } },
      problems: ['not_found', 'conflict'],
    },
    {
      method: 'get',
      path: '/api/incidents/{incidentId}',
      tag,
      summary: 'Get an incident',
      params: incidentParams,
      answers: { 200: { description: 'With its timeline.', content: incidentDto } },
      problems: ['not_found'],
    },
    {
      method: 'patch',
      path: '/api/incidents/{incidentId}',
      tag,
      summary: 'Change an incident',
      description: 'What it is called, whom it affects, and whether the public status page may show it.',
      params: incidentParams,
      body: changeIncidentInput,
      answers: { 200: { description: 'The incident.', content: incidentDto } },
      problems: ['not_found', 'conflict'],
    },
    {
      method: 'post',
      path: '/api/incidents/{incidentId}/updates',
      tag,
      summary: 'Write on the timeline of an incident',
      params: incidentParams,
      body: addUpdateInput,
      answers: { 201: { description: 'The incident.', content: incidentDto } },
      problems: ['not_found', 'conflict'],
    },
    {
      method: 'patch',
      path: '/api/incidents/{incidentId}/updates/{updateId}',
      tag,
      summary: 'Edit a line of the timeline',
      params: incidentUpdateParams,
      body: editUpdateInput,
      answers: { 200: { description: 'The incident.', content: incidentDto } },
      problems: ['not_found'],
    },
  ],
}
