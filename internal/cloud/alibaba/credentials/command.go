package credentials

import (
	"context"
	"encoding/json"
	"fmt"
	"os/exec"
	"strings"
	"time"

	oss "github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss/credentials"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/lookup"
)

// commandTimeout leaves time for a person to confirm a sign-in.
const commandTimeout = time.Minute

// fromCommand is the credentials that a profile of the mode External has printed by its command, which runs without a shell, as in
// the Alibaba Cloud CLI. What it prints is never quoted.
func (s *search) fromCommand(command, from string) *source {
	return s.renewed(from, func(ctx context.Context) (oss.Credentials, error) {
		ctx, cancel := context.WithTimeout(ctx, commandTimeout)
		defer cancel()
		words := strings.Fields(command)
		output, err := exec.CommandContext(ctx, words[0], words[1:]...).Output() //nolint:gosec // the user's own profile names it
		if err != nil {
			return oss.Credentials{}, lookup.Invalid(fmt.Sprintf("the command of %s failed: %v", from, err), "Run the command by hand to see why.")
		}
		var printed struct {
			AccessKeyID     string     `json:"access_key_id"`
			AccessKeySecret string     `json:"access_key_secret"`
			STSToken        string     `json:"sts_token"`
			Expiration      *time.Time `json:"expiration"`
		}
		err = json.Unmarshal(output, &printed)
		got := oss.Credentials{
			AccessKeyID: printed.AccessKeyID, AccessKeySecret: printed.AccessKeySecret,
			SecurityToken: printed.STSToken, Expires: printed.Expiration,
		}
		if err != nil || !got.HasKeys() {
			return oss.Credentials{}, lookup.Invalid("the command of "+from+" printed no credentials",
				`It must print JSON with "access_key_id", "access_key_secret" and, for temporary ones, "sts_token".`)
		}
		return got, nil
	})
}
