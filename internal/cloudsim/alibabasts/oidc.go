package alibabasts

import (
	"encoding/base64"
	"encoding/json"
	"encoding/xml"
	"net/http"
	"strings"
	"time"
)

type oidcTokenInfo struct {
	Subject string
	Issuer  string
}

type assumeRoleWithOIDCAnswer struct {
	XMLName xml.Name `xml:"AssumeRoleWithOIDCResponse" json:"-"`
	assumeRoleAnswer
	OIDCTokenInfo oidcTokenInfo
}

// claims are the parts of an OIDC token that are looked at.
type claims struct {
	Issuer  string `json:"iss"`
	Subject string `json:"sub"`
	Expires int64  `json:"exp"`
}

// assumeRoleWithOIDC takes a token in place of a signature. The token must be a JSON Web Token that has not expired;
// its signature is not checked, since the simulator knows no identity provider's keys.
func (s *Service) assumeRoleWithOIDC(c call) (any, *apiError) {
	role, failure := s.requestedRole(c)
	if failure != nil {
		return nil, failure
	}
	provider := c.params.Get("OIDCProviderArn")
	if provider == "" {
		return nil, fail(http.StatusBadRequest, "MissingOIDCProviderArn", "OIDCProviderArn is mandatory for this action.")
	}
	token, failure := readToken(c.params.Get("OIDCToken"))
	if failure != nil {
		return nil, failure
	}
	if role.OIDCProvider != provider {
		return nil, fail(http.StatusForbidden, "AuthenticationFail.NoPermission", "This operation is forbidden by permission system.")
	}
	answer, failure := s.session(c, role)
	if failure != nil {
		return nil, failure
	}
	return &assumeRoleWithOIDCAnswer{
		assumeRoleAnswer: *answer,
		OIDCTokenInfo:    oidcTokenInfo{Subject: token.Subject, Issuer: token.Issuer},
	}, nil
}

func readToken(text string) (claims, *apiError) {
	invalid := fail(http.StatusBadRequest, "AuthenticationFail.OIDCToken.Invalid", "This OIDC token is invalid.")
	parts := strings.Split(strings.TrimSpace(text), ".")
	if len(parts) != 3 {
		return claims{}, invalid
	}
	payload, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		return claims{}, invalid
	}
	var token claims
	if err := json.Unmarshal(payload, &token); err != nil || token.Issuer == "" || token.Expires == 0 {
		return claims{}, invalid
	}
	if time.Now().After(time.Unix(token.Expires, 0)) {
		return claims{}, fail(http.StatusBadRequest, "AuthenticationFail.OIDCToken.Expired", "This OIDC token is expired.")
	}
	return token, nil
}
