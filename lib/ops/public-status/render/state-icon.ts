import type { ComponentStatus } from '@/lib/ops/health/component'
import { Markup, markup } from './html'

/** As the rest of the product draws them (Lucide, ISC licence). */
const paths: Record<ComponentStatus, string> = {
  up: '<circle cx="12" cy="12" r="10"/><path d="m9 12 2 2 4-4"/>',
  degraded:
    '<path d="m21.73 18-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3"/><path d="M12 9v4M12 17h.01"/>',
  down: '<circle cx="12" cy="12" r="10"/><path d="M12 8v4M12 16h.01"/>',
  maintenance:
    '<path d="M14.7 6.3a1 1 0 0 0 0 1.4l1.6 1.6a1 1 0 0 0 1.4 0l3.77-3.77a6 6 0 0 1-7.94 7.94l-6.91 6.91a2.12 2.12 0 0 1-3-3l6.91-6.91a6 6 0 0 1 7.94-7.94l-3.76 3.76z"/>',
  unknown: '<circle cx="12" cy="12" r="10"/><path d="M9.09 9a3 3 0 0 1 5.83 1c0 2-3 3-3 3M12 17h.01"/>',
}

export const stateWords: Record<ComponentStatus, string> = {
  up: 'Operational',
  degraded: 'Degraded',
  down: 'Down',
  maintenance: 'Maintenance',
  unknown: 'Unknown',
}

const icon = (status: ComponentStatus): Markup =>
  new Markup(`<svg viewBox="0 0 24 24" aria-hidden="true">${paths[status]}</svg>`)

/** A state as an icon and a word, never as a colour alone. */
export const renderState = (status: ComponentStatus, word = stateWords[status]): Markup =>
  markup`<span class="state ${status}">${icon(status)}${word}</span>`

export const renderHeadline = (status: ComponentStatus, headline: string): Markup =>
  markup`<div class="headline ${status}" role="status">${icon(status)}<span>${headline}</span></div>`
