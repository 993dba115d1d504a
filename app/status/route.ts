export const dynamic = 'force-dynamic'

export { answerStatusPage as GET } from '@/lib/boot/handlers/public-status'
