#!/usr/bin/env bash
# The whole scenario with nothing but curl and openssl: what the service's documentation says, written down once more by
# hand, so that the emulator is judged by code that shares nothing with it.
#
#   PORT         where the emulator listens, with TLS
#   AUTHORITY    the file with the certificate authority to trust
#   SECRET_ID, SECRET_KEY
#   ADMIN        where the emulator is, if that is not what is talked to
#
# The name cvm.api.qcloud.com is connected to the emulator, as an entry in /etc/hosts would do.
set -euo pipefail
export LC_ALL=C

host=cvm.api.qcloud.com
path=/v2/index.php
region=ap-guangzhou

# call METHOD name=value...  → the body
call() {
  local method=$1
  shift
  local parameters=(
    "$@" "Region=$region" "Timestamp=$(date +%s)" "Nonce=$((RANDOM * 32768 + RANDOM + 1))"
    "SecretId=$SECRET_ID" 'SignatureMethod=HmacSHA256'
  )
  local joined source signature
  joined=$(printf '%s\n' "${parameters[@]}" | sort -t= -k1,1 | paste -sd'&')
  source="$method$host$path?$joined"
  signature=$(printf %s "$source" | openssl dgst -sha256 -hmac "$SECRET_KEY" -binary | openssl base64)
  local arguments=(--data-urlencode "Signature=$signature")
  local parameter
  for parameter in "${parameters[@]}"; do arguments+=(--data-urlencode "$parameter"); done
  if [ "$method" = GET ]; then arguments+=(--get); fi
  curl --silent --show-error --fail --max-time 20 --cacert "$AUTHORITY" \
    --connect-to "$host:443:127.0.0.1:$PORT" "${arguments[@]}" "https://$host$path"
}

# code BODY → the outer code, which comes first
code() { printf %s "$1" | grep -o '"code":[0-9]*' | head -n 1 | cut -d: -f2; }

# expect WHAT CODE BODY
expect() {
  if [ "$(code "$3")" != "$2" ]; then
    echo "$1: expected code $2, got: $3" >&2
    exit 1
  fi
  echo "$1: $2"
}

ids() { printf %s "$1" | { grep -o '"unInstanceId":"[^"]*"' || true; } | cut -d'"' -f4; }

# The emulator's clock stands still: waiting is moving it, through the admin API.
wait_a_while() {
  curl --silent --show-error --fail --max-time 20 --cacert "$AUTHORITY" --output /dev/null \
    --header 'content-type: application/json' --data '{"milliseconds":4000}' \
    "${ADMIN:-https://127.0.0.1:$PORT}/_emulator/api/clock/advance"
}

# await STATUS ID  – asks until the instance has the status
await() {
  local body
  for _ in $(seq 20); do
    body=$(call GET Action=DescribeInstances "instanceIds.0=$2")
    case $body in *'"status":'"$1"[,}]*) return ;; esac
    wait_a_while
  done
  echo "$2 did not come to status $1: $body" >&2
  exit 1
}

fleet=()
offset=0
while :; do
  page=$(call GET Action=DescribeInstances "offset=$offset" limit=2)
  expect "describe from $offset" 0 "$page"
  found=$(ids "$page")
  [ -n "$found" ] || break
  # shellcheck disable=SC2206 -- ids have no blanks
  fleet+=($found)
  offset=$((offset + 2))
done
echo "instances: ${#fleet[@]}"
# The test lists them in this order.
first=${fleet[0]} second=${fleet[1]} third=${fleet[2]} stubborn=${fleet[3]} stopped=${fleet[4]}

expect 'stop two' 0 "$(call POST Action=StopInstances "instanceIds.0=$first" "instanceIds.1=$second")"
expect 'stop one that runs and one that does not' 5400 \
  "$(call POST Action=StopInstances "instanceIds.0=$third" "instanceIds.1=$stopped")"
expect 'stop one that is shut down' 5100 "$(call GET Action=StopInstances "instanceIds.0=$stopped")"
await 4 "$first"
await 4 "$second"
await 4 "$third"
echo 'three are shut down'

expect 'stop a stubborn one' 0 "$(call GET Action=StopInstances "instanceIds.0=$stubborn")"
await 9 "$stubborn"
await 2 "$stubborn"
echo 'it runs again'
expect 'stop it by force' 0 "$(call GET Action=StopInstances "instanceIds.0=$stubborn" forceStop=1)"
await 4 "$stubborn"
echo 'it is shut down'

expect 'start one' 0 "$(call POST Action=StartInstances "instanceIds.0=$first")"
await 2 "$first"
echo 'it runs'

SECRET_KEY=wrong expect 'sign with another key' 4100 "$(SECRET_KEY=wrong call GET Action=DescribeInstances)"
