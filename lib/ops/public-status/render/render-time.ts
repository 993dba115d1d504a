import { type Markup, markup } from './html'

const momentForm = new Intl.DateTimeFormat('en', {
  ...{ month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', timeZone: 'UTC', timeZoneName: 'short' },
  hourCycle: 'h23',
})
const timeForm = new Intl.DateTimeFormat('en', {
  ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone: 'UTC', timeZoneName: 'short' },
  hourCycle: 'h23',
})

/** Day and time in UTC; the script of the page shows it by the reader's clock. */
export const renderMoment = (at: string): Markup =>
  markup`<time datetime="${at}" data-form="moment">${momentForm.format(new Date(at))}</time>`

export const renderTime = (at: string): Markup =>
  markup`<time datetime="${at}" data-form="time">${timeForm.format(new Date(at))}</time>`
