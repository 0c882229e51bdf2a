package credentials

import (
	"context"
	"time"

	oss "github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss/credentials"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/lookup"
)

// renewed is a source whose credentials are fetched when they are first needed, and again before they expire.
func (s *search) renewed(from string, fetch func(context.Context) (oss.Credentials, error)) *source {
	expires := func(c oss.Credentials) time.Time {
		if c.Expires == nil {
			return time.Time{}
		}
		return *c.Expires
	}
	return &source{oss.CredentialsProviderFunc(lookup.NewRenewed(s.Clock, expires, fetch).Get), from}
}
