package iam

import (
	"net/http"
	"slices"
	"strings"
)

// Names of the two clouds that are there without being added. As targets of cross-cloud replication they are the
// simulator's own: the real values are not published.
const (
	HuaweiCloud = "huaweicloud"
	HCSOnline   = "hcso"
)

// HCSODomain is the domain of the simulated HCS Online site; every real site has one of its own.
const HCSODomain = "hcso.example"

// Cloud is one cloud with its own endpoints, accounts and regions.
type Cloud struct {
	Name string `json:"name" yaml:"name"`
	// Domains are what follows the region in the name of an endpoint, such as "myhuaweicloud.com".
	Domains []string `json:"domains" yaml:"domains"`
	// Regions are the region ids; in each of them, every account of the cloud has a project of that name.
	Regions []string `json:"regions" yaml:"regions"`
}

func defaultClouds() []Cloud {
	return []Cloud{
		{
			Name: HuaweiCloud, Domains: []string{"myhuaweicloud.com", "myhuaweicloud.eu"},
			Regions: []string{
				"cn-north-4", "cn-north-1", "cn-east-3", "cn-south-1", "cn-southwest-2",
				"ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "tr-west-1", "eu-west-101",
			},
		},
		{Name: HCSOnline, Domains: []string{HCSODomain}, Regions: []string{"tr-central-201", "tr-central-202"}},
	}
}

// Endpoint is what the name of a host tells: "cbr.cn-north-4.myhuaweicloud.com".
type Endpoint struct {
	Service string // "cbr", "iam"
	Region  string // empty for a global endpoint
	Cloud   string // empty for an address: only the request's key or project tells
}

// ByAddress tells whether the host is an address, whose requests show service and cloud themselves.
func (e Endpoint) ByAddress() bool { return e.Cloud == "" }

// Endpoint takes the name of a host apart. It is false for a host of no simulated cloud.
func (s *Service) Endpoint(r *http.Request) (Endpoint, bool) {
	if isAddress(r.Host) {
		return Endpoint{}, true
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, cloud := range s.state.Clouds {
		for _, domain := range cloud.Domains {
			front, ok := strings.CutSuffix(r.Host, "."+domain)
			if !ok {
				continue
			}
			service, region, _ := strings.Cut(front, ".")
			if strings.Contains(region, ".") {
				continue
			}
			return Endpoint{Service: service, Region: region, Cloud: cloud.Name}, true
		}
	}
	return Endpoint{}, false
}

// Signed tells whether a request to an address comes from a client of these clouds: by its signature or its token.
func Signed(r *http.Request) bool {
	return strings.HasPrefix(r.Header.Get("Authorization"), algorithm+" ") || r.Header.Get("X-Auth-Token") != ""
}

// PutCloud adds a cloud or replaces the one of the same name.
func (s *Service) PutCloud(c Cloud) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c.Domains, c.Regions = slices.Clone(c.Domains), slices.Clone(c.Regions)
	s.state.Clouds = append(slices.DeleteFunc(s.state.Clouds, func(old Cloud) bool { return old.Name == c.Name }), c)
}

// Cloud returns the cloud of this name.
func (s *Service) Cloud(name string) (Cloud, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.cloud(name)
}

func (s *Service) cloud(name string) (Cloud, bool) {
	i := slices.IndexFunc(s.state.Clouds, func(c Cloud) bool { return c.Name == name })
	if i < 0 {
		return Cloud{}, false
	}
	return s.state.Clouds[i], true
}
