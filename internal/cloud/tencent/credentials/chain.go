package credentials

import (
	"context"
	"time"

	"github.com/tencentyun/cos-go-sdk-v5"
)

// New looks through the places and makes the provider of credentials that the COS driver takes. It reads environment and
// files, and makes no request: temporary credentials are fetched at their first use. Its error is a *lookup.Error, and lists all
// places if there is nothing in any; the provider's errors are *replication.Error where STS was asked. None holds a secret.
func New(o Options) (*Provider, error) {
	o.Machine = o.WithDefaults()
	s := &search{Options: o}
	s.sts = &stsClient{http: o.HTTPClient, now: s.Clock.Now}
	found, err := s.base()
	if err != nil {
		return nil, err
	}
	role, err := s.role()
	if err != nil {
		return nil, err
	}
	if role != nil {
		found = s.assume(*role, found)
	}
	return &Provider{found}, nil
}

// Provider gives credentials, and renews them where they are temporary. It is safe for concurrent use.
type Provider struct{ source *source }

// Get returns credentials that are valid now. The wait for new ones ends with ctx.
func (p *Provider) Get(ctx context.Context) (*cos.Credential, error) {
	found, err := p.source.get(ctx)
	if err != nil {
		return nil, err
	}
	return &cos.Credential{SecretID: found.id, SecretKey: found.key, SessionToken: found.token}, nil
}

// keys are what a request is signed with.
type keys struct {
	id, key, token string
	expires        time.Time // zero: never
}

func (k keys) complete() bool { return k.id != "" && k.key != "" }

// source is where credentials come from; from names it in messages.
type source struct {
	get  func(context.Context) (keys, error)
	from string
}

func static(k keys, from string) *source {
	return &source{func(context.Context) (keys, error) { return k, nil }, from}
}
