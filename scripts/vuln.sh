#!/bin/sh
# Runs govulncheck on the provider and the simulator. Where the vulnerability
# database cannot be reached it says so and succeeds; a finding always fails.
set -eu

cd "$(dirname "$0")/.."

status=0
output=$(go tool -modfile=tools/go.mod govulncheck ./... 2>&1) || status=$?

# govulncheck exits with 3 on findings and with 1 when it could not work.
case $status:$output in
1:*"fetching vulnerabilities:"*)
	echo "govulncheck: skipped: database not reachable"
	exit
	;;
esac
echo "$output"
exit $status
