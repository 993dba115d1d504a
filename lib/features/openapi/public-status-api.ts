import { publicStatusSettings } from '@/lib/ops/public-status/schema'
import { publicStatus } from '@/lib/ops/public-status/schema-snapshot'
import type { ApiSection } from './operation'

const tag = 'Public status'

/** For anybody, once an admin has switched it on; until then it does not exist. */
export const publicStatusApi: ApiSection = {
  schemas: { PublicStatus: publicStatus },
  operations: [
    {
      method: 'get',
      path: '/api/status',
      tag,
      summary: 'See the status that is public',
      description:
        'Also at `/status.json`; as a page at `/status`, as RSS at `/status/feed.xml`, as badges at `/status/badge/overall.svg` and `/status/badge/{slug}.svg`. Answers while the database is down.',
      public: true,
      isConditional: true,
      answers: { 200: { description: 'As it was a moment ago.', content: publicStatus } },
      problems: ['not_found'],
    },
    {
      method: 'get',
      path: '/api/status/settings',
      tag,
      summary: 'See what the public status page shows',
      description: 'For admins.',
      answers: { 200: { description: 'The settings.', content: publicStatusSettings } },
      problems: ['not_found'],
    },
    {
      method: 'put',
      path: '/api/status/settings',
      tag,
      summary: 'Choose what the public status page shows',
      description: 'In every process and at once. Only the names given here are told.',
      body: publicStatusSettings,
      answers: { 200: { description: 'The settings.', content: publicStatusSettings } },
      problems: ['not_found'],
    },
  ],
}
