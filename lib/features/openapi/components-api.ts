import { componentAudience, visibleComponentDto, visibleComponentsDto } from '@/lib/ops/health/audience/schema'
import { diagramDto } from '../diagrams/wire-schema'
import type { ApiSection } from './operation'

const tag = 'Health'

/** Components in drawings: who may see which. */
export const componentsApi: ApiSection = {
  schemas: { VisibleComponent: visibleComponentDto, ComponentAudience: componentAudience },
  operations: [
    {
      method: 'get',
      path: '/api/components',
      tag,
      summary: 'List the components that you may see',
      description: 'Shapes can show the state of these. Admins see all of them, others what admins show them.',
      answers: { 200: { description: 'As the process that answers knows them.', content: visibleComponentsDto } },
    },
    {
      method: 'post',
      path: '/api/dependencies/diagram',
      tag,
      summary: 'Open what stands on what as a diagram',
      description: 'A new diagram of yours, like any other; its shapes show how their components are. For admins only.',
      answers: { 201: { description: 'The diagram.', content: diagramDto, headers: { Location: 'Its address.' } } },
      problems: ['not_found'],
    },
    {
      method: 'get',
      path: '/api/admin/component-audience',
      tag,
      summary: 'See whom components are shown to',
      answers: { 200: { description: 'What an admin chose; nobody but admins at first.', content: componentAudience } },
      problems: ['not_found'],
    },
    {
      method: 'put',
      path: '/api/admin/component-audience',
      tag,
      summary: 'Choose whom components are shown to',
      description: 'In every process and at once; open drawings show it within seconds, or no longer.',
      body: componentAudience,
      answers: { 200: { description: 'What holds from now on.', content: componentAudience } },
      problems: ['not_found'],
    },
  ],
}
