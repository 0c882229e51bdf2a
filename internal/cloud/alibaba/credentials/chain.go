package credentials

import (
	oss "github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss/credentials"
)

// New looks through the places and makes the provider of credentials that an OSS client takes. It reads environment and
// files, and makes no request: temporary credentials are fetched at their first use. Its error is a *lookup.Error, and lists all
// places if there is nothing in any; the provider's errors are *replication.Error where STS was asked. None holds a secret.
func New(o Options) (oss.CredentialsProvider, error) {
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
	if role == nil {
		return found, nil
	}
	return s.assume(*role, found, s.stsEndpoint(s.stsRegion(), false)), nil
}

// source is where credentials come from; from names it in messages.
type source struct {
	oss.CredentialsProvider
	from string
}

func static(keyID, secret, token, from string) *source {
	return &source{oss.NewStaticCredentialsProvider(keyID, secret, token), from}
}
