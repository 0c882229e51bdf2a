#!/bin/sh
# Runs go test with a Terraform CLI at hand, so that the acceptance tests run
# too, and with every test process in the environment of hermetic.sh.
#
#   usage: test.sh [go test argument]... package...
#
# With MULTICLOUD_ACC_LIVE the acceptance tests talk to real clouds, so that the
# test processes keep the caller's environment with its credentials.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
cli=$("$root/scripts/terraform-cli.sh")

run="'$root/scripts/hermetic.sh'"
if [ -n "${MULTICLOUD_ACC_LIVE:-}" ]; then
	run="env -u TF_CLI_CONFIG_FILE"
fi
run="$run TF_ACC=1 CHECKPOINT_DISABLE=1 'TF_ACC_TERRAFORM_PATH=$cli'"

version=$("$root/scripts/hermetic.sh" CHECKPOINT_DISABLE=1 "$cli" version | head -n 1)
case $version in
OpenTofu*) run="$run TF_ACC_PROVIDER_HOST=registry.opentofu.org" ;;
esac
echo "test: $version ($cli)" >&2

cd "$root"
# More tests at a time than there are cores: most of them wait for the CLI, or for a cloud to settle.
exec go test -count=1 -timeout=45m -parallel=6 -exec "$run" "$@"
