package credentials

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/lookup"
)

// defaultFile is where the Alibaba Cloud CLI keeps its profiles.
const defaultFile = "~/.aliyun/config.json"

// profile is one entry of the CLI's file, as far as credentials go.
type profile struct {
	Name            string `json:"name"`
	Mode            string `json:"mode"`
	AccessKeyID     string `json:"access_key_id"`
	AccessKeySecret string `json:"access_key_secret"`
	STSToken        string `json:"sts_token"`
	RoleARN         string `json:"ram_role_arn"`
	SessionName     string `json:"ram_session_name"`
	Expiration      int    `json:"expired_seconds"`
	ExternalID      string `json:"external_id"`
	Policy          string `json:"policy"`
	RoleName        string `json:"ram_role_name"`
	SourceProfile   string `json:"source_profile"`
	STSRegion       string `json:"sts_region"`
	EnableVPC       bool   `json:"enable_vpc"`
	OIDCProviderARN string `json:"oidc_provider_arn"`
	OIDCTokenFile   string `json:"oidc_token_file"`
	CredentialsURI  string `json:"credentials_uri"`
	ProcessCommand  string `json:"process_command"`
}

type profileFile struct {
	path     string
	Current  string    `json:"current"`
	Profiles []profile `json:"profiles"`
}

// profile looks into the shared file: in the round over the environment at any rate, otherwise if the round names a profile or a file.
func (s *search) profile(r round) (*source, error) {
	asked := r.Profile != "" || r.SharedCredentialsFile != ""
	if !asked && !r.anyProfile {
		s.tried.Note(r.names.profile, lookup.NotSet)
		return nil, nil
	}
	path, name := r.SharedCredentialsFile, r.Profile
	if path == "" {
		path = s.First(fileVariables)
	}
	if path == "" {
		path = defaultFile
	}
	if name == "" && !s.ConfiguredOnly {
		name = s.First(profileVariables)
	}
	file, err := s.readProfiles(path)
	if errors.Is(err, fs.ErrNotExist) && !asked {
		s.tried.Note(r.names.profile, "not set, and there is no "+path)
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	p, err := file.find(name)
	if err != nil {
		return nil, err
	}
	// `aliyun configure` leaves an empty profile behind when it is broken off.
	if !asked && p.isEmpty() {
		s.tried.Note(r.names.profile, fmt.Sprintf("not set, and the profile %q of %s is empty", p.Name, file.path))
		return nil, nil
	}
	return s.fromProfile(file, p, nil)
}

func (s *search) readProfiles(path string) (*profileFile, error) {
	full, err := s.File(path)
	if err != nil {
		return nil, lookup.Invalid(fmt.Sprintf("%s cannot be found: %v", path, err), "Set `shared_credentials_file` to a full path.")
	}
	data, err := os.ReadFile(full)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &lookup.Error{
			Found: "there is no file " + full + " with profiles",
			Do:    "Make it with `aliyun configure`, or correct `shared_credentials_file` or its variable.", Err: err,
		}
	}
	if err != nil {
		return nil, lookup.Invalid(fmt.Sprintf("the profiles cannot be read: %v", err), "Make the file readable, or name another in `shared_credentials_file`.")
	}
	file := &profileFile{path: full}
	if err := json.Unmarshal(data, file); err != nil {
		return nil, lookup.Invalid(malformed(full, data, err), "Correct the file, or make it anew with `aliyun configure`.")
	}
	return file, nil
}

// malformed says where the file is wrong, without quoting it: it holds secrets.
func malformed(path string, data []byte, err error) string {
	var syntax *json.SyntaxError
	var wrongType *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return fmt.Sprintf("%s is no JSON at %s", path, position(data, syntax.Offset))
	case errors.As(err, &wrongType):
		return fmt.Sprintf("%s has a value of a wrong type for %s at %s", path, wrongType.Field, position(data, wrongType.Offset))
	default:
		return path + " is no JSON"
	}
}

func position(data []byte, offset int64) string {
	before := string(data[:min(int(offset), len(data))])
	line := strings.Count(before, "\n") + 1
	return fmt.Sprintf("line %d, column %d", line, len(before)-strings.LastIndex(before, "\n")-1)
}

// find is the profile of that name; an empty name is the current one.
func (f *profileFile) find(name string) (profile, error) {
	if name == "" {
		name = f.Current
	}
	if name == "" {
		name = "default"
	}
	var names []string
	for _, p := range f.Profiles {
		if p.Name == name {
			return p, nil
		}
		names = append(names, fmt.Sprintf("%q", p.Name))
	}
	there := "there are no profiles in it"
	if len(names) > 0 {
		there = "the profiles in it are " + strings.Join(names, ", ")
	}
	return profile{}, lookup.Invalid(fmt.Sprintf("there is no profile %q in %s; %s", name, f.path, there),
		"Set `profile` to one of them, or make it with `aliyun configure --profile "+name+"`.")
}

func (p profile) isEmpty() bool {
	p.Name, p.Mode, p.Expiration, p.STSRegion, p.EnableVPC = "", "", 0, "", false
	return p == profile{}
}
