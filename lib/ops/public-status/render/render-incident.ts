import { joinNames } from '../join-names'
import type { PublicIncident, PublicMaintenance } from '../schema-snapshot'
import { type Markup, markup } from './html'
import { renderMoment } from './render-time'
import { renderState } from './state-icon'

export const updateWords: Record<PublicIncident['updates'][number]['kind'], string> = {
  investigating: 'Investigating',
  identified: 'Identified',
  monitoring: 'Monitoring',
  resolved: 'Resolved',
  note: 'Update',
  postmortem: 'Postmortem',
}

/** What went wrong, with all that was said about it. */
export const renderIncident = ({
  id,
  title,
  status,
  impact,
  components,
  started_at,
  resolved_at,
  updates,
}: PublicIncident): Markup =>
  markup`<li id="incident-${id}"><div class="row"><h3>${title}</h3>${renderState(status === 'resolved' ? 'up' : impact, updateWords[status])}</div>
<p class="meta">${resolved_at === null ? 'Since ' : ''}${renderMoment(started_at)}${
    resolved_at === null ? null : markup` to ${renderMoment(resolved_at)}`
  }${components.length > 0 ? ` · ${joinNames(components)}` : null}</p>
${updates.length > 0 ? markup`<ol class="timeline">${updates.map(renderUpdate)}</ol>` : null}</li>`

const renderUpdate = ({ kind, text, at }: PublicIncident['updates'][number]): Markup =>
  markup`<li><p><span class="kind">${updateWords[kind]}.</span> ${text}</p><p class="meta">${renderMoment(at)}</p></li>`

export const renderMaintenance = ({ id, state, starts_at, ends_at, components, reason }: PublicMaintenance): Markup =>
  markup`<li id="maintenance-${id}"><div class="row"><h3>${
    components.length > 0 ? joinNames(components) : 'All components'
  }</h3>${state === 'active' ? renderState('maintenance') : markup`<span class="meta">Planned</span>`}</div>
<p class="meta">${renderMoment(starts_at)} to ${renderMoment(ends_at)}</p><p class="text">${reason}</p></li>`
