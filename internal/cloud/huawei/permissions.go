package huawei

import (
	"slices"
	"strings"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/permission"
)

// The resources for vaults, as uses name them.
const (
	useCredential = "multicloud_cross_cloud_credential"
	usePolicy     = "multicloud_replication_policy"
	useBinding    = "multicloud_vault_replication"
	useRun        = "multicloud_vault_replication_run"
	useBackup     = "multicloud_backup_replication"
)

// Uses are the resources that permissions can be asked for.
var Uses = []string{useBackup, useCredential, usePolicy, useBinding, useRun}

// use is an action of IAM that this package uses, and for what: as the old console writes it, and the new one where that differs.
type use struct {
	old, new string
	plan     []string // resources that need it to be planned, and so to be applied as well
	apply    []string // resources that need it to be applied only
	// destination is set for what is done where the replicas are: across clouds by the identity of `huawei.destination`.
	destination bool
	progress    bool // multicloud_replication_progress needs it
	// within limits the use to replication within a cloud, abroad to that across clouds.
	within, abroad bool
}

// The actions behind the calls of this package (CBR API reference, permissions; those for credentials of other clouds are inferred
// but for the first two).
var uses = []use{
	{old: "cbr:vaults:get", plan: []string{useBinding, useRun, useBackup}, progress: true},
	{old: "cbr:vaults:get", plan: []string{useBinding, useRun, useBackup}, destination: true},
	{old: "cbr:vaults:listExternalVaults", plan: []string{useBinding, useRun, useBackup}, within: true},
	{old: "cbr:backups:list", plan: []string{useBinding, useRun, useBackup}, progress: true},
	{old: "cbr:backups:get", plan: []string{useBackup}, apply: []string{useRun}},
	{old: "cbr:backups:get", plan: []string{useBackup}, apply: []string{useRun}, destination: true, progress: true},
	{old: "cbr:backups:queryReplicationCapability", plan: []string{usePolicy, useBinding, useRun, useBackup}, within: true},
	{old: "cbr:backups:queryReplicationCapability", progress: true, abroad: true}, // tells which region is in another cloud
	{old: "cbr:policies:list", plan: []string{usePolicy, useBinding, useCredential}, progress: true},
	{old: "cbr:policies:get", plan: []string{usePolicy, useBinding}},
	{old: "cbr:policies:create", apply: []string{usePolicy}},
	{old: "cbr:policies:update", apply: []string{usePolicy}},
	{old: "cbr:policies:delete", apply: []string{usePolicy}},
	{old: "cbr:vaults:associatePolicy", apply: []string{useBinding}},
	{old: "cbr:vaults:dissociatePolicy", apply: []string{useBinding}},
	{old: "cbr:tasks:list", apply: []string{useRun, useBackup}, progress: true},
	{old: "cbr:vaults:replicate", apply: []string{useRun}},
	{old: "cbr:backups:replicate", apply: []string{useBackup}},
	{old: "cbr:backups:delete", apply: []string{useBackup}, destination: true},
	{old: "cbr:thirdAuth:list", new: "cbr::listThirdAuth", plan: []string{useCredential}},
	{old: "cbr:thirdAuth:create", new: "cbr::createThirdAuth", apply: []string{useCredential}},
	{old: "cbr:thirdAuth:update", new: "cbr::updateThirdAuth", apply: []string{useCredential}},
	{old: "cbr:thirdAuth:delete", new: "cbr::deleteThirdAuth", apply: []string{useCredential}},
	{old: "iam:projects:listProjects", plan: Uses, progress: true},
}

// copies is what the user of the target cloud needs whose keys a credential holds (CBR user guide, cross-cloud replication).
var copies = []use{
	{old: "cbr:backups:delete"},
	{old: "cbr:backups:get"},
	{old: "cbr:backups:import"},
	{old: "cbr:snapshotMetadata:create", new: "cbr::createSnapshotMetadata"},
	{old: "cbr:snapshotMetadata:update", new: "cbr::updateSnapshotMetadata"},
	{old: "cbr:tasks:get"},
	{old: "cbr:thirdAuth:create", new: "cbr::createThirdAuth"},
	{old: "cbr:thirdAuth:list", new: "cbr::listThirdAuth"},
	{old: "cbr:vaults:get"},
}

func (u use) needed(r permission.Request) bool {
	if u.within && r.CrossCloud || u.abroad && !r.CrossCloud {
		return false
	}
	uses := func(of []string) bool {
		return slices.ContainsFunc(of, func(name string) bool { return slices.Contains(r.Uses, name) })
	}
	return uses(u.plan) || r.Purpose == permission.Apply && uses(u.apply) || r.Progress && u.progress
}

type statement struct {
	Effect string
	Action []string
}

// Permissions writes policies of IAM. CBR has permissions for whole projects, so that no resource stands in them.
func Permissions(r permission.Request) (permission.Policies, error) {
	if r.Purpose == permission.Copy {
		notes := []string{"This is for the user of the target cloud whose keys the credential holds. Within a cloud CBR copies by itself, and needs none."}
		return permission.Policies{JSON: document(r.Form, copies), Notes: notes}, nil
	}
	var own, there []use
	for _, u := range uses {
		if !u.needed(r) {
			continue
		}
		if u.destination && r.CrossCloud {
			there = append(there, u)
			continue
		}
		own = append(own, u)
	}
	if len(there) > 0 {
		there = append(there, use{old: "iam:projects:listProjects"})
	}
	return permission.Policies{JSON: document(r.Form, own), Destination: document(r.Form, there)}, nil
}

// document is a policy in the form of one of the two consoles.
func document(form permission.Form, of []use) string {
	version := "1.1"
	if form == permission.FormIdentityPolicy {
		version = "5.0"
	}
	var cbr, iam []string
	for _, u := range of {
		action := u.old
		if form == permission.FormIdentityPolicy && u.new != "" {
			action = u.new
		}
		list := &cbr
		if strings.HasPrefix(action, "iam:") {
			list = &iam
		}
		if !slices.Contains(*list, action) {
			*list = append(*list, action)
		}
	}
	var statements []statement
	for _, actions := range [][]string{cbr, iam} {
		if len(actions) > 0 {
			slices.Sort(actions)
			statements = append(statements, statement{"Allow", actions})
		}
	}
	return permission.Document(statements, func(s []statement) any {
		return struct {
			Version   string
			Statement []statement
		}{version, s}
	})
}
