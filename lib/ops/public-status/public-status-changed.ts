/** Topic between processes: an admin changed what the public status page shows. */
export const publicStatusChanged = 'public-status.changed'
