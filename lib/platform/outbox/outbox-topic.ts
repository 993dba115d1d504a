/** Tells every process that there is something new to do. */
export const outboxTopic = 'outbox'
