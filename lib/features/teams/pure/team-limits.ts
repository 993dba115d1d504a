/** So many that nobody who works meets them, and so few that nobody who does not can fill a mailbox or the database. */
export const teamLimits = {
  /** In one team, with those who are invited. */
  people: 200,
  /** That one person is in. */
  teams: 100,
  /** That one person sends in a day. */
  invitationsPerDay: 50,
} as const
