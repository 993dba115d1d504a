/** An export can be made again; so long it can be fetched. */
export const exportLifetimeDays = 30
