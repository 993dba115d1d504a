import type { ListedUser } from './repo-list'
import type { UserDto } from './schema'

export const presentUser = (user: ListedUser): UserDto => ({
  id: user.id,
  email: user.email,
  name: user.name,
  role: user.role,
  state: user.state,
  createdAt: user.createdAt.toISOString(),
  lastSeenAt: user.lastSeenAt?.toISOString() ?? null,
  secondFactor: user.secondFactor,
  diagrams: user.diagrams,
})
