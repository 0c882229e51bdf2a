package credentials

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/lookup"
)

const (
	// defaultDir is where the Tencent Cloud CLI keeps its profiles, one file each.
	defaultDir     = "~/.tccli"
	defaultProfile = "default"
)

// profile is the file NAME.credential of the CLI. Its types are a key, a role of the CVM instance ("cvm-role"), and the
// temporary keys of a sign-in in the browser ("oauth", "sso"), which only the CLI renews.
type profile struct {
	Type        string `json:"type"`
	SecretID    string `json:"secretId"`
	SecretKey   string `json:"secretKey"`
	Token       string `json:"token"`
	RoleARN     string `json:"role-arn"`
	SessionName string `json:"role-session-name"`
	ExpiresAt   int64  `json:"expiresAt"` // seconds since 1970
}

// profile looks into the CLI's directory: in the round over the environment at any rate, otherwise if the round names a
// profile or a directory.
func (s *search) profile(r round) (*source, error) {
	asked := r.Profile != "" || r.SharedCredentialsDir != ""
	if !asked && !r.environment {
		s.tried.Note(r.names.profile, lookup.NotSet)
		return nil, nil
	}
	name := cmp.Or(r.Profile, s.First(profileVariables), defaultProfile)
	dir, err := s.File(cmp.Or(r.SharedCredentialsDir, s.Environment(dirVariable), defaultDir))
	if err != nil {
		return nil, lookup.Invalid(fmt.Sprintf("the directory of the profiles cannot be found: %v", err), "Set `shared_credentials_dir` to a full path.")
	}
	path := filepath.Join(dir, name+".credential")
	p, err := readProfile(path, name)
	if errors.Is(err, fs.ErrNotExist) && !asked {
		s.tried.Note(r.names.profile, "not set, and there is no "+path)
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if p == (profile{}) && !asked {
		s.tried.Note(r.names.profile, "not set, and "+path+" is empty")
		return nil, nil
	}
	return s.fromProfile(p, "the profile "+path)
}

func readProfile(path, name string) (profile, error) {
	var p profile
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return p, &lookup.Error{
			Found: "there is no profile " + path,
			Do:    "Make it with `tccli configure --profile " + name + "`, or correct `profile`, `shared_credentials_dir` or their variables.", Err: err,
		}
	}
	if err != nil {
		return p, lookup.Invalid(fmt.Sprintf("the profile cannot be read: %v", err), "Make the file readable, or name another in `profile`.")
	}
	if err := json.Unmarshal(data, &p); err != nil {
		// The file is not quoted: it holds secrets.
		return p, lookup.Invalid(path+" is not the JSON that the Tencent Cloud CLI writes", "Correct the file, or make it anew with `tccli configure --profile "+name+"`.")
	}
	return p, nil
}

func (s *search) fromProfile(p profile, from string) (*source, error) {
	if p.Type == "cvm-role" {
		return s.fromInstance("", from), nil
	}
	if p.SecretID == "" || p.SecretKey == "" {
		return nil, lookup.Invalid(from+" has no secretId or no secretKey", "Complete it with `tccli configure`, or choose another with `profile`.")
	}
	found := keys{id: p.SecretID, key: p.SecretKey, token: p.Token}
	if p.Type == "oauth" || p.Type == "sso" {
		found.expires = time.Unix(p.ExpiresAt, 0)
		return s.signedIn(found, from), nil
	}
	base := static(found, from)
	if p.RoleARN == "" {
		return base, nil
	}
	return s.assume(AssumeRole{RoleARN: p.RoleARN, SessionName: p.SessionName}, base), nil
}

// signedIn is the key of a sign-in in the browser, as long as it holds.
func (s *search) signedIn(found keys, from string) *source {
	return &source{func(context.Context) (keys, error) {
		if !s.Clock.Now().Before(found.expires) {
			return keys{}, lookup.Invalid("the sign-in of "+from+" expired at "+found.expires.UTC().Format(time.RFC3339), "Sign in again with `tccli auth login` or `tccli sso login`.")
		}
		return found, nil
	}, from}
}

// defaultSDKFile is where the SDKs look for a key, in the form of an INI file.
const defaultSDKFile = "~/.tencentcloud/credentials"

// sdkFile looks into the SDKs' file, in the round over the environment.
func (s *search) sdkFile(r round) (*source, error) {
	if !r.environment {
		return nil, nil
	}
	named := s.Environment(sdkFileVariable)
	path, err := s.File(cmp.Or(named, defaultSDKFile))
	if err != nil {
		return nil, lookup.Invalid(fmt.Sprintf("the SDKs' file cannot be found: %v", err), "Set "+sdkFileVariable+" to a full path.")
	}
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) && named == "" {
		s.tried.Note(sdkFileVariable, "not set, and there is no "+path)
		return nil, nil
	}
	if err != nil {
		return nil, lookup.Invalid(fmt.Sprintf("the SDKs' file cannot be read: %v", err), "Correct or unset "+sdkFileVariable+".")
	}
	values := iniSection(string(data), defaultProfile)
	if values["secret_id"] == "" || values["secret_key"] == "" {
		return nil, lookup.Invalid(path+` has no secret_id or no secret_key in its section "default"`, "Complete it, or remove the file.")
	}
	return static(keys{id: values["secret_id"], key: values["secret_key"]}, path), nil
}

// iniSection reads the values of one section.
func iniSection(text, section string) map[string]string {
	values, in := map[string]string{}, ""
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		name, isSection := strings.CutPrefix(line, "[")
		key, value, isValue := strings.Cut(line, "=")
		switch {
		case isSection:
			in = strings.TrimSpace(strings.TrimSuffix(name, "]"))
		case isValue && in == section && !strings.HasPrefix(line, "#") && !strings.HasPrefix(line, ";"):
			values[strings.TrimSpace(key)] = strings.TrimSpace(value)
		}
	}
	return values
}
