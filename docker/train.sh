#!/usr/bin/env bash
# train.sh DIR: makes DIR/gatehook.aot (JDK 25 or newer), the archive of classes that shortens the start:
# starts the unpacked Gatehook in DIR once, has it record and deliver an event, and stops it.
set -eu
directory=$1
data=$(mktemp -d)
port=${TRAINING_PORT:-8011}
trap 'kill "$server" 2>/dev/null || true; rm -rf "$data"' EXIT

java -XX:AOTCacheOutput="$directory/gatehook.aot" \
    -Dgatehook.http.port="$port" -Dgatehook.data.dir="$data" \
    -jar "$directory/gatehook.jar" >"$data/log" 2>&1 &
server=$!

send() { # path, body
    exec 3<>"/dev/tcp/127.0.0.1/$port"
    printf 'POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s' \
        "$1" "${#2}" "$2" >&3
    read -r -t 30 _ status _ <&3
    exec 3>&-
    case $status in 2*) ;; *) echo "$1 answers $status" >&2; exit 1 ;; esac
}

for _ in $(seq 600); do
    if bash "$directory/health.sh" "$port" 2>/dev/null; then
        break
    fi
    kill -0 "$server" 2>/dev/null || { cat "$data/log" >&2; exit 1; }
    sleep 0.2
done
send /event-hooks '{"source":"training","event":"run","handler":"log"}'
send /worker-events '{"source":"training","event":"run","data":{"n":1}}'
kill "$server"
wait "$server"
test -s "$directory/gatehook.aot" || { cat "$data/log" >&2; exit 1; }
