#!/bin/sh
# minet over a list: sh fetch-extract.sh MINET LIST OUTPUT CONNECTIONS CORES
(echo url && cat "$2") |
  "$1" fetch url -i - --contents-in-report --domain-parallelism "$4" --threads "$4" --throttle 0 --silent |
  "$1" extract -i - --select url --processes "$5" --silent -o "$3"
