#!/usr/bin/env bash
# Runs the tests and the demonstration under the other supported major versions of Node, which come from the
# registry's `node` package.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

for version in 20.19 22 24 26; do
  npm install --silent --no-save --no-audit --no-fund --prefix "$folder/$version" "node@$version"
  node="$folder/$version/node_modules/node/bin/node"
  echo "Node $("$node" --version)"
  cd "$root"
  "$node" node_modules/vitest/vitest.mjs run
  cd "$folder"
  "$node" "$root/dist/command.js" demo --quiet -o "demo-$version.json"
  test -s "demo-$version.json"
done
