#!/usr/bin/env bash
# train.sh DIR: makes DIR/gatehook.aot (JDK 25 or newer), the archive of classes that shortens the start:
# starts the unpacked Gatehook in DIR once, has it record and deliver an event, and stops it.
# JDK 25.0.3 crashes now and then while it writes the archive: then once more, three times at most.
set -eu
directory=$1
data=$(mktemp -d)
port=${TRAINING_PORT:-8011}
server=
trap 'kill "$server" 2>/dev/null || true; rm -rf "$data"' EXIT

send() { # path, body
    exec 3<>"/dev/tcp/127.0.0.1/$port"
    printf 'POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s' \
        "$1" "${#2}" "$2" >&3
    read -r -t 30 _ status _ <&3
    exec 3>&-
    case $status in 2*) ;; *) echo "$1 answers $status" >&2; exit 1 ;; esac
}

train() { # a directory for the data
    mkdir "$1"
    java -XX:AOTCacheOutput="$directory/gatehook.aot" -XX:ErrorFile="$1/crash" \
        -Dgatehook.http.port="$port" -Dgatehook.data.dir="$1" \
        -jar "$directory/gatehook.jar" >"$data/log" 2>&1 &
    server=$!
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
    wait "$server" || echo "the virtual machine ended with $?" >&2
}

for attempt in 1 2 3; do
    train "$data/$attempt"
    if test -s "$directory/gatehook.aot"; then
        exit 0
    fi
done
cat "$data/log" >&2
exit 1
