/** Where a picture of somebody is, if there is one. */
export const avatarUrl = (userId: string): string => `/api/avatars/${userId}`
