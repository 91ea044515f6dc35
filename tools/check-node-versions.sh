#!/usr/bin/env bash
# Runs the built command under every supported major version of Node; the versions come from the registry's `node` package.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cd "$folder"
npm init --yes >/dev/null
for version in 20.19 22 24 26; do
  npm install --silent --no-save --no-audit --no-fund "node@$version"
  ./node_modules/node/bin/node --version
  ./node_modules/node/bin/node "$root/dist/command.js" demo --quiet -o "demo-$version.json"
  test -s "demo-$version.json"
done
