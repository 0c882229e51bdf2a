package credentials

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"

	oss "github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss/credentials"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/lookup"
)

// defaultSessionName is what the alicloud provider calls its sessions too.
const defaultSessionName = "terraform"

// assume is the role's credentials, got with those of base.
func (s *search) assume(role AssumeRole, base *source, endpoint string) *source {
	on := "the role " + role.RoleARN + " with the credentials of " + base.from
	return s.renewed("the role "+role.RoleARN, func(ctx context.Context) (oss.Credentials, error) {
		signer, err := base.GetCredentials(ctx)
		if err != nil {
			return oss.Credentials{}, err
		}
		return s.sts.call(ctx, endpoint, map[string]string{
			"Action": "AssumeRole", "RoleArn": role.RoleARN, "RoleSessionName": cmp.Or(role.SessionName, defaultSessionName),
			"Policy": role.Policy, "ExternalId": role.ExternalID, "DurationSeconds": seconds(role.SessionExpiration),
		}, &signer, on)
	})
}

// assumeWithOIDC is the role's credentials, got with the token in the file, which is read each time: it is replaced while we wait.
func (s *search) assumeWithOIDC(o OIDC, from, endpoint string) *source {
	on := "the role " + o.RoleARN + " with the OIDC token of " + from
	return s.renewed("the role "+o.RoleARN, func(ctx context.Context) (oss.Credentials, error) {
		path, err := s.File(o.TokenFile)
		if err != nil {
			return oss.Credentials{}, lookup.Invalid(fmt.Sprintf("the OIDC token file cannot be found: %v", err), "Set it to a full path.")
		}
		token, err := os.ReadFile(path)
		if err != nil {
			return oss.Credentials{}, lookup.Invalid(fmt.Sprintf("the OIDC token cannot be read: %v", err),
				"Set the token file to the file that the identity provider writes.")
		}
		return s.sts.call(ctx, endpoint, map[string]string{
			"Action": "AssumeRoleWithOIDC", "RoleArn": o.RoleARN, "RoleSessionName": cmp.Or(o.SessionName, defaultSessionName),
			"OIDCProviderArn": o.ProviderARN, "OIDCToken": strings.TrimSpace(string(token)),
			"Policy": o.Policy, "DurationSeconds": seconds(o.SessionExpiration),
		}, nil, on)
	})
}

func seconds(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}
