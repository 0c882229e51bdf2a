package huawei

import (
	"net/http"
	"strings"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
)

// meaning is what an error code says, in the domain's terms.
type meaning struct {
	kind       replication.Kind
	constraint string
	advice     string
	missing    string
}

// meanings are the error codes of CBR without their prefix, after the CBR documentation of error codes.
var meanings = map[string]meaning{
	"0001": {kind: replication.KindInvalid, constraint: "H3", advice: "There is nothing left to replicate: the vault holds no backup that can be, or all have been replicated to that region."},
	"0002": {kind: replication.KindConflict, advice: "A backup of the resource is being made: apply again when it is finished."},
	"1002": {kind: replication.KindInvalid, constraint: "H13", advice: "Replicate the original, from where it is."},
	"1003": {kind: replication.KindInvalid, constraint: "H2", advice: "Only backups of ECS servers and SFS Turbo file systems can be replicated."},
	"1005": {kind: replication.KindInvalid, constraint: "H6", advice: "Choose a region that this one can replicate to; the data source multicloud_replication_locations lists them."},
	"1009": {kind: replication.KindConflict, constraint: "H8", advice: "The backup is being replicated there, or has its replica there: delete that first to replicate again."},
	"1011": {kind: replication.KindInvalid, constraint: "H6", advice: "Choose another project in the destination region."},
	"1012": {kind: replication.KindConflict, advice: "The limit of replicas is reached: delete some that nobody needs."},
	"6000": {kind: replication.KindNotFound, missing: vault.MissingPolicy},
	"6001": {kind: replication.KindConflict, advice: "An account has at most 32 replication policies: delete one that nobody needs, or ask for a higher quota."},
	"6002": {kind: replication.KindNotFound, missing: vault.MissingPolicy},
	"6003": {kind: replication.KindConflict, advice: "The destination cannot change while the policy is applied to a vault: unbind it from its vaults first, change it, and bind them again."},
	"6105": {kind: replication.KindNotFound, missing: vault.MissingVault},
	"6112": {kind: replication.KindConflict, advice: "The vault is in a state that does not allow this: apply again when it is available."},
	"6114": {kind: replication.KindConflict, constraint: "H10", advice: "The vault is full: enlarge it."},
	"6118": {kind: replication.KindInvalid, constraint: "H10", advice: "CBR could not check the destination vault: check region, project and id."},
	"6119": {kind: replication.KindInvalid, constraint: "H10", advice: "The destination vault must be a replication vault for the same kind of resource."},
	"6120": {kind: replication.KindInvalid, constraint: "H10", advice: "There is no such destination vault: check region, project and id."},
	"6122": {kind: replication.KindInvalid, constraint: "H1", advice: "Backups of disks cannot be replicated."},
	"6127": {kind: replication.KindInvalid, advice: "This policy cannot be applied to this vault."},
	"6128": {kind: replication.KindInvalid, constraint: "H13", advice: "Vaults of this type cannot be replicated."},
	"6129": {kind: replication.KindConflict, constraint: "H10", advice: "The destination vault is full: enlarge it."},
	"6130": {kind: replication.KindConflict, advice: "The vault is being replicated already: apply again when that is finished."},
	"6142": {kind: replication.KindConflict, constraint: "H10", advice: "All vaults are full: enlarge one."},
	"6200": {kind: replication.KindNotFound, missing: vault.MissingBackup},
	"6201": {kind: replication.KindConflict, advice: "The backup cannot be deleted in its state: apply again later."},
	"6203": {kind: replication.KindConflict, advice: "A backup is being made: apply again when it is finished."},
	"6204": {kind: replication.KindConflict, advice: "An image was made from the backup: delete the image first."},
	"6216": {kind: replication.KindConflict, advice: "The backup is in use: apply again later."},
	"6220": {kind: replication.KindConflict, advice: "The vault is locked: its backups are deleted when they expire, not before."},
	"6500": {kind: replication.KindNotFound, missing: vault.MissingTask},
	"6501": {kind: replication.KindNotFound, missing: vault.MissingTask},
	"8600": {kind: replication.KindPermission, advice: "The account has not been authenticated by real name."},
	"9900": {kind: replication.KindInvalid},
	"9998": {kind: replication.KindPermission, advice: "Check the credentials."},
}

// beingReplicated is the code for a vault that CBR replicates already.
const beingReplicated = "6130"

// busy are the codes that pass by themselves.
var busy = map[string]bool{"0002": true, "6112": true, beingReplicated: true, "6203": true}

// kindOf is the kind of an error whose code says nothing.
func kindOf(status int, code string) replication.Kind {
	switch {
	case status == http.StatusUnauthorized, status == http.StatusForbidden, status == http.StatusProxyAuthRequired:
		return replication.KindPermission
	case status == http.StatusTooManyRequests, strings.HasSuffix(code, ".0308"):
		return replication.KindThrottled
	case status == http.StatusNotFound && !strings.HasPrefix(code, "APIG"):
		return replication.KindNotFound
	case status == http.StatusNotFound, status == http.StatusMethodNotAllowed, status == http.StatusNotImplemented:
		return replication.KindUnsupported
	case status == http.StatusConflict:
		return replication.KindConflict
	case status >= http.StatusInternalServerError, status < http.StatusBadRequest:
		return replication.KindUnavailable
	default:
		return replication.KindInvalid
	}
}
