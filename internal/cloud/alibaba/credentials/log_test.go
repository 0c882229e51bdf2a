package credentials

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-log/tflogtest"
)

// TestLogsHoldNoSecret goes through STS with everything that is secret and reads the log at its lowest level.
func TestLogsHoldNoSecret(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	ctx := tflogtest.RootLogger(t.Context(), &log)
	c := newCloud(t)
	m := machine{files: map[string]string{"token": token(t, time.Now().Add(time.Hour))}}
	secrets := []string{userSecret, userToken, "planted-token-signature"}
	for _, config := range []Config{
		{AccessKey: "temp", SecretKey: userSecret, SecurityToken: userToken, AssumeRole: &AssumeRole{RoleARN: firstRole}},
		{OIDC: &OIDC{ProviderARN: provider, TokenFile: "~/token", RoleARN: firstRole}},
		{ECSRoleName: "first"},
	} {
		got, err := credentialsOf(ctx, m.options(t, c, config))
		if err != nil {
			t.Fatal(err)
		}
		secrets = append(secrets, got.AccessKeySecret, got.SecurityToken)
	}
	if _, err := credentialsOf(ctx, m.options(t, c, Config{AccessKey: "user", SecretKey: "planted-wrong", AssumeRole: &AssumeRole{RoleARN: firstRole}})); err == nil {
		t.Error("a wrong secret was taken")
	}
	written := log.String()
	if !strings.Contains(written, "sts.aliyuncs.com") {
		t.Fatalf("the requests are not in the log:\n%s", written)
	}
	for _, secret := range append(secrets, "planted-wrong", "Signature") {
		if strings.Contains(written, secret) {
			t.Errorf("the log holds %q", secret)
		}
	}
}
