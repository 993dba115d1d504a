export const dynamic = 'force-dynamic'

export { answerStatusFeed as GET } from '@/lib/boot/handlers/public-status'
