package credentials

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"os"
	"strings"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/lookup"
)

// defaultSessionName is what the TencentCloud provider calls its sessions by default, roughly.
const defaultSessionName = "terraform"

// defaultSTSRegion is any region: STS is one service, but wants a region to be named.
const defaultSTSRegion = "ap-guangzhou"

// assume is the role's credentials, got with those of base.
func (s *search) assume(role AssumeRole, base *source) *source {
	on := "the role " + role.RoleARN + " with the credentials of " + base.from
	return s.renewed("the role "+role.RoleARN, func(ctx context.Context) (keys, error) {
		signer, err := base.get(ctx)
		if err != nil {
			return keys{}, err
		}
		params := sessionParams(role.RoleARN, role.SessionName, role.SessionDuration)
		if role.Policy != "" {
			params["Policy"] = url.QueryEscape(role.Policy) // as the STS documentation of AssumeRole asks
		}
		if role.ExternalID != "" {
			params["ExternalId"] = role.ExternalID
		}
		return s.sts.call(ctx, s.stsCall("AssumeRole", ""), params, &signer, on)
	})
}

// assumeWithOIDC is the role's credentials, got with a token. A file is read each time: it is replaced while we wait.
func (s *search) assumeWithOIDC(o OIDC, from string) *source {
	on := "the role " + o.RoleARN + " with the OIDC token of " + from
	return s.renewed("the role "+o.RoleARN, func(ctx context.Context) (keys, error) {
		token := o.Token
		if o.TokenFile != "" {
			path, err := s.File(o.TokenFile)
			if err != nil {
				return keys{}, lookup.Invalid(fmt.Sprintf("the OIDC token file cannot be found: %v", err), "Set it to a full path.")
			}
			content, err := os.ReadFile(path)
			if err != nil {
				return keys{}, lookup.Invalid(fmt.Sprintf("the OIDC token cannot be read: %v", err), "Set the token file to the file that the identity provider writes.")
			}
			token = strings.TrimSpace(string(content))
		}
		params := sessionParams(o.RoleARN, o.SessionName, o.SessionDuration)
		params["ProviderId"], params["WebIdentityToken"] = o.ProviderID, token
		return s.sts.call(ctx, s.stsCall("AssumeRoleWithWebIdentity", o.region), params, nil, on)
	})
}

func sessionParams(role, session string, duration int) map[string]any {
	params := map[string]any{"RoleArn": role, "RoleSessionName": cmp.Or(session, defaultSessionName)}
	if duration > 0 {
		params["DurationSeconds"] = duration
	}
	return params
}

// stsCall is where STS is asked, which the variables of the TencentCloud provider can change.
func (s *search) stsCall(action, region string) stsCall {
	return stsCall{
		action: action, host: "sts." + cmp.Or(s.Environment(domainVariable), "tencentcloudapi.com"),
		region: cmp.Or(region, s.Environment(regionVariable), defaultSTSRegion),
	}
}
