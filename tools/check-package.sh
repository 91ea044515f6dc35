#!/usr/bin/env bash
# Installs the packed package in an empty folder and runs the demonstration there, as a user would.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cd "$root"
package=$(npm pack --silent --pack-destination "$folder" | tail -n 1)
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund "./$package"
npx scrape --version
npx scrape demo
test -s textmill-demo.json
cat > library.mjs <<'JS'
import { scrape } from 'textmill'
if (typeof scrape !== 'function') throw new Error('the library exports no scrape')
JS
node library.mjs
