package iam

import (
	"net/http"
	"strconv"
	"strings"
)

type projectDocument struct {
	ID          string            `json:"id"`
	Name        string            `json:"name"`
	DomainID    string            `json:"domain_id"`
	ParentID    string            `json:"parent_id"`
	IsDomain    bool              `json:"is_domain"`
	Enabled     bool              `json:"enabled"`
	Description string            `json:"description"`
	Links       map[string]string `json:"links"`
}

// ProjectsDocument is the answer of the APIs that list projects.
func ProjectsDocument(host string, projects []Project) any {
	documents := make([]projectDocument, 0, len(projects))
	for _, p := range projects {
		documents = append(documents, projectDocument{
			ID: p.ID, Name: p.Name, DomainID: p.Account, ParentID: p.Account, Enabled: true,
			Links: map[string]string{"self": "https://" + host + "/v3/projects/" + p.ID},
		})
	}
	return map[string]any{
		"projects": documents,
		"links":    map[string]any{"self": "https://" + host + "/v3/projects", "previous": nil, "next": nil},
	}
}

// ProjectsOf lists the projects of an account, sorted by name.
func (s *Service) ProjectsOf(account string) []Project {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.projects(account)
}

func (s *Service) listProjects(c *call) *Failure {
	const action = "iam:projects:listProjects"
	if !c.caller.Permits("", action) {
		return nested(http.StatusForbidden, "You are not authorized to perform the requested action: "+action)
	}
	query := c.r.URL.Query()
	var found []Project
	for _, p := range s.ProjectsOf(c.caller.Account.ID) {
		if enabled, err := strconv.ParseBool(query.Get("enabled")); err == nil && !enabled {
			continue
		}
		fits := true
		for name, value := range map[string]string{"name": p.Name, "domain_id": p.Account, "parent_id": p.Account} {
			fits = fits && (query.Get(name) == "" || query.Get(name) == value)
		}
		if fits {
			found = append(found, p)
		}
	}
	writeJSON(c.w, c.requestID, http.StatusOK, ProjectsDocument(c.r.Host, page(found, query.Get("page"), query.Get("per_page"))))
	return nil
}

// page cuts out one page; without both numbers it is everything.
func page(projects []Project, number, size string) []Project {
	n, err := strconv.Atoi(number)
	length, sizeErr := strconv.Atoi(size)
	if err != nil || sizeErr != nil || n < 1 || length < 1 {
		return projects
	}
	from := min((n-1)*length, len(projects))
	return projects[from:min(from+length, len(projects))]
}

// listAuthProjects needs no permission: it is what a caller can see of itself.
func (s *Service) listAuthProjects(c *call) *Failure {
	writeJSON(c.w, c.requestID, http.StatusOK, ProjectsDocument(c.r.Host, s.ProjectsOf(c.caller.Account.ID)))
	return nil
}

func (s *Service) listDomains(c *call) *Failure {
	account := c.caller.Account
	writeJSON(c.w, c.requestID, http.StatusOK, map[string]any{
		"domains": []map[string]any{{"id": account.ID, "name": account.Name, "enabled": true, "description": "", "links": map[string]string{
			"self": "https://" + strings.TrimSuffix(c.r.Host, "/") + "/v3/domains/" + account.ID,
		}}},
		"links": map[string]any{"self": "https://" + c.r.Host + "/v3/auth/domains", "previous": nil, "next": nil},
	})
	return nil
}
