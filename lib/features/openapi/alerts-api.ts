import {
  alertRuleDto,
  alertRuleListDto,
  createRuleInput,
  ruleParams,
  updateRuleInput,
} from '@/lib/ops/alerts/rules/schema'
import { alertDto, alertIncidentsDto, alertListDto, alertParams, listAlertsQuery } from '@/lib/ops/alerts/schema'
import {
  createSilenceInput,
  previewSilenceInput,
  silenceDto,
  silenceListDto,
  silenceParams,
  silencePreviewDto,
} from '@/lib/ops/alerts/silences/schema'
import type { ApiSection } from './operation'

const tag = 'Alerts'

/** What is wrong, who is told of it, and when. */
export const alertsApi: ApiSection = {
  schemas: { Alert: alertDto, Silence: silenceDto, AlertRule: alertRuleDto },
  operations: [
    {
      method: 'get',
      path: '/api/alerts',
      tag,
      summary: 'List alerts',
      description:
        'Also at `/alerts`. Anybody may ask for what is wrong with the components of AutoGraph; admins are told of everything else and of details as well. While the database is down the active alerts are those last known.',
      public: true,
      query: listAlertsQuery,
      answers: { 200: { description: 'The active ones first, the latest first.', content: alertListDto } },
    },
    {
      method: 'get',
      path: '/api/alerts/{alertId}',
      tag,
      summary: 'List the latest incidents of an alert with what happened',
      params: alertParams,
      answers: { 200: { description: 'The latest first.', content: alertIncidentsDto } },
    },
    {
      method: 'post',
      path: '/api/alerts/{alertId}/acknowledge',
      tag,
      summary: 'Acknowledge an alert',
      description: 'Somebody is at it: it is not escalated any more. Its end is told nevertheless.',
      params: alertParams,
      answers: { 200: { description: 'The alert.', content: alertDto } },
    },
    {
      method: 'get',
      path: '/api/silences',
      tag,
      summary: 'List silences',
      answers: { 200: { description: 'Those that end last come first.', content: silenceListDto } },
      problems: ['not_found'],
    },
    {
      method: 'post',
      path: '/api/silences',
      tag,
      summary: 'Silence alerts for a while',
      description: 'Nobody is told of what it matches; what is still wrong at its end is told then.',
      body: createSilenceInput,
      answers: { 201: { description: 'The silence.', content: silenceDto } },
      problems: ['not_found'],
    },
    {
      method: 'post',
      path: '/api/silences/preview',
      tag,
      summary: 'See which alerts a silence would mute now',
      body: previewSilenceInput,
      answers: { 200: { description: 'Those alerts. Nothing is saved.', content: silencePreviewDto } },
      problems: ['not_found'],
    },
    {
      method: 'delete',
      path: '/api/silences/{silenceId}',
      tag,
      summary: 'End a silence',
      params: silenceParams,
      answers: { 204: { description: 'It is over.' } },
    },
    {
      method: 'get',
      path: '/api/alert-rules',
      tag,
      summary: 'List alert rules',
      answers: { 200: { description: 'All of them, as they are now.', content: alertRuleListDto } },
      problems: ['not_found'],
    },
    {
      method: 'post',
      path: '/api/alert-rules',
      tag,
      summary: 'Add an alert rule',
      body: createRuleInput,
      answers: { 201: { description: 'The rule; it holds at once.', content: alertRuleDto } },
      problems: ['not_found'],
    },
    {
      method: 'patch',
      path: '/api/alert-rules/{ruleId}',
      tag,
      summary: 'Change an alert rule, or switch it off',
      params: ruleParams,
      body: updateRuleInput,
      answers: { 200: { description: 'The rule; it holds at once.', content: alertRuleDto } },
    },
    {
      method: 'delete',
      path: '/api/alert-rules/{ruleId}',
      tag,
      summary: 'Delete an alert rule, or make a shipped one as it was',
      params: ruleParams,
      answers: { 204: { description: 'Done.' } },
    },
  ],
}
