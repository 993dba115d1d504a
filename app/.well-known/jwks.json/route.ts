export { GET } from '@/app/api/auth/jwks/route'
