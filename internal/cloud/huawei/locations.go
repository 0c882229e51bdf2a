package huawei

import (
	"context"
	"net/http"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
)

// ReplicationRegions are the regions that CBR lists as destinations of the place's region.
func (d *Driver) ReplicationRegions(ctx context.Context, from vault.Place) ([]string, error) {
	c := call{
		place: from, does: "list the regions to replicate to", on: "region " + from.Region, action: "cbr:backups:queryReplicationCapability",
		method: http.MethodGet, path: "replication-capabilities",
	}
	place, err := d.inRegion(c)
	if err != nil {
		return nil, err
	}
	c.place, c.on = place, "region "+place.Region
	var answer struct {
		Regions []struct {
			Name         string   `json:"name"`
			Destinations []string `json:"replication_destinations"`
		} `json:"regions"`
	}
	if err := d.do(ctx, c, &answer); err != nil {
		return nil, err
	}
	for _, r := range answer.Regions {
		if r.Name == place.Region {
			return r.Destinations, nil
		}
	}
	return nil, nil
}
