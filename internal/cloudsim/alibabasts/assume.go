package alibabasts

import (
	"encoding/xml"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/world"
)

type credentials struct {
	AccessKeyID     string `xml:"AccessKeyId" json:"AccessKeyId"`
	AccessKeySecret string
	SecurityToken   string
	Expiration      string
}

type assumedRoleUser struct {
	ARN           string `xml:"Arn" json:"Arn"`
	AssumedRoleID string `xml:"AssumedRoleId" json:"AssumedRoleId"`
}

type assumeRoleAnswer struct {
	XMLName         xml.Name `xml:"AssumeRoleResponse" json:"-"`
	RequestID       string   `xml:"RequestId" json:"RequestId"`
	AssumedRoleUser assumedRoleUser
	Credentials     credentials
}

var (
	roleARN     = regexp.MustCompile(`^acs:ram::\d+:role/[\w.-]{1,64}$`)
	sessionName = regexp.MustCompile(`^[\w.@=,-]{2,64}$`)
)

// assumeRole checks what the AssumeRole documentation lists, then issues a key.
func (s *Service) assumeRole(c call) (any, *apiError) {
	role, failure := s.requestedRole(c)
	if failure != nil {
		return nil, failure
	}
	trusted := role.TrustedAccounts
	if len(trusted) == 0 {
		trusted = []string{role.Account}
	}
	if !slices.Contains(trusted, c.key.Account) || !c.key.Permits("sts:AssumeRole", role.Name) ||
		(role.ExternalID != "" && role.ExternalID != c.params.Get("ExternalId")) {
		return nil, fail(http.StatusForbidden, "NoPermission", "You are not authorized to do this action. You should be authorized by RAM.")
	}
	return s.session(c, role)
}

// requestedRole finds the role that the request names, and checks the parameters that every way of assuming it has.
func (s *Service) requestedRole(c call) (Role, *apiError) {
	arn, session := c.params.Get("RoleArn"), c.params.Get("RoleSessionName")
	switch {
	case arn == "":
		return Role{}, fail(http.StatusBadRequest, "MissingRoleArn", "RoleArn is mandatory for this action.")
	case session == "":
		return Role{}, fail(http.StatusBadRequest, "MissingRoleSessionName", "RoleSessionName is mandatory for this action.")
	case !roleARN.MatchString(arn):
		return Role{}, fail(http.StatusBadRequest, "InvalidParameter.RoleArn", "The parameter RoleArn is wrongly formed.")
	case !sessionName.MatchString(session):
		return Role{}, fail(http.StatusBadRequest, "InvalidParameter.RoleSessionName", "The parameter RoleSessionName is wrongly formed.")
	}
	role, ok := s.role(arn)
	if !ok {
		return Role{}, fail(http.StatusNotFound, "EntityNotExist.Role", "The specified Role not exists.")
	}
	return role, nil
}

// session issues the temporary key and words the answer.
func (s *Service) session(c call, role Role) (*assumeRoleAnswer, *apiError) {
	lifetime, failure := lifetime(c.params.Get("DurationSeconds"), role)
	if failure != nil {
		return nil, failure
	}
	boundary, deny, failure := sessionPolicy(c.params.Get("Policy"))
	if failure != nil {
		return nil, failure
	}
	name := c.params.Get("RoleSessionName")
	key := s.issue(role, name, lifetime, boundary, deny)
	return &assumeRoleAnswer{
		RequestID:       c.requestID,
		AssumedRoleUser: assumedRoleUser{ARN: role.ARN() + "/" + name, AssumedRoleID: roleID(role) + ":" + name},
		Credentials:     credentialsOf(key),
	}, nil
}

func lifetime(text string, role Role) (time.Duration, *apiError) {
	if text == "" {
		return time.Hour, nil
	}
	longest := role.MaxSeconds
	if longest == 0 {
		longest = 3600
	}
	seconds, err := strconv.Atoi(text)
	if err != nil || seconds < 900 || seconds > longest {
		return 0, fail(http.StatusBadRequest, "InvalidParameter.DurationSeconds", "The Min/Max value of DurationSeconds is 15min/"+(time.Duration(longest)*time.Second).String()+".")
	}
	return time.Duration(seconds) * time.Second, nil
}

func credentialsOf(key world.Key) credentials {
	return credentials{
		AccessKeyID: key.ID, AccessKeySecret: key.Secret, SecurityToken: key.SessionToken,
		Expiration: key.Expires.Format(timeLayout),
	}
}

// roleID is a made-up number that stays the same for a role.
func roleID(role Role) string {
	n := uint64(3_000_000_000)
	for _, c := range role.ARN() {
		n = n*31%900_000_000_000_000 + uint64(c)
	}
	return strconv.FormatUint(n, 10)
}

type callerIdentityAnswer struct {
	XMLName      xml.Name `xml:"GetCallerIdentityResponse" json:"-"`
	RequestID    string   `xml:"RequestId" json:"RequestId"`
	AccountID    string   `xml:"AccountId" json:"AccountId"`
	ARN          string   `xml:"Arn" json:"Arn"`
	PrincipalID  string   `xml:"PrincipalId" json:"PrincipalId"`
	IdentityType string
}

func (s *Service) callerIdentity(c call) (any, *apiError) {
	answer := &callerIdentityAnswer{
		RequestID: c.requestID, AccountID: c.key.Account, IdentityType: "RAMUser",
		ARN: "acs:ram::" + c.key.Account + ":user/" + strings.ToLower(c.key.ID), PrincipalID: c.key.ID,
	}
	if c.key.Principal != "" {
		answer.IdentityType, answer.ARN = "AssumedRoleUser", c.key.Principal
	}
	return answer, nil
}
