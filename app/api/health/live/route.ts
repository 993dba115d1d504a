export const dynamic = 'force-dynamic'

export { answerLive as GET } from '@/lib/boot/handlers/health-live'
