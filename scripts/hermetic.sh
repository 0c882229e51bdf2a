#!/bin/sh
# Runs a command in an environment from which no real cloud can be reached by
# accident: inherited credentials, cloud profiles, proxies and Terraform
# settings are all gone, because only the variables listed below are kept, and
# HOME is an empty folder of this checkout. What go needs to build stays.
#
#   usage: hermetic.sh [NAME=VALUE]... command [argument]...
#
# It is made for `go test -exec` and `go run -exec`: go itself downloads modules
# with the caller's environment, and only the program it starts runs in this one.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)

# These default to places under HOME, which changes below.
GOENV=$(go env GOENV)
GOPATH=$(go env GOPATH)
GOCACHE=$(go env GOCACHE)
GOMODCACHE=$(go env GOMODCACHE)
export GOENV GOPATH GOCACHE GOMODCACHE

for name in $(env | sed -n 's/^\([A-Za-z_][A-Za-z0-9_]*\)=.*/\1/p'); do
	case $name in
	GOOGLE_*) unset "$name" ;;
	GO* | CGO_* | CC | CXX | CI | MULTICLOUD_ACC_*) ;;
	PATH | PWD | TMPDIR | LANG | LC_* | TERM | COLORTERM | NO_COLOR | USER | LOGNAME | SHELL) ;;
	SHELLOPTS | BASHOPTS | UID | EUID | PPID) ;; # read-only where sh is bash
	*) unset "$name" ;;
	esac
done

HOME=$root/.cache/home
mkdir -p "$HOME"
export HOME

exec env "$@"
