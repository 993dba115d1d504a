import { watchStatus } from '@/lib/boot/handlers/watch-status'

export const GET = watchStatus
