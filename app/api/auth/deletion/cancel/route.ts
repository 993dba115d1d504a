import { cancelDeletionInput } from '@/lib/features/auth/deletion/deletion-schema'
import { cancelByLink } from '@/lib/features/auth/deletion/keep-account'
import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'

export const POST = route({ body: cancelDeletionInput }, async ({ body }) => json(await cancelByLink(body)))
