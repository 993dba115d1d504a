export const dynamic = 'force-dynamic'

export { answerReady as GET } from '@/lib/boot/handlers/health-ready'
