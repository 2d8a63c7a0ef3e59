#!/usr/bin/env bash
# health.sh PORT: exit code 0 if Gatehook on this machine is ready. Needs nothing but bash.
set -eu
exec 3<>"/dev/tcp/127.0.0.1/$1"
printf 'GET /health/ready HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n' >&3
read -r -t 3 _ status _ <&3
[ "$status" = 200 ]
