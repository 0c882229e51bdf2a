package cbr

type associateDocument struct {
	PolicyID           string `json:"policy_id"`
	VaultID            string `json:"vault_id"`
	DestinationVaultID string `json:"destination_vault_id,omitempty"`
}

func (s *Service) associatePolicy(c *call) (any, *apiError) {
	v, failure := s.vaultOf(c)
	if failure != nil {
		return nil, failure
	}
	var body struct {
		PolicyID           string   `json:"policy_id"`
		AddPolicyIDs       []string `json:"add_policy_ids"`
		DestinationVaultID string   `json:"destination_vault_id"`
	}
	if failure := decode(c.body, &body); failure != nil {
		return nil, failure
	}
	ids := body.AddPolicyIDs
	if body.PolicyID != "" {
		ids = append(ids, body.PolicyID)
	}
	if len(ids) == 0 || len(ids) > 10 || body.PolicyID != "" && len(ids) != 1 {
		return nil, invalid("either policy_id or add_policy_ids, with at most 10 of them, is required")
	}
	for _, id := range ids {
		p := s.policyIn(c.project.ID, id)
		if p == nil {
			return nil, noPolicy(id)
		}
		if failure := s.bind(v, p, body.DestinationVaultID); failure != nil {
			return nil, failure
		}
	}
	return map[string]any{"associate_policy": associateDocument{ids[0], v.ID, body.DestinationVaultID}}, nil
}

// bind applies a policy to a vault. A vault has one policy of each type: the former one goes without a word.
func (s *Service) bind(v *vault, p *policy, destinationID string) *apiError {
	switch {
	case v.Status == StatusDeleting:
		return badRequest("6112", "The status of vault %s is invalid.", v.ID)
	case p.OperationType == OperationBackup && v.CloudType == CloudHybrid:
		return badRequest("6136", "A backup policy cannot be applied to a hybrid vault.")
	case p.OperationType == OperationBackup && v.ProtectType != ProtectBackup:
		return badRequest("6127", "The policy cannot be applied to vault %s.", v.ID)
	case p.OperationType == OperationReplication:
		if failure := s.bindable(v, p, destinationID); failure != nil {
			return failure
		}
	}
	if v.Bindings == nil {
		v.Bindings = map[string]Binding{}
	}
	v.Bindings[p.OperationType] = Binding{PolicyID: p.ID, DestinationVaultID: destinationID}
	return nil
}

// bindable checks that the vault can replicate to the destination vault by the policy.
func (s *Service) bindable(v *vault, p *policy, destinationID string) *apiError {
	if destinationID == "" {
		return invalid("destination_vault_id is required for a replication policy")
	}
	to := s.destination(p, v, destinationID)
	if v.ObjectType != ObjectServer && v.ObjectType != ObjectTurbo || v.ProtectType != ProtectBackup && !to.crossCloud() {
		return badRequest("6128", "The type of vault %s does not allow replication.", v.ID)
	}
	if failure := s.checkTarget(to); failure != nil {
		return badRequest("6118", "The destination vault cannot be checked: %s", failure.Reason)
	}
	return s.checkDestination(v, to)
}

func (s *Service) dissociatePolicy(c *call) (any, *apiError) {
	v, failure := s.vaultOf(c)
	if failure != nil {
		return nil, failure
	}
	var body struct {
		PolicyID string `json:"policy_id"`
	}
	if failure := decode(c.body, &body); failure != nil {
		return nil, failure
	}
	for kind, binding := range v.Bindings {
		if binding.PolicyID == body.PolicyID {
			delete(v.Bindings, kind)
			return map[string]any{"dissociate_policy": associateDocument{binding.PolicyID, v.ID, binding.DestinationVaultID}}, nil
		}
	}
	return nil, missing("6002", "Policy %s is not applied to vault %s.", body.PolicyID, v.ID)
}
