package cbr

import (
	"cmp"
	"encoding/json"
	"slices"
)

// The API for cross-cloud credentials is not published. Path and fields are options; the rest follows the console's
// documentation: name, description and keys can be changed, keys are never shown, and deleting is always allowed.

// fields are the values in the wrapper of a credential's body.
func (s *Service) fields(c *call, allowed ...string) (map[string]string, *apiError) {
	var body map[string]map[string]json.RawMessage
	if err := json.Unmarshal(c.body, &body); err != nil || body[s.options.Names.Credential] == nil || len(body) != 1 {
		return nil, invalid("%s is required", s.options.Names.Credential)
	}
	values := map[string]string{}
	for name, raw := range body[s.options.Names.Credential] {
		var text string
		if !slices.Contains(allowed, name) {
			return nil, invalid("invalid key %s", name)
		}
		if err := json.Unmarshal(raw, &text); err != nil {
			return nil, invalid("invalid value of key %s", name)
		}
		values[name] = text
	}
	return values, nil
}

func (s *Service) createCredential(c *call) (any, *apiError) {
	n := s.options.Names
	in, failure := s.fields(c, "name", "description", n.TargetCloud, n.Account, n.AccessKey, n.SecretKey)
	if failure != nil {
		return nil, failure
	}
	made := &credential{
		ID: newUUID(), Project: c.project.ID, Name: in["name"], Description: in["description"], TargetCloud: in[n.TargetCloud],
		Account: in[n.Account], AccessKey: in[n.AccessKey], SecretKey: in[n.SecretKey], Created: c.now, Updated: c.now,
	}
	_, known := s.iam.Cloud(made.TargetCloud)
	check := made.check()
	check.that(known && made.TargetCloud != c.project.Cloud, "invalid %s %q: it is not another cloud", n.TargetCloud, made.TargetCloud)
	check.length(n.Account, made.Account, 1, 64)
	check.that(made.AccessKey != "" && made.SecretKey != "", "%s and %s are required", n.AccessKey, n.SecretKey)
	if check.first != nil {
		return nil, check.first
	}
	s.state.Credentials[made.ID] = made
	return s.credentialDocument(made), nil
}

func (c *credential) check() checks {
	var check checks
	check.length("name", c.Name, 1, 64)
	check.that(credentialForm.MatchString(c.Name), "invalid name %q: letters, digits, _ and - are allowed", c.Name)
	check.description(c.Description, 255)
	return check
}

func (s *Service) updateCredential(c *call) (any, *apiError) {
	old, failure := s.credentialOf(c)
	if failure != nil {
		return nil, failure
	}
	n := s.options.Names
	in, failure := s.fields(c, "name", "description", n.AccessKey, n.SecretKey)
	if failure != nil {
		return nil, failure
	}
	next := *old
	for name, field := range map[string]*string{"name": &next.Name, "description": &next.Description, n.AccessKey: &next.AccessKey, n.SecretKey: &next.SecretKey} {
		if value, given := in[name]; given {
			*field = value
		}
	}
	check := next.check()
	_, access := in[n.AccessKey]
	_, secret := in[n.SecretKey]
	check.that(access == secret, "%s and %s are changed together", n.AccessKey, n.SecretKey)
	check.that(next.AccessKey != "" && next.SecretKey != "", "%s and %s cannot be empty", n.AccessKey, n.SecretKey)
	if check.first != nil {
		return nil, check.first
	}
	next.Updated = c.now
	*old = next
	return s.credentialDocument(old), nil
}

func (s *Service) credentialOf(c *call) (*credential, *apiError) {
	id := c.params["credential_id"]
	if found, ok := s.state.Credentials[id]; ok && found.Project == c.project.ID {
		return found, nil
	}
	return nil, noCredential(id)
}

func (s *Service) showCredential(c *call) (any, *apiError) {
	found, failure := s.credentialOf(c)
	if failure != nil {
		return nil, failure
	}
	return s.credentialDocument(found), nil
}

func (s *Service) listCredentials(c *call) (any, *apiError) {
	var found []*credential
	for _, id := range sortedKeys(s.state.Credentials) {
		one := s.state.Credentials[id]
		if one.Project == c.project.ID && c.filter(map[string]string{"name": one.Name, s.options.Names.TargetCloud: one.TargetCloud}) {
			found = append(found, one)
		}
	}
	slices.SortFunc(found, func(a, b *credential) int { return cmp.Or(b.Created.Compare(a.Created), cmp.Compare(a.ID, b.ID)) })
	shown, count, failure := page(c, found)
	documents := []any{}
	for _, one := range shown {
		documents = append(documents, s.credentialFields(one))
	}
	return map[string]any{"count": count, s.options.Names.Credentials: documents}, failure
}

// deleteCredential is allowed while policies use the credential: they stop being able to replicate.
func (s *Service) deleteCredential(c *call) (any, *apiError) {
	found, failure := s.credentialOf(c)
	if failure != nil {
		return nil, failure
	}
	delete(s.state.Credentials, found.ID)
	return nil, nil
}

func (s *Service) credentialDocument(c *credential) any {
	return map[string]any{s.options.Names.Credential: s.credentialFields(c)}
}

// credentialFields never has the keys.
func (s *Service) credentialFields(c *credential) map[string]string {
	return map[string]string{
		"id": c.ID, "name": c.Name, "description": c.Description, s.options.Names.TargetCloud: c.TargetCloud,
		s.options.Names.Account: c.Account, "project_id": c.Project, "created_at": apiTime(c.Created), "updated_at": apiTime(c.Updated),
	}
}
