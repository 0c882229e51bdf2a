#!/bin/sh
# Checks that a directory that goreleaser has filled is what the Registry takes:
# the names, the manifest among the checksums, and checksums that are right.
#
#   usage: check-release.sh [directory]
set -eu

cd "${1:-dist}"
fail() { echo "check-release: $*" >&2; exit 1; }

sums=$(ls terraform-provider-multicloud_*_SHA256SUMS 2>/dev/null) || fail "no file of checksums in $PWD"
version=${sums#terraform-provider-multicloud_}
version=${version%_SHA256SUMS}

grep -q " terraform-provider-multicloud_${version}_manifest.json\$" "$sums" || fail "the manifest is not in $sums"
# goreleaser hashes the manifest under its new name, and copies it only when it publishes.
sed "s/ terraform-provider-multicloud_${version}_manifest.json\$/ ..\/terraform-registry-manifest.json/" "$sums" |
	sha256sum --check --quiet || fail "a checksum in $sums is wrong"

for platform in linux_amd64 linux_arm64 linux_386 linux_arm darwin_amd64 darwin_arm64 windows_amd64 freebsd_amd64; do
	for name in terraform-provider-multicloud cloudsim; do
		zip=${name}_${version}_$platform.zip
		[ -f "$zip" ] || fail "$zip is missing"
		grep -q " $zip\$" "$sums" || fail "$zip is not in $sums"
	done
	unzip -l "terraform-provider-multicloud_${version}_$platform.zip" |
		grep -q " terraform-provider-multicloud_v$version\(\.exe\)\{0,1\}\$" || fail "no provider v$version for $platform in its zip"
done
echo "check-release: $(wc -l < "$sums") files of version $version are what the Registry takes"
