import { z } from 'zod'
import type { ApiSection } from '../openapi/operation'
import {
  addMemberInput,
  batchInput,
  changeMemberInput,
  createDiagramInput,
  deleteDiagramQuery,
  diagramParams,
  listDiagramsQuery,
  memberParams,
  moveDiagramInput,
  putDocumentInput,
  templateParams,
  thumbnailQuery,
  updateDiagramInput,
} from './schema'
import { batchResultDto, diagramDto, diagramPageDto, diagramWithDocumentDto, memberDto } from './wire-schema'

const params = diagramParams
const etag = { ETag: 'Names the diagram as the caller sees it, with the newest durable state of its document.' }
const diagrams = 'Diagrams'
const members = 'Members'

const ofDiagrams: ApiSection['operations'] = [
  {
    method: 'get',
    path: '/api/diagrams',
    tag: diagrams,
    summary: 'List diagrams',
    description: 'Without their documents. The cursor of one page asks for the next.',
    query: listDiagramsQuery,
    isConditional: true,
    answers: { 200: { description: 'One page.', content: diagramPageDto } },
  },
  {
    method: 'post',
    path: '/api/diagrams',
    tag: diagrams,
    summary: 'Create a diagram',
    body: createDiagramInput,
    answers: {
      201: { description: 'The diagram.', content: diagramDto, headers: { Location: 'Its address.', ...etag } },
    },
    problems: ['forbidden', 'unavailable'],
  },
  {
    method: 'get',
    path: '/api/diagrams/{diagramId}',
    tag: diagrams,
    summary: 'Get a diagram with its document',
    isConditional: true,
    params,
    answers: { 200: { description: 'The newest durable state.', content: diagramWithDocumentDto, headers: etag } },
  },
  {
    method: 'patch',
    path: '/api/diagrams/{diagramId}',
    tag: diagrams,
    summary: 'Rename or star a diagram',
    params,
    body: updateDiagramInput,
    answers: { 200: { description: 'The diagram.', content: diagramDto } },
    problems: ['forbidden'],
  },
  {
    method: 'put',
    path: '/api/diagrams/{diagramId}/team',
    tag: diagrams,
    summary: 'Move a diagram to a team, or out of it',
    description: 'Takes effect at once, also in editors that are open.',
    params,
    body: moveDiagramInput,
    answers: { 204: { description: 'Moved.' } },
    problems: ['forbidden', 'conflict'],
  },
  {
    method: 'put',
    path: '/api/diagrams/{diagramId}/document',
    tag: diagrams,
    summary: 'Replace the document',
    description: 'Goes through the live room: open editors see it at once. The answer comes when it is durable.',
    params,
    headers: {
      'If-Match':
        'What was changed: the `etag` of the diagram or the ETag of reading it, or several; `*` replaces whatever is there. Compared strongly: a weak one never matches. Only the document counts; another title does not refuse it.',
    },
    body: putDocumentInput,
    answers: { 200: { description: 'The new state.', content: z.object({ etag: z.string() }), headers: etag } },
    problems: ['forbidden', 'conflict', 'precondition_failed', 'precondition_required', 'unavailable'],
  },
  {
    method: 'delete',
    path: '/api/diagrams/{diagramId}',
    tag: diagrams,
    summary: 'Move a diagram to the trash, or delete it for good',
    description: 'For good only from the trash.',
    params,
    query: deleteDiagramQuery,
    answers: { 204: { description: 'Done.' } },
    problems: ['forbidden', 'conflict'],
  },
  {
    method: 'post',
    path: '/api/diagrams/{diagramId}/restore',
    tag: diagrams,
    summary: 'Take a diagram out of the trash',
    params,
    answers: { 200: { description: 'The diagram.', content: diagramDto } },
    problems: ['forbidden'],
  },
  {
    method: 'post',
    path: '/api/diagrams/{diagramId}/duplicate',
    tag: diagrams,
    summary: 'Copy a diagram',
    description: 'The caller owns the copy. It is in the same team if they may add to it.',
    params,
    answers: { 201: { description: 'The copy.', content: diagramDto, headers: { Location: 'Its address.' } } },
    problems: ['forbidden'],
  },
  {
    method: 'post',
    path: '/api/diagrams/batch',
    tag: diagrams,
    summary: 'Trash, restore or delete several diagrams',
    description: 'Each is decided by itself; the answer says which were done.',
    body: batchInput,
    answers: { 200: { description: 'One result per id.', content: z.object({ results: z.array(batchResultDto) }) } },
  },
  {
    method: 'get',
    path: '/api/diagrams/{diagramId}/thumbnail',
    tag: diagrams,
    summary: 'Get a small picture of a diagram',
    isConditional: true,
    params,
    query: thumbnailQuery,
    answers: { 200: { description: 'The picture.', content: { contentType: 'image/png' } } },
  },
  {
    method: 'get',
    path: '/api/templates/{template}/thumbnail',
    tag: diagrams,
    summary: 'Get a small picture of a template',
    params: templateParams,
    query: thumbnailQuery,
    answers: { 200: { description: 'The picture.', content: { contentType: 'image/png' } } },
  },
]

const ofMembers: ApiSection['operations'] = [
  {
    method: 'get',
    path: '/api/diagrams/{diagramId}/members',
    tag: members,
    summary: 'List who may see a diagram',
    isConditional: true,
    params,
    answers: {
      200: {
        description: 'The owner and the members.',
        content: z.object({ items: z.array(memberDto), nextCursor: z.null(), total: z.number().int() }),
      },
    },
  },
  {
    method: 'post',
    path: '/api/diagrams/{diagramId}/members',
    tag: members,
    summary: 'Share a diagram with someone',
    params,
    body: addMemberInput,
    answers: { 201: { description: 'The member.', content: memberDto } },
    problems: ['forbidden', 'conflict'],
  },
  {
    method: 'patch',
    path: '/api/diagrams/{diagramId}/members/{userId}',
    tag: members,
    summary: 'Change what a member may do',
    description: 'Takes effect at once, also in editors that are open.',
    params: memberParams,
    body: changeMemberInput,
    answers: { 200: { description: 'The member.', content: memberDto } },
    problems: ['forbidden'],
  },
  {
    method: 'delete',
    path: '/api/diagrams/{diagramId}/members/{userId}',
    tag: members,
    summary: 'Remove a member',
    description: 'Members may also remove themselves. Takes effect at once, also in editors that are open.',
    params: memberParams,
    answers: { 204: { description: 'Removed.' } },
    problems: ['forbidden'],
  },
]

export const diagramsApi: ApiSection = {
  schemas: {
    Diagram: diagramDto,
    DiagramWithDocument: diagramWithDocumentDto,
    DiagramPage: diagramPageDto,
    Member: memberDto,
    BatchResult: batchResultDto,
  },
  operations: [...ofDiagrams, ...ofMembers],
}
