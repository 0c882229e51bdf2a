package iam

import (
	"cmp"
	"encoding/json"
	"net/http"
	"slices"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/random"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/world"
)

const tokenLifetime = 24 * time.Hour

type named struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// authDocument is the body of both calls that give out something to authenticate with.
type authDocument struct {
	Auth struct {
		Identity struct {
			Methods  []string `json:"methods"`
			Password struct {
				User struct {
					Name     string `json:"name"`
					Password string `json:"password"`
					Domain   named  `json:"domain"`
				} `json:"user"`
			} `json:"password"`
			AssumeRole assumeRole `json:"assume_role"`
			Token      struct {
				ID       string `json:"id"`
				Duration int    `json:"duration_seconds"`
			} `json:"token"`
		} `json:"identity"`
		Scope struct {
			Project named `json:"project"`
			Domain  named `json:"domain"`
		} `json:"scope"`
	} `json:"auth"`
}

type assumeRole struct {
	AgencyName string `json:"agency_name"`
	DomainID   string `json:"domain_id"`
	DomainName string `json:"domain_name"`
	Duration   int    `json:"duration_seconds"`
}

func (c *call) authDocument() (authDocument, *Failure) {
	var in authDocument
	if err := json.Unmarshal(c.body, &in); err != nil {
		return in, nested(http.StatusBadRequest, "The request body is invalid")
	}
	return in, nil
}

func uses(in authDocument, method string) bool {
	return slices.Contains(in.Auth.Identity.Methods, method)
}

// createToken makes a token for a user's password, or for an agency that the caller may assume.
func (s *Service) createToken(c *call) *Failure {
	in, failure := c.authDocument()
	if failure != nil {
		return failure
	}
	var t token
	method := "password"
	switch {
	case uses(in, "assume_role"):
		method = "assume_role"
		if c.caller, failure = s.Authenticate(c.r, c.body, c.at); failure != nil {
			return failure
		}
		agency, failure := s.assumed(c, in.Auth.Identity.AssumeRole)
		if failure != nil {
			return failure
		}
		t = token{Account: agency.Account, User: agency.Name, Allow: agency.Allow, Deny: agency.Deny}
	case uses(in, "password"):
		user, ok := s.login(in)
		if !ok {
			return nested(http.StatusUnauthorized, "The username or password is wrong.")
		}
		t = token{Account: user.Account, User: user.Name, Allow: user.Allow, Deny: user.Deny}
	default:
		return nested(http.StatusBadRequest, "The simulated IAM knows the methods password and assume_role")
	}
	account := s.Account(t.Account)
	if !c.at.ByAddress() && account.Cloud != c.at.Cloud {
		return nested(http.StatusUnauthorized, "The username or password is wrong.")
	}
	project, failure := s.scope(in, account)
	if failure != nil {
		return failure
	}
	t.Project, t.Region, t.Expires = project.ID, c.at.Region, time.Now().UTC().Add(tokenLifetime)
	id := "MIIsimulated" + random.Hex(40)
	s.mu.Lock()
	s.state.Tokens[id] = t
	s.mu.Unlock()
	c.w.Header().Set("X-Subject-Token", id)
	writeJSON(c.w, c.requestID, http.StatusCreated, tokenDocument(t, account, project, method))
	return nil
}

func tokenDocument(t token, account Account, project Project, method string) any {
	domain := map[string]string{"id": account.ID, "name": account.Name}
	document := map[string]any{
		"expires_at": t.Expires.Format("2006-01-02T15:04:05.000000Z"),
		"issued_at":  t.Expires.Add(-tokenLifetime).Format("2006-01-02T15:04:05.000000Z"),
		"methods":    []string{method}, "roles": []any{}, "catalog": []any{},
		"user": map[string]any{"id": derivedID(account.ID, t.User), "name": t.User, "domain": domain, "password_expires_at": ""},
	}
	if project.ID == "" {
		document["domain"] = domain
	} else {
		document["project"] = map[string]any{"id": project.ID, "name": project.Name, "domain": domain}
	}
	return map[string]any{"token": document}
}

func (s *Service) login(in authDocument) (User, bool) {
	who := in.Auth.Identity.Password.User
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, user := range s.state.Users {
		account := s.account(user.Account)
		if user.Name == who.Name && (account.Name == who.Domain.Name || account.ID == who.Domain.ID) {
			return user, user.Password == who.Password
		}
	}
	return User{}, false
}

// scope is the project that the token is for; none is the whole account.
func (s *Service) scope(in authDocument, account Account) (Project, *Failure) {
	want := in.Auth.Scope.Project
	if want == (named{}) {
		return Project{}, nil
	}
	for _, p := range s.ProjectsOf(account.ID) {
		if want.ID == p.ID || want.ID == "" && want.Name == p.Name {
			return p, nil
		}
	}
	return Project{}, nested(http.StatusUnauthorized, "The project "+cmp.Or(want.Name, want.ID)+" does not exist in the domain")
}

// assumed is the agency that the caller names and is trusted by.
func (s *Service) assumed(c *call, in assumeRole) (Agency, *Failure) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, agency := range s.state.Agencies {
		account := s.account(agency.Account)
		if agency.Name != in.AgencyName || account.ID != in.DomainID && account.Name != in.DomainName {
			continue
		}
		if agency.Trusted != c.caller.Account.ID || !c.caller.Permits("", "iam:agencies:assume") {
			return Agency{}, nested(http.StatusForbidden, "You are not authorized to perform the requested action: iam:agencies:assume")
		}
		return agency, nil
	}
	return Agency{}, nested(http.StatusNotFound, "Could not find agency: "+in.AgencyName)
}

// createTemporaryKey makes a temporary key of an agency, or of the caller itself.
func (s *Service) createTemporaryKey(c *call) *Failure {
	in, failure := c.authDocument()
	if failure != nil {
		return failure
	}
	var key world.Key
	seconds := in.Auth.Identity.Token.Duration
	switch {
	case uses(in, "assume_role"):
		agency, failure := s.assumed(c, in.Auth.Identity.AssumeRole)
		if failure != nil {
			return failure
		}
		key = world.Key{Account: agency.Account, Allow: agency.Allow, Deny: agency.Deny, Principal: agency.Name}
		seconds = in.Auth.Identity.AssumeRole.Duration
	case uses(in, "token"):
		key = world.Key{Account: c.caller.Account.ID, Allow: c.caller.key.Allow, Deny: c.caller.key.Deny}
	default:
		return nested(http.StatusBadRequest, "The methods of a temporary key are assume_role and token")
	}
	lifetime := time.Duration(cmp.Or(seconds, 900)) * time.Second
	if lifetime < 15*time.Minute || lifetime > 24*time.Hour {
		return nested(http.StatusBadRequest, "duration_seconds must be from 900 to 86400")
	}
	writeJSON(c.w, c.requestID, http.StatusCreated, credentialDocument(s.issue(key, lifetime)))
	return nil
}

// issue puts a temporary key into the world.
func (s *Service) issue(key world.Key, lifetime time.Duration) world.Key {
	key.Cloud, key.ID, key.Secret = provider, "HSTSIM"+random.Hex(7), random.Hex(20)
	key.SessionToken, key.Expires = "gQpjbi1ub3J0aC00"+random.Hex(40), time.Now().UTC().Add(lifetime).Truncate(time.Second)
	s.access.Put(key)
	return key
}

func credentialDocument(key world.Key) any {
	return map[string]any{"credential": map[string]string{
		"access": key.ID, "secret": key.Secret, "securitytoken": key.SessionToken,
		"expires_at": key.Expires.Format("2006-01-02T15:04:05.000000Z"),
	}}
}
