import { requestDeletion } from '@/lib/features/auth/deletion/request-deletion'
import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'

export const POST = route({ signedIn: true }, async ({ actor }) => json(await requestDeletion({ actor })))
