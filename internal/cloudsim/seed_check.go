package cloudsim

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/oss"
)

// seedDocument finds the line of a value in the seed file.
type seedDocument struct {
	name string
	root yaml.Node
}

var goType = regexp.MustCompile(` not found in type \S+`)

// parseSeed decodes strictly: a field that does not exist is an error with its line.
func parseSeed(name string, data []byte) (*seedDocument, *seed, error) {
	document, content := &seedDocument{name: name}, &seed{}
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	decoder.KnownFields(true)
	if err := decoder.Decode(content); err != nil && !errors.Is(err, io.EOF) {
		text := goType.ReplaceAllString(strings.TrimPrefix(err.Error(), "yaml: "), " is not known here")
		return nil, nil, fmt.Errorf("cloudsim: seed file %s: %s", name, text)
	}
	if err := yaml.Unmarshal(data, &document.root); err != nil {
		return nil, nil, fmt.Errorf("cloudsim: seed file %s: %w", name, err)
	}
	return document, content, nil
}

// line is the line of the value at the path of field names and list positions, or of the last part that is there.
func (d *seedDocument) line(path []any) int {
	node := &d.root
	if len(node.Content) > 0 {
		node = node.Content[0]
	}
	for _, step := range path {
		next := child(node, step)
		if next == nil {
			break
		}
		node = next
	}
	return node.Line
}

func child(node *yaml.Node, step any) *yaml.Node {
	switch step := step.(type) {
	case int:
		if node.Kind == yaml.SequenceNode && step < len(node.Content) {
			return node.Content[step]
		}
	case string:
		for i := 0; node.Kind == yaml.MappingNode && i+1 < len(node.Content); i += 2 {
			if node.Content[i].Value == step {
				return node.Content[i+1]
			}
		}
	}
	return nil
}

// errorf words a problem with one argument at a path.
func (d *seedDocument) errorf(format string, arg any, path ...any) error {
	return fmt.Errorf("cloudsim: seed file %s: line %d: "+format, d.name, d.line(path), arg)
}

var regionID = regexp.MustCompile(`^[a-z]{2}-[a-z0-9-]+$`)

// maxSeedBytes bounds the generated objects of one entry.
const maxSeedBytes = 256 << 20

// check finds everything that is wrong, and fills in what is left out where there is one choice only.
func (content *seed) check(d *seedDocument) error {
	var problems []error
	add := func(format string, arg any, path ...any) { problems = append(problems, d.errorf(format, arg, path...)) }
	owners := map[string]bool{}
	for i, account := range content.Accounts {
		switch {
		case !slices.Contains([]string{"alibaba", "tencent", "ucloud", "huawei"}, account.Cloud):
			add("the cloud %q is not one of alibaba, tencent, ucloud, huawei", account.Cloud, "accounts", i, "cloud")
		case account.ID == "":
			add("the account of %s has no id", account.Cloud, "accounts", i)
		case account.Cloud != "alibaba" && len(account.Roles) > 0:
			add("roles are simulated for alibaba, not for %s", account.Cloud, "accounts", i, "roles")
		case account.Cloud == "alibaba":
			owners[account.ID] = true
		}
		for j, key := range account.Keys {
			if key.ID == "" || key.Secret == "" {
				add("the key %q needs an id and a secret", key.ID, "accounts", i, "keys", j)
			}
		}
		for j, role := range account.Roles {
			if role.Name == "" {
				add("a role of account %s has no name", account.ID, "accounts", i, "roles", j)
			}
		}
	}
	names := map[string]bool{}
	for _, bucket := range content.OSS.Buckets {
		names[bucket.Name] = true
	}
	for i := range content.OSS.Buckets {
		content.OSS.Buckets[i].check(owners, names, func(format string, arg any, path ...any) {
			add(format, arg, append([]any{"oss", "buckets", i}, path...)...)
		})
	}
	content.US3.check(content.Accounts, add)
	content.COS.check(content.Accounts, add)
	content.Huawei.check(content.Accounts, add)
	return errors.Join(problems...)
}

func (b *seedBucket) check(owners, names map[string]bool, add func(format string, arg any, path ...any)) {
	if b.Owner == "" && len(owners) == 1 {
		for owner := range owners {
			b.Owner = owner
		}
	}
	if !owners[b.Owner] {
		add("the owner %q is no alibaba account of this file", b.Owner, "owner")
	}
	if !regionID.MatchString(b.Region) {
		add("the region %q is no region id such as cn-hangzhou (without \"oss-\")", b.Region, "region")
	}
	switch strings.ToLower(b.Versioning) {
	case "":
	case "enabled":
		b.Versioning = oss.VersioningEnabled
	case "suspended":
		b.Versioning = oss.VersioningSuspended
	default:
		add("versioning %q is neither Enabled nor Suspended", b.Versioning, "versioning")
	}
	checkObjects(b.Name, b.Objects, add)
	for j, rule := range b.Rules {
		if !names[rule.Destination] {
			add("the destination %q is no bucket of this file", rule.Destination, "rules", j, "destination")
		}
	}
}

// checkObjects finds entries that are neither one object nor generated ones.
func checkObjects(bucket string, objects []seedObject, add func(format string, arg any, path ...any)) {
	for j, object := range objects {
		generated := object.Count != 0 || object.Size != 0 || object.Prefix != ""
		switch {
		case generated && (object.Key != "" || object.Content != ""):
			add("the object %q has a key or content, and count, size or prefix: it is either one object or generated ones", object.Key, "objects", j)
		case generated && (object.Count < 1 || object.Size < 0):
			add("generated objects need a count of at least 1, not %d, and a size that is not negative", object.Count, "objects", j)
		case generated && object.Count > maxSeedBytes/max(object.Size, 64):
			add("%d generated objects of this size are more than the simulator holds (256 MiB)", object.Count, "objects", j)
		case !generated && object.Key == "":
			add("an object of bucket %s has no key", bucket, "objects", j)
		}
	}
}
