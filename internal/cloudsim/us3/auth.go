package us3

import (
	"crypto/subtle"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// authenticate finds the caller: 170 without signature, 172 for an unknown key, 171 for a wrong signature, 174 for a wrong token.
func (s *Service) authenticate(c *call, r *http.Request) *failure {
	signed := c.text("PublicKey") != "" && c.text("Signature") != ""
	bearer := strings.HasPrefix(r.Header.Get("Authorization"), "Bearer ")
	switch {
	case bearer && signed:
		return refuse(codeBadSignature) // one of the two ways only
	case bearer:
		return refuse(codeUnknownToken) // no OAuth token is ever issued here
	case !signed:
		return refuse(codeNoSignature)
	}
	key, ok := s.access.Find(cloud, c.text("PublicKey"))
	if !ok || key.Disabled {
		return refuse(codeUnknownUser)
	}
	want := c.signature(key.Secret)
	if subtle.ConstantTimeCompare([]byte(want), []byte(c.text("Signature"))) != 1 {
		return refuse(codeBadSignature)
	}
	expired := !key.Expires.IsZero() && time.Now().After(key.Expires)
	if expired || c.text("SecurityToken") != key.SessionToken {
		return refuse(codeUnknownToken)
	}
	c.key = key
	return nil
}

// subUser tells whether the key is of a user within the account; the root account has no principal.
func (c *call) subUser() bool { return strings.Contains(c.key.Principal, ":user/") }

// resolveProject finds the project of the request; only the root account may leave it out.
func (s *Service) resolveProject(c *call) *failure {
	id := c.text("ProjectId")
	switch {
	case id == "" && c.subUser():
		return missing("ProjectId")
	case id == "":
		id = s.defaultProject(c.key.Account).ID
	}
	for _, project := range s.projects(c.key.Account) {
		if project.ID == id {
			c.project = id
			return nil
		}
	}
	return &failure{codeUnknownProject, fmt.Sprintf("Project [%s] not exists", id)}
}

// projects are the projects of an account by id; there always is one.
func (s *Service) projects(account string) []Project {
	var found []Project
	for _, id := range sortedKeys(s.state.Projects) {
		if project := s.state.Projects[id]; project.Account == account {
			found = append(found, project)
		}
	}
	if len(found) == 0 {
		found = append(found, Project{ID: DefaultProjectID(account), Account: account, Name: "Default", Default: true})
	}
	return found
}

// defaultProject is the one that is marked, else the first.
func (s *Service) defaultProject(account string) Project {
	projects := s.projects(account)
	for _, project := range projects {
		if project.Default {
			return project
		}
	}
	return projects[0]
}
