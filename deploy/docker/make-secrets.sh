#!/bin/sh
# Makes the secrets of docker-compose.yml, once: what is there stays. The folder is for its owner only; the files in it can
# be read by the users of the containers they are mounted into.
set -eu
folder="${1:-$(dirname "$0")/secrets}"
mkdir -p "$folder"
chmod 700 "$folder"

# 32 random bytes as 64 letters and digits, which may stand in an address as they are.
random() { od -An -v -tx1 -N32 /dev/urandom | tr -d ' \n'; }

keep() {
  [ -s "$folder/$1" ] || printf '%s' "$2" >"$folder/$1"
  chmod 444 "$folder/$1"
}

for name in auth_secret database_password redis_password s3_secret_access_key metrics_token grafana_password; do
  keep "$name" "$(random)"
done
keep database_url "postgresql://autograph:$(cat "$folder/database_password")@database:5432/autograph"
keep redis_url "redis://:$(cat "$folder/redis_password")@kv:6379"
echo "The secrets are in $folder. Keep a copy: without auth_secret people are signed out, without database_password nothing is reached."
