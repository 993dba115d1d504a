export const dynamic = 'force-dynamic'

export { answerStatusJson as GET } from '@/lib/boot/handlers/public-status'
