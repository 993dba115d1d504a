/** What notices on their way to a channel are called in the outbox. */
export const noticeTopic = 'alert-notice'
