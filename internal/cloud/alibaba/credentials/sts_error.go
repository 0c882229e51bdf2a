package credentials

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/failure"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/lookup"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// advice is what to do about the codes of STS, by their beginning; the first that fits counts.
var advice = []struct {
	code, do   string
	keyRefused bool
}{
	{"EntityNotExist.Role", "Check the ARN of the role: account and name.", false},
	{"NoPermission", "Allow sts:AssumeRole on the role to the caller, and trust the caller in the role's trust policy; check `external_id`.", false},
	{"AuthenticationFail.OIDCToken.Expired", "Write a fresh token to the token file.", false},
	{"AuthenticationFail", "Check that the role trusts the OIDC provider and that the token is from that provider.", false},
	{"InvalidAccessKeyId", "The access key does not exist or is disabled: check it in the RAM console.", true},
	{"SignatureDoesNotMatch", "The secret does not belong to the access key: check both.", true},
	{"IncompleteSignature", "The secret does not belong to the access key: check both.", true},
	{"InvalidSecurityToken", "The security token has expired or belongs to another key: get a new one.", true},
	{"MissingSecurityToken", "The access key is a temporary one: set `security_token` or its variable too.", true},
	{"InvalidTimeStamp", "Set the clock of this machine: a request is valid for 15 minutes.", false},
	{"InvalidParameter.DurationSeconds", "Set `session_expiration` to 900 seconds or more, up to the longest session of the role.", false},
	{"InvalidParameter.RoleArn", "A role's ARN looks like acs:ram::123456789012****:role/name.", false},
	{"InvalidParameter.RoleSessionName", "A session name has 2 to 64 letters, digits and characters of . @ - _ =", false},
	{"InvalidParameter.Policy", "Correct `policy`: it is a RAM policy document in JSON.", false},
}

// refused is an answer that says no. Its text is scrubbed: STS quotes what it was sent.
func refused(answer stsAnswer, status int, role string, secrets []string) error {
	message, _, _ := strings.Cut(answer.Message, "server string to sign is")
	failure := &replication.Error{
		Kind: kindOf(answer.Code, status), Op: lookup.OpTemporary, On: role,
		Code: failure.Scrub(answer.Code, secrets...), Message: strings.TrimRight(failure.Scrub(message, secrets...), " :,;"), RequestID: answer.RequestID,
	}
	if answer.Code == "" {
		failure.Code, failure.Message = strconv.Itoa(status), http.StatusText(status)
	}
	for _, a := range advice {
		if strings.HasPrefix(answer.Code, a.code) {
			failure.Advice, failure.KeyRefused = a.do, a.keyRefused
			break
		}
	}
	return failure
}

func kindOf(code string, status int) replication.Kind {
	switch {
	case strings.HasPrefix(code, "Throttling"), status == http.StatusTooManyRequests:
		return replication.KindThrottled
	case status >= http.StatusInternalServerError:
		return replication.KindUnavailable
	case strings.HasPrefix(code, "InvalidParameter"), strings.HasPrefix(code, "InvalidTimeStamp"):
		return replication.KindInvalid
	default:
		return replication.KindPermission
	}
}
