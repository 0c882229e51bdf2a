package cbr

import (
	"net/http"
	"strings"
)

// operation is one operation of the API and how a request for it is recognized.
type operation struct {
	name    string
	method  string
	pattern string
	actions []string // the IAM action, in both spellings where there are two
	handle  func(*Service, *call) (any, *apiError)
}

func action(names ...string) []string { return names }

// operations is searched in order, so that a fixed path comes before one with an id.
func operations(o Options) []operation {
	const get, post, put, remove = http.MethodGet, http.MethodPost, http.MethodPut, http.MethodDelete
	table := []operation{
		{"CreatePostPaidVault", post, "vaults/order", action("cbr:vaults:create"), (*Service).orderVault},
		{"CreateVault", post, "vaults", action("cbr:vaults:create"), (*Service).createVault},
		{"ListVault", get, "vaults", action("cbr:vaults:list"), (*Service).listVaults},
		{"ListExternalVault", get, "vaults/external", action("cbr:vaults:listExternalVaults"), (*Service).listExternalVaults},
		{"ShowVault", get, "vaults/{vault_id}", action("cbr:vaults:get"), (*Service).showVault},
		{"UpdateVault", put, "vaults/{vault_id}", action("cbr:vaults:update"), (*Service).updateVault},
		{"DeleteVault", remove, "vaults/{vault_id}", action("cbr:vaults:delete"), (*Service).deleteVault},
		{"AddVaultResource", post, "vaults/{vault_id}/addresources", action("cbr:vaults:addResources"), (*Service).addResources},
		{"RemoveVaultResource", post, "vaults/{vault_id}/removeresources", action("cbr:vaults:removeResources"), (*Service).removeResources},
		{"SetVaultResource", put, "vaults/{vault_id}/set-resources", action("cbr:vaults:setResources"), (*Service).setResources},
		{"AssociateVaultPolicy", post, "vaults/{vault_id}/associatepolicy", action("cbr:vaults:associatePolicy"), (*Service).associatePolicy},
		{"DisassociateVaultPolicy", post, "vaults/{vault_id}/dissociatepolicy", action("cbr:vaults:dissociatePolicy"), (*Service).dissociatePolicy},

		{"CreatePolicy", post, "policies", action("cbr:policies:create"), (*Service).createPolicy},
		{"ListPolicies", get, "policies", action("cbr:policies:list"), (*Service).listPolicies},
		{"ShowPolicy", get, "policies/{policy_id}", action("cbr:policies:get"), (*Service).showPolicy},
		{"UpdatePolicy", put, "policies/{policy_id}", action("cbr:policies:update"), (*Service).updatePolicy},
		{"DeletePolicy", remove, "policies/{policy_id}", action("cbr:policies:delete"), (*Service).deletePolicy},

		{"CreateCheckpoint", post, "checkpoints", action("cbr:vaults:backup"), (*Service).createCheckpoint},
		{"CopyCheckpoint", post, "checkpoints/replicate", action("cbr:vaults:replicate"), (*Service).copyCheckpoint},
		{"ShowCheckpoint", get, "checkpoints/{checkpoint_id}", action("cbr:vaults:get"), (*Service).showCheckpoint},

		{"ListBackups", get, "backups", action("cbr:backups:list"), (*Service).listBackups},
		{"ShowBackup", get, "backups/{backup_id}", action("cbr:backups:get"), (*Service).showBackup},
		{"UpdateBackup", put, "backups/{backup_id}", action("cbr:backups:update"), (*Service).updateBackup},
		{"DeleteBackup", remove, "backups/{backup_id}", action("cbr:backups:delete"), (*Service).deleteBackup},
		{"CopyBackup", post, "backups/{backup_id}/replicate", action("cbr:backups:replicate"), (*Service).copyBackup},

		{"ListOpLogs", get, "operation-logs", action("cbr:tasks:list"), (*Service).listTasks},
		{"ShowOpLog", get, "operation-logs/{task_id}", action("cbr:tasks:get"), (*Service).showTask},

		{"ShowReplicationCapabilities", get, "replication-capabilities", action("cbr:backups:queryReplicationCapability"), (*Service).showCapabilities},
		{"ListFeatures", get, "cbr-features", nil, (*Service).listFeatures},
		{"ShowFeature", get, "cbr-features/{feature}", nil, (*Service).showFeature},
	}
	if !o.WithoutCrossCloud { // the actions of the last three are inferred: only create and list are documented
		path := o.Names.Path
		table = append(table,
			operation{"CreateCrossCloudCredential", post, path, action("cbr::createThirdAuth", "cbr:thirdAuth:create"), (*Service).createCredential},
			operation{"ListCrossCloudCredentials", get, path, action("cbr::listThirdAuth", "cbr:thirdAuth:list"), (*Service).listCredentials},
			operation{"ShowCrossCloudCredential", get, path + "/{credential_id}", action("cbr::listThirdAuth", "cbr:thirdAuth:list"), (*Service).showCredential},
			operation{"UpdateCrossCloudCredential", put, path + "/{credential_id}", action("cbr::updateThirdAuth", "cbr:thirdAuth:update"), (*Service).updateCredential},
			operation{"DeleteCrossCloudCredential", remove, path + "/{credential_id}", action("cbr::deleteThirdAuth", "cbr:thirdAuth:delete"), (*Service).deleteCredential},
		)
	}
	for i := range table {
		table[i].pattern = "v3/{project_id}/" + table[i].pattern
	}
	return append([]operation{{"ListProjects", get, "v3/region-projects", nil, (*Service).listRegionProjects}}, table...)
}

// find is the operation that the request asks for, with the ids in its path.
func (s *Service) find(r *http.Request) (*operation, map[string]string) {
	path := strings.Split(strings.Trim(r.URL.Path, "/"), "/")
	for i := range s.operations {
		op := &s.operations[i]
		if op.method != r.Method {
			continue
		}
		if params, ok := match(strings.Split(op.pattern, "/"), path); ok {
			return op, params
		}
	}
	return nil, nil
}

func match(pattern, path []string) (map[string]string, bool) {
	if len(pattern) != len(path) {
		return nil, false
	}
	params := map[string]string{}
	for i, part := range pattern {
		if name, ok := strings.CutPrefix(part, "{"); ok && path[i] != "" {
			params[strings.TrimSuffix(name, "}")] = path[i]
		} else if part != path[i] {
			return nil, false
		}
	}
	return params, true
}
