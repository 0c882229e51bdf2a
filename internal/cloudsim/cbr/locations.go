package cbr

import (
	"net/http"
	"slices"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/iam"
)

// groups are regions that replicate among each other. The second is documented for the international site; no current
// list is published, so that the others are inferred.
var groups = [][]string{
	{"cn-north-1", "cn-north-4", "cn-east-3", "cn-south-1", "cn-southwest-2"},
	{"ap-southeast-1", "ap-southeast-2", "ap-southeast-3"},
	{"tr-central-201", "tr-central-202"},
}

// destinations are the regions of the same cloud that a region replicates to.
func (s *Service) destinations(cloud, region string) []string {
	if set, ok := s.state.Destination[place(cloud, region)]; ok {
		return set
	}
	for _, group := range groups {
		if slices.Contains(group, region) {
			return slices.DeleteFunc(slices.Clone(group), func(r string) bool { return r == region })
		}
	}
	return nil
}

func (s *Service) showCapabilities(c *call) (any, *apiError) {
	return map[string]any{"regions": []map[string]any{{
		"name": c.project.Region, "replication_destinations": append([]string{}, s.destinations(c.project.Cloud, c.project.Region)...),
	}}}, nil
}

func (s *Service) features(c *call) map[string]any {
	destinations := append([]string{}, s.destinations(c.project.Cloud, c.project.Region)...)
	return map[string]any{
		"features.backup_double_az": false, "replication.enable": len(destinations) > 0, "replication.source_region": c.project.Region,
		"replication.destination_regions": destinations, "replication.destination_dgw_regions": []string{},
	}
}

func (s *Service) listFeatures(c *call) (any, *apiError) { return s.features(c), nil }

func (s *Service) showFeature(c *call) (any, *apiError) {
	key := c.params["feature"]
	value, ok := s.features(c)[key]
	if !ok {
		return nil, fail(http.StatusBadRequest, "9900", "The feature %s is not supported.", key)
	}
	return map[string]any{key: value}, nil
}

// listRegionProjects is IAM's list of projects, asked of CBR.
func (s *Service) listRegionProjects(c *call) (any, *apiError) {
	return iam.ProjectsDocument(c.r.Host, s.iam.ProjectsOf(c.caller.Account.ID)), nil
}

// listExternalVaults lists the vaults of another region of the same account.
func (s *Service) listExternalVaults(c *call) (any, *apiError) {
	region, id := c.query.Get("region_id"), c.query.Get("external_project_id")
	if region == "" || id == "" {
		return nil, invalid("region_id and external_project_id are required")
	}
	project, ok := s.iam.Project(id)
	if !ok || project.Account != c.project.Account || project.Region != region {
		return nil, invalid("external_project_id %s is no project of the region %s", id, region)
	}
	return s.vaultList(c, id, c.query.Get("vault_id"))
}
