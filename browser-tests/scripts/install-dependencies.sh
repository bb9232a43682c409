#!/bin/sh
# Installs the npm packages of package-lock.json, unless they are installed already.
set -eu
cd "$(dirname "$0")/.."

if [ node_modules/.package-lock.json -nt package-lock.json ]; then
    echo "npm packages are up to date"
else
    npm ci --no-audit --no-fund
fi
