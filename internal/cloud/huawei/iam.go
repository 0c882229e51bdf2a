package huawei

import (
	"context"
	"fmt"
	"net/http"
	"net/url"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
)

// ProjectID is the project that stands for the place: its own, that of the configuration in the configuration's region, or else
// the project of IAM that is called like the region.
func (d *Driver) ProjectID(ctx context.Context, place vault.Place) (string, error) {
	if place.ProjectID != "" {
		return place.ProjectID, nil
	}
	c := call{
		place: place, does: "find the project", on: "region " + place.Region, action: "iam:projects:listProjects",
		method: http.MethodGet, missing: vault.MissingProject,
	}
	place, err := d.inRegion(c)
	if err != nil {
		return "", err
	}
	if found := d.options.Found; found.ProjectID != "" && place.Region == found.Region {
		return found.ProjectID, nil
	}
	c.place, c.on, c.query = place, "region "+place.Region, url.Values{"name": {place.Region}}
	return d.projects.Get(ctx, place.Region, func(ctx context.Context) (string, error) { return d.project(ctx, c) })
}

func (d *Driver) project(ctx context.Context, c call) (string, error) {
	var answer struct {
		Projects []struct {
			ID   string `json:"id"`
			Name string `json:"name"`
		} `json:"projects"`
	}
	if err := d.iam(ctx, c, "/v3/projects", &answer); err != nil {
		return "", err
	}
	for _, p := range answer.Projects {
		if p.Name == c.place.Region {
			return p.ID, nil
		}
	}
	e := c.fails(replication.KindNotFound, nil)
	e.Missing = vault.MissingProject
	e.Message = fmt.Sprintf("IAM lists no project of the name %s for this account", c.place.Region)
	e.Advice = "Check the region, or set `project_id`; a region that the account has never used has no project yet."
	return "", e
}

// AccountID is the id of the account: that of the configuration, or else what IAM tells.
func (d *Driver) AccountID(ctx context.Context) (string, error) {
	if id := d.options.Found.DomainID; id != "" {
		return id, nil
	}
	c := call{does: "find the account", on: "the access key", method: http.MethodGet}
	place, err := d.inRegion(c)
	if err != nil {
		return "", err
	}
	c.place = place
	return d.accounts.Get(ctx, struct{}{}, func(ctx context.Context) (string, error) {
		var answer struct {
			Domains []struct {
				ID string `json:"id"`
			} `json:"domains"`
		}
		if err := d.iam(ctx, c, "/v3/auth/domains", &answer); err != nil {
			return "", err
		}
		if len(answer.Domains) != 1 {
			return "", c.fails(replication.KindUnavailable, fmt.Errorf("IAM lists %d accounts", len(answer.Domains)))
		}
		return answer.Domains[0].ID, nil
	})
}

func (d *Driver) iam(ctx context.Context, c call, path string, out any) error {
	return d.send(ctx, c, d.options.Found.IAM.URL(c.place.Region, d.options.Found.Cloud)+path, "", out)
}
