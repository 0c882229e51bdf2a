#!/bin/sh
# Prints the path of a Terraform CLI that is recent enough for this provider:
#
#   1. the one that TF_CLI_PATH or TF_ACC_TERRAFORM_PATH names,
#   2. terraform or tofu on PATH,
#   3. OpenTofu, built once from tools/go.mod and kept in .cache/bin.
#
# Only the path goes to standard output. A candidate is tried in the environment
# in which it will be used, see hermetic.sh.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)

say() { echo "terraform-cli: $*" >&2; }

# version_of prints the version of the CLI $1, or nothing if it does not answer.
version_of() {
	"$root/scripts/hermetic.sh" CHECKPOINT_DISABLE=1 "$1" version -json 2>/dev/null |
		sed -n 's/.*"terraform_version": *"\([^"]*\)".*/\1/p'
}

# recent_enough tells whether version $1 is 1.11 or newer, the first with write-only attributes.
recent_enough() {
	case $1 in [0-9]*.[0-9]*.*) ;; *) return 1 ;; esac
	major=${1%%.*}
	minor=${1#*.}
	minor=${minor%%.*}
	[ "$major" -gt 1 ] || { [ "$major" -eq 1 ] && [ "$minor" -ge 11 ]; }
}

chosen=${TF_CLI_PATH:-${TF_ACC_TERRAFORM_PATH:-}}
if [ -n "$chosen" ]; then
	path=$(command -v "$chosen" || true)
	version=$(version_of "${path:-$chosen}")
	if ! recent_enough "$version"; then
		say "TF_CLI_PATH or TF_ACC_TERRAFORM_PATH names $chosen, which is no Terraform CLI of 1.11 or newer" \
			"(its version: ${version:-no answer}); name another one, or unset both"
		exit 1
	fi
	case $path in /*) ;; *) path=$PWD/$path ;; esac
	echo "$path"
	exit
fi

for name in terraform tofu; do
	path=$(command -v "$name") || continue
	version=$(version_of "$path")
	if recent_enough "$version"; then
		echo "$path"
		exit
	fi
	say "$path is not used: 1.11 or newer is needed, its version: ${version:-no answer}"
done

release=$(sed -n 's|^.*github.com/opentofu/opentofu \(v[^ ]*\).*|\1|p' "$root/tools/go.mod")
path=$root/.cache/bin/tofu-$release
if [ ! -x "$path" ]; then
	say "no Terraform CLI of 1.11 or newer on PATH: building OpenTofu $release into .cache/bin, once;" \
		"this takes some minutes"
	mkdir -p "$root/.cache/bin"
	# Without dev=no it would call itself a pre-release, which version constraints do not accept.
	GOWORK=off CGO_ENABLED=0 go -C "$root/tools" build -o "$path.$$" \
		-ldflags '-s -w -X github.com/opentofu/opentofu/version.dev=no' \
		github.com/opentofu/opentofu/cmd/tofu >&2
	mv "$path.$$" "$path"
	say "built $path"
fi
echo "$path"
