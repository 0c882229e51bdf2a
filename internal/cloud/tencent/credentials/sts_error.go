package credentials

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/failure"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/lookup"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// advice is what to do about the codes of STS and of the API gateway, by their beginning; the first that fits counts.
var advice = []struct {
	code, do   string
	keyRefused bool
}{
	{"ResourceNotFound.RoleNotFound", "Check the ARN of the role: account and name.", false},
	{"InvalidParameter.RoleNotExist", "Check the ARN of the role: account and name.", false},
	{"InvalidParameter.RoleArn", "A role's ARN looks like qcs::cam::uin/100000000001:roleName/name.", false},
	{"InvalidParameter.AccessKeyNotSupport", "Use the key of a user: a root account's key cannot assume roles here.", false},
	{"InvalidParameter.ParamError", "Check role ARN, session name and duration: STS takes up to 43200 seconds, and no longer than the role allows.", false},
	{"InvalidParameter.PolicyTooLong", "Shorten `policy`.", false},
	{"InvalidParameter.WebIdentityToken", "Write a fresh token to the token file, and check that it is from the identity provider.", false},
	{"InvalidParameter", "Check role ARN, session name, duration and policy.", false},
	{"UnauthorizedOperation", "Allow sts:AssumeRole on the role to the caller, and trust the caller in the role's trust policy; check `external_id`.", false},
	{"InternalError.GetRoleError", "Check the ARN of the role, and that the role trusts the caller.", false},
	{"AuthFailure.SecretIdNotFound", "The secret id does not exist or is disabled: check it in the CAM console.", true},
	{"AuthFailure.SignatureFailure", "The secret key does not belong to the secret id: check both.", true},
	{"AuthFailure.SignatureExpire", "Set the clock of this machine: a request is valid for 5 minutes.", false},
	{"AuthFailure.TokenFailure", "The security token has expired or belongs to another secret id: get a new one.", true},
	{"AuthFailure", "Check the secret id, its key, and its rights in CAM.", false},
}

// refused is an answer that says no. Its text is scrubbed: it may quote what it was sent.
func refused(answer stsAnswer, status int, on string, secrets []string) error {
	told := answer.Response.Error
	failure := &replication.Error{
		Kind: kindOf(told.Code, status), Op: lookup.OpTemporary, On: on,
		Code: failure.Scrub(told.Code, secrets...), Message: failure.Scrub(told.Message, secrets...), RequestID: answer.Response.RequestID,
	}
	if told.Code == "" {
		failure.Code, failure.Message = strconv.Itoa(status), http.StatusText(status)
	}
	for _, a := range advice {
		if strings.HasPrefix(told.Code, a.code) {
			failure.Advice, failure.KeyRefused = a.do, a.keyRefused
			break
		}
	}
	return failure
}

func kindOf(code string, status int) replication.Kind {
	switch {
	case strings.HasPrefix(code, "RequestLimitExceeded"), status == http.StatusTooManyRequests:
		return replication.KindThrottled
	case status >= http.StatusInternalServerError, strings.HasPrefix(code, "InternalError"):
		return replication.KindUnavailable
	case strings.HasPrefix(code, "InvalidParameter"):
		return replication.KindInvalid
	default:
		return replication.KindPermission
	}
}
