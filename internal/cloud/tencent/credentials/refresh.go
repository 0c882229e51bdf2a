package credentials

import (
	"context"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/lookup"
)

// renewed is a source whose credentials are fetched when they are first needed, and again before they expire.
func (s *search) renewed(from string, fetch func(context.Context) (keys, error)) *source {
	return &source{lookup.NewRenewed(s.Clock, func(k keys) time.Time { return k.expires }, fetch).Get, from}
}
