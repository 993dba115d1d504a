/** Value and remaining time in one look. */
export const getEntryScript = `
local value = redis.call('GET', KEYS[1])
if not value then return {} end
return {value, redis.call('PTTL', KEYS[1])}`

/** ARGV: step, time to live. Only a key without one gets it, so that counting never prolongs a count. */
export const incrementScript = `
local value = redis.call('INCRBY', KEYS[1], ARGV[1])
local expires = redis.call('PTTL', KEYS[1])
if expires < 0 then
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
  expires = tonumber(ARGV[2])
end
return {value, expires}`

/** ARGV: expected, value, time to live. */
export const compareAndSetScript = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return 1`

/** ARGV: expected. */
export const compareAndDeleteScript = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])`
