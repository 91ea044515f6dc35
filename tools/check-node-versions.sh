#!/usr/bin/env bash
# Runs the built command under every supported major version of Node; the versions come from the registry's `node`
# package. With --tests the whole test suite runs under each of them too. A version that cannot be had is named.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

for version in 20.19 22 24 26; do
  if ! npm install --no-save --no-audit --no-fund --prefix "$folder/$version" "node@$version" >"$folder/log" 2>&1; then
    echo "Node $version: not checked, it could not be installed:"
    tail -n 3 "$folder/log"
    continue
  fi
  node="$folder/$version/node_modules/node/bin/node"
  echo "Node $("$node" --version)"
  if [ "${1:-}" = --tests ]; then
    (cd "$root" && "$node" node_modules/vitest/vitest.mjs run)
  fi
  (cd "$folder" && "$node" "$root/dist/command.js" demo --quiet -o "demo-$version.json" && test -s "demo-$version.json")
done
