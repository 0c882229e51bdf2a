package credentials

import (
	"context"
	"sync"

	oss "github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss/credentials"
)

// New makes the provider of credentials that an OSS client takes. It reads nothing: the places are looked through at the
// first use. Errors are *Error or, where STS was asked, *replication.Error; they hold no secret.
func New(o Options) oss.CredentialsProvider {
	s := &search{Options: o.withDefaults()}
	s.sts = &stsClient{http: o.HTTPClient, now: s.Clock.Now}
	return &chain{find: sync.OnceValues(s.find)}
}

type chain struct {
	find func() (oss.CredentialsProvider, error)
}

// GetCredentials returns credentials that are good for some minutes at least.
func (c *chain) GetCredentials(ctx context.Context) (oss.Credentials, error) {
	provider, err := c.find()
	if err != nil {
		return oss.Credentials{}, err
	}
	return provider.GetCredentials(ctx)
}

// source is where credentials come from; from names it in messages.
type source struct {
	oss.CredentialsProvider
	from string
}

func static(keyID, secret, token, from string) *source {
	return &source{oss.NewStaticCredentialsProvider(keyID, secret, token), from}
}

// find looks through the places and puts the role to assume on top. It makes no request.
func (s *search) find() (oss.CredentialsProvider, error) {
	found, err := s.base()
	if err != nil {
		return nil, err
	}
	role, err := s.role()
	if err != nil || role == nil {
		return found, err
	}
	return s.assume(*role, found, s.stsEndpoint(s.stsRegion(), false)), nil
}
