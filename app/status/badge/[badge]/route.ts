export const dynamic = 'force-dynamic'

export { answerStatusBadge as GET } from '@/lib/boot/handlers/public-status'
