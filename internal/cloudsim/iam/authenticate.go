package iam

import (
	"crypto/hmac"
	"net/http"
	"strings"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/world"
)

const (
	provider = "huawei" // of the keys in world.Access, for both clouds
	maxSkew  = 15 * time.Minute
	maxBody  = 12 << 20 // with a signature; the gateway's limit
)

// Caller is who a request comes from.
type Caller struct {
	Account Account
	Project string    // the project that a token was made for; empty with a key
	key     world.Key // the key, or what a token may do in the form of a key
}

// Permits tells whether the caller may do the action on the resource. An action that is spelled differently in the old
// and the new IAM console has both spellings: either allows, and either denies.
func (c Caller) Permits(resource string, spellings ...string) bool {
	return Permits(c.key, resource, spellings...)
}

// Permits is Caller.Permits for a key.
func Permits(key world.Key, resource string, spellings ...string) bool {
	denies := key
	denies.Allow, denies.Boundary = nil, nil
	allowed := false
	for _, action := range spellings {
		if !denies.Permits(action, resource) {
			return false
		}
		allowed = allowed || key.Permits(action, resource)
	}
	return allowed
}

// Authenticate checks who sends a request to the endpoint, as the API gateway does. Dates, tokens and their expiry are
// checked against the wall clock.
func (s *Service) Authenticate(r *http.Request, body []byte, at Endpoint) (Caller, *Failure) {
	if token := r.Header.Get("X-Auth-Token"); token != "" {
		return s.checkToken(token, at)
	}
	header := r.Header.Get("Authorization")
	if header == "" {
		return Caller{}, unauthenticated("x-auth-token not found")
	}
	auth, ok := parseAuthorization(header)
	if !ok {
		return Caller{}, unauthenticated("verify aksk signature fail")
	}
	key, ok := s.access.Find(provider, auth.keyID)
	account := s.Account(key.Account)
	if !ok || key.Disabled || !at.ByAddress() && account.Cloud != at.Cloud {
		return Caller{}, unauthenticated("ak " + auth.keyID + " not exist")
	}
	if failure := checkSessionToken(key, r.Header.Get(tokenHeader)); failure != nil {
		return Caller{}, failure
	}
	when, err := time.Parse(dateFormat, r.Header.Get(dateHeader))
	if err != nil {
		return Caller{}, unauthenticated("verify aksk signature fail")
	}
	if time.Now().UTC().Sub(when).Abs() > maxSkew {
		return Caller{}, unauthenticated("ak " + auth.keyID + " signature expired")
	}
	want := signature(key.Secret, r.Header.Get(dateHeader), canonicalRequest(r, auth.signed, body))
	if !hmac.Equal([]byte(want), []byte(strings.ToLower(auth.signature))) {
		return Caller{}, unauthenticated("verify aksk signature fail")
	}
	return Caller{Account: account, key: key}, nil
}

// checkSessionToken compares the token of a temporary key, which need not be signed.
func checkSessionToken(key world.Key, token string) *Failure {
	switch {
	case key.SessionToken != "" && token == "":
		return unauthenticated("ak " + key.ID + " not exist")
	case key.SessionToken != token:
		return unauthenticated("decrypt token fail")
	case !key.Expires.IsZero() && time.Now().After(key.Expires):
		return unauthenticated("security token expired")
	}
	return nil
}

// checkToken takes a token of X-Auth-Token, which is good in the region whose endpoint made it.
func (s *Service) checkToken(text string, at Endpoint) (Caller, *Failure) {
	s.mu.Lock()
	defer s.mu.Unlock()
	t, ok := s.state.Tokens[text]
	elsewhere := ok && (!at.ByAddress() && s.account(t.Account).Cloud != at.Cloud || t.Region != "" && at.Region != "" && t.Region != at.Region)
	switch {
	case !ok || elsewhere:
		return Caller{}, unauthenticated("decrypt token fail")
	case time.Now().After(t.Expires):
		return Caller{}, unauthenticated("token expired")
	}
	return Caller{
		Account: s.account(t.Account), Project: t.Project,
		key: world.Key{Cloud: provider, Account: t.Account, Allow: t.Allow, Deny: t.Deny},
	}, nil
}

// CheckKey tells whether a key id and secret are a working key of the account: what a cross-cloud credential is
// checked for.
func (s *Service) CheckKey(account, id, secret string) (world.Key, bool) {
	key, ok := s.access.Find(provider, id)
	good := ok && !key.Disabled && key.SessionToken == "" && key.Account == account &&
		hmac.Equal([]byte(key.Secret), []byte(secret))
	return key, good
}
